// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QHeaderView;

namespace radiosonde
{

// Role of a row that is a hole: QString, what is to be said of it, over all columns after the first. Not
// valid for other rows.
inline constexpr int HoleRole = Qt::UserRole + 16;

// Role of the first column: bool, whether the row has a bookmark.
inline constexpr int BookmarkRole = Qt::UserRole + 17;

// Draws holes hatched, with their text across the columns, and a bar before records that have a bookmark.
class HoleDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    // `header` is that of the table, and outlives the delegate.
    HoleDelegate(const QHeaderView *header, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    // A hole's text is as wide as the table: no column grows for it.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHole(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QString &text) const;

    const QHeaderView *m_header;
};

} // namespace radiosonde
