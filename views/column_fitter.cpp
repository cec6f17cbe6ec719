// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/column_fitter.h"

#include <QGuiApplication>
#include <QHeaderView>

namespace radiosonde
{

namespace
{

constexpr int narrowestColumn = 48;
constexpr int widestColumn = 260;
constexpr int columnPadding = 12;
constexpr int rowPadding = 6;

} // namespace

ColumnFitter::ColumnFitter(QHeaderView *header, std::function<int(int column)> widthOf, QObject *parent)
    : QObject(parent), m_header(header), m_widthOf(std::move(widthOf))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &ColumnFitter::fit);
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        if (!m_fitting && (QGuiApplication::mouseButtons() & Qt::LeftButton))
            m_sizedByUser.insert(column);
    });
}

void ColumnFitter::fitSoon()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void ColumnFitter::fit()
{
    m_fitting = true;
    const QAbstractItemModel *model = m_header->model();
    for (int column = 0; column < model->columnCount(); ++column) {
        if (m_sizedByUser.contains(column))
            continue;
        const int wanted = qMax(m_widthOf(column), m_header->sectionSizeHint(column)) + columnPadding;
        const int least = m_fitted ? m_header->sectionSize(column) : narrowestColumn;
        m_header->resizeSection(column, qMax(qMin(wanted, widestColumn), least));
    }
    m_fitted = model->rowCount() > 0;
    m_fitting = false;
}

int tableRowHeight(const QWidget &table)
{
    return table.fontMetrics().height() + rowPadding;
}

} // namespace radiosonde
