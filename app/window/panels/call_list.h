// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/audit.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;

namespace radiosonde
{

class CallModel;
class GridView;

// Every call that the runs of this window made on their targets, with its result: to be filtered, copied and
// saved. The newest 20,000. GUI thread.
class CallList : public QWidget
{
    Q_OBJECT
public:
    explicit CallList(QWidget *parent = nullptr);

    void add(const QString &run, const AuditEntry &entry);
    QString text() const; // of the rows that the filter lets through, as in a log file
    void saveTo(const QString &path);

Q_SIGNALS:
    void message(const QString &text); // what became of saving

private:
    void copy() const;
    void save();
    void updateCount();
    QString textOf(const QList<int> &rows) const;

    CallModel *m_model;
    QSortFilterProxyModel *m_shown;
    GridView *m_grid;
    QLineEdit *m_filter;
    QLabel *m_count;
};

} // namespace radiosonde
