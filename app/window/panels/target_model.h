// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/targets/target_hub.h"

#include <QStandardItemModel>

namespace radiosonde
{

// The hub's targets as a tree: groups, then one row each with how it stands. Rows are changed in place unless
// targets come or go. GUI thread.
class TargetModel : public QStandardItemModel
{
    Q_OBJECT
public:
    explicit TargetModel(TargetHub &hub, QObject *parent = nullptr);

    static constexpr int urlRole = Qt::UserRole; // empty for a group

    QModelIndex indexOf(const QString &url) const;
    bool setData(const QModelIndex &index, const QVariant &value,
                 int role) override; // a tick goes to the hub

private:
    void rebuild();
    void update(const QString &url);
    QStandardItem *group(TargetKind kind);
    void show(const TargetEntry &entry, QStandardItem &name, QStandardItem &state) const;

    TargetHub &m_hub;
};

// How a target stands, in a word or two: "connected", "starting", "stopped".
QString targetStateText(const TargetEntry &entry);

} // namespace radiosonde
