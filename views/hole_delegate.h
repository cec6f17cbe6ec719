// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace radiosonde
{

// Role of a row that is a hole: QString, what is to be said of it, over all columns after the first. Not
// valid for other rows.
inline constexpr int HoleRole = Qt::UserRole + 16;

// Draws holes hatched, with their text across the columns.
class HoleDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace radiosonde
