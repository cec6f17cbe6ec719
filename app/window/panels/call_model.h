// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/audit.h"

#include <QAbstractTableModel>

#include <deque>

namespace radiosonde
{

// The newest calls that runs made on their targets, oldest first. GUI thread.
class CallModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : int { Time, Run, Call, Result, Duration, Sent, Received, ColumnCount };

    explicit CallModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void add(const QString &run, const AuditEntry &entry);
    QString line(int row) const; // as in a log file

    static constexpr int maximumRows = 20'000;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString run;
        AuditEntry entry;
    };
    QString display(const Row &row, int column) const;

    std::deque<Row> m_rows;
};

} // namespace radiosonde
