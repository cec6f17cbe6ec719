// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table_panel.h"

#include "views/grid_view.h"
#include "views/row_cursors.h"
#include "views/table_delegate.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>

namespace radiosonde
{

TablePanel::TablePanel(const TableStore &store, const DisplayContext &context, QWidget *parent)
    : ViewPanel(store.view(), parent), m_store(store), m_model(new TableModel(store, context, this)),
      m_grid(new GridView)
{
    m_grid->setModel(m_model);
    m_grid->setItemDelegate(new TableDelegate(m_grid));
    m_grid->setAccessibleName(spec().title);
    QHeaderView *header = m_grid->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::sectionClicked, this, &TablePanel::sortBy);
    const TableModel::SortKey first = m_model->sortKeys().first();
    header->setSortIndicator(first.column, first.order);
    addValuesChoice();
    setFilterColumns(spec().columns, [this](qsizetype column) { return m_model->seenValues(column); });
    setPicture(m_grid);
    updateCount();
}

void TablePanel::addValuesChoice()
{
    auto *choice = new QComboBox;
    choice->setAccessibleName(tr("Values"));
    choice->setToolTip(tr("What the counters show"));
    choice->addItem(tr("Interval"), int(TableValues::Interval));
    choice->addItem(tr("Rate"), int(TableValues::Rate));
    choice->addItem(tr("Total"), int(TableValues::Total));
    choice->setCurrentIndex(choice->findData(int(m_model->values())));
    connect(choice, &QComboBox::currentIndexChanged, this, [this, choice] {
        m_model->setValues(TableValues(choice->currentData().toInt()));
        updateCount();
    });
    strip()->insertWidget(1, choice);
}

void TablePanel::sortBy(int column)
{
    QList<TableModel::SortKey> keys = m_model->sortKeys();
    const bool add = QApplication::keyboardModifiers() & Qt::ShiftModifier;
    const auto known =
        std::find_if(keys.begin(), keys.end(), [&](const auto &key) { return key.column == column; });
    const bool numeric = column < spec().columns.size() && isNumeric(spec().columns.at(column));
    Qt::SortOrder order = numeric ? Qt::DescendingOrder : Qt::AscendingOrder;
    if (known != keys.end())
        order = known->order == Qt::DescendingOrder ? Qt::AscendingOrder : Qt::DescendingOrder;
    if (!add)
        keys = {{column, order}};
    else if (known != keys.end())
        known->order = order;
    else
        keys += {column, order};
    m_grid->horizontalHeader()->setSortIndicator(keys.first().column, keys.first().order);
    m_model->setSort(keys);
}

void TablePanel::refresh()
{
    if (isFrozen())
        return;
    m_model->refresh();
    updateCount();
}

void TablePanel::updateCount()
{
    QString text = tr("%n row(s)", nullptr, m_model->rowCount());
    if (m_store.rowsNotKept() > 0)
        text = tr("%1, %2 not kept").arg(text).arg(m_store.rowsNotKept());
    setCountText(text);
}

void TablePanel::applyFilter(const QString &text)
{
    m_model->setFilter(text);
    updateCount();
}

void TablePanel::applyFreeze(bool frozen)
{
    m_model->setFrozen(frozen);
    updateCount();
}

QByteArray TablePanel::selectedText(RowFormat format) const
{
    return m_model->textOf(m_grid->selectedRows(), format);
}

std::unique_ptr<RowCursor> TablePanel::rows(RowFormat format) const
{
    return std::make_unique<TextCursor>(m_model->textOf({}, format));
}

QWidget *TablePanel::picture() const
{
    return m_grid;
}

} // namespace radiosonde
