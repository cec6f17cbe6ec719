// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>

class QHeaderView;

namespace radiosonde
{

// Gives the columns of a table a width that fits, a moment after its rows have changed: those that a person
// has drawn to a width keep it, the others only grow once there were rows. GUI thread.
class ColumnFitter : public QObject
{
    Q_OBJECT
public:
    // `widthOf` tells what a column's rows in sight want. `header` outlives the fitter, and has the model.
    ColumnFitter(QHeaderView *header, std::function<int(int column)> widthOf, QObject *parent);

    void fitSoon();

private:
    void fit();

    QHeaderView *m_header;
    std::function<int(int)> m_widthOf;
    QTimer m_soon;
    QSet<int> m_sizedByUser; // columns
    bool m_fitting = false;
    bool m_fitted = false; // once with rows
};

// Of the rows of all tables, in pixels.
int tableRowHeight(const QWidget &table);

} // namespace radiosonde
