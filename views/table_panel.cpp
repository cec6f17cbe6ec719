// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table_panel.h"

#include "views/cell_conditions.h"
#include "views/grid_view.h"
#include "views/row_cursors.h"
#include "views/row_detail.h"
#include "views/table_delegate.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>

namespace radiosonde
{

using namespace Qt::StringLiterals;

TablePanel::TablePanel(const std::shared_ptr<LiveTable> &table, const DisplayContext &context,
                       QWidget *parent)
    : ViewPanel(table->view(), parent), m_model(new TableModel(table, context, this)), m_grid(new GridView),
      m_body(new QSplitter(Qt::Vertical)), m_detail(new RowDetail(*m_model))
{
    m_grid->setModel(m_model);
    m_grid->setItemDelegate(new TableDelegate(m_grid));
    m_grid->setAccessibleName(spec().title);
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_grid->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::sectionClicked, this, &TablePanel::sortBy);
    const TableModel::SortKey first = m_model->sortKeys().first();
    header->setSortIndicator(first.column, first.order);
    m_body->setChildrenCollapsible(false);
    m_body->addWidget(m_grid);
    m_body->addWidget(m_detail);
    m_body->setSizes({600, 240});
    m_detail->hide();
    addValuesChoice();
    addGroupChoice();
    addActions();
    setFilterColumns(spec().columns, [this](qsizetype column) { return m_model->seenValues(column); });
    setPicture(m_body);
    connect(m_grid, &QWidget::customContextMenuRequested, this, &TablePanel::openMenu);
    connect(m_grid, &QAbstractItemView::doubleClicked, this, [this] { setDetailShown(true); });
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TablePanel::updateDetail);
    connect(&m_detail->chart(), &TimePlot::rangeChosen, this, &ViewPanel::rangeChosen);
    connect(&m_detail->chart(), &TimePlot::timeHovered, this, &ViewPanel::timeHovered);
    connect(m_model, &TableModel::shown, this, [this] {
        updateDetail();
        updateCount();
    });
    updateCount();
}

void TablePanel::addValuesChoice()
{
    m_values = new QComboBox;
    m_values->setAccessibleName(tr("Values"));
    m_values->setToolTip(tr("What the counters show"));
    m_values->addItem(tr("Interval"), int(TableValues::Interval));
    m_values->addItem(tr("Rate"), int(TableValues::Rate));
    m_values->addItem(tr("Total"), int(TableValues::Total));
    m_values->setCurrentIndex(m_values->findData(int(m_model->values())));
    connect(m_values, &QComboBox::currentIndexChanged, this,
            [this] { m_model->setValues(TableValues(m_values->currentData().toInt())); });
    strip()->insertWidget(1, m_values);
}

void TablePanel::addGroupChoice()
{
    m_groups = new QComboBox;
    m_groups->setAccessibleName(tr("Group"));
    m_groups->setToolTip(tr("Rows with equal values of a column as one, their counters added up"));
    m_groups->addItem(tr("Each row"), -1);
    for (int i = 0; i < spec().columns.size(); ++i) {
        if (!spec().columns.at(i).counter)
            m_groups->addItem(tr("By %1").arg(spec().columns.at(i).title), i);
    }
    connect(m_groups, &QComboBox::currentIndexChanged, this,
            [this] { setGroup(m_groups->currentData().toInt()); });
    strip()->insertWidget(2, m_groups);
}

void TablePanel::addActions()
{
    m_detailShown = addToggle(3, tr("Details"), QKeySequence(u"Alt+D"_s),
                              tr("The chosen row in full, with its counters over time"));
    connect(m_detailShown, &QAction::toggled, this, [this](bool shown) {
        m_detail->setVisible(shown);
        updateDetail();
    });
    m_pin = new QAction(tr("Pin to the top, or let go"), this);
    m_pin->setShortcut(QKeySequence(u"Alt+P"_s));
    m_pin->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_pin);
    connect(m_pin, &QAction::triggered, this, &TablePanel::pinSelected);
    m_conditions = addCellConditions(
        *this, *m_grid, [this](const QModelIndex &index) { return m_model->conditionAt(index); });
    auto *group = new QAction(tr("Group by the next column"), this);
    group->setShortcut(QKeySequence(u"Alt+G"_s));
    group->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(group);
    connect(group, &QAction::triggered, this,
            [this] { m_groups->setCurrentIndex((m_groups->currentIndex() + 1) % m_groups->count()); });
}

void TablePanel::setGroup(int column)
{
    const QSignalBlocker blocker(m_groups);
    m_groups->setCurrentIndex(qMax(0, m_groups->findData(column)));
    m_model->setGroup(m_groups->currentData().toInt());
}

void TablePanel::setDetailShown(bool shown)
{
    m_detailShown->setChecked(shown);
}

// A range is one more choice of values, taken at once and gone with it.
void TablePanel::setRange(const std::optional<TimeRange> &range)
{
    m_detail->chart().setRange(range);
    const int place = m_values->findData(int(TableValues::Range));
    if (range) {
        m_model->setRange(*range);
        if (place < 0)
            m_values->addItem(tr("Range"), int(TableValues::Range));
        m_values->setCurrentIndex(m_values->findData(int(TableValues::Range)));
    } else if (place >= 0) {
        if (m_values->currentIndex() == place)
            m_values->setCurrentIndex(0);
        m_values->removeItem(place);
    }
}

void TablePanel::setLinkedTime(const std::optional<qint64> &time)
{
    m_detail->chart().setLinkedTime(time);
}

void TablePanel::pinSelected()
{
    m_model->togglePins(m_grid->selectedRows());
}

void TablePanel::openMenu(const QPoint &at)
{
    const QModelIndex index = m_grid->indexAt(at);
    QMenu menu;
    menu.addAction(m_pin);
    menu.addAction(m_detailShown);
    menu.addActions(m_conditions);
    const bool groups = index.isValid() && m_groups->findData(index.column()) >= 0;
    if (groups)
        menu.addAction(tr("Group by %1").arg(spec().columns.at(index.column()).title), this,
                       [this, index] { setGroup(index.column()); });
    if (m_model->group() >= 0)
        menu.addAction(tr("Show each row"), this, [this] { setGroup(-1); });
    menu.exec(m_grid->viewport()->mapToGlobal(at));
}

void TablePanel::updateDetail()
{
    if (m_detail->isHidden())
        return;
    const QModelIndex current = m_grid->currentIndex();
    m_detail->showRow(current.isValid() ? current.row() : -1);
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
        m_model->keepUp();
    else
        m_model->refresh();
}

void TablePanel::updateCount()
{
    QString text = tr("%n row(s)", nullptr, m_model->rowCount());
    if (m_model->table().rowsNotKept() > 0)
        text = tr("%1, %L2 not kept").arg(text).arg(m_model->table().rowsNotKept());
    if (m_model->table().rowsForgotten() > 0)
        text = tr("%1, %L2 that were gone forgotten").arg(text).arg(m_model->table().rowsForgotten());
    setCountText(text);
}

void TablePanel::applyFilter(const QString &text)
{
    m_model->setFilter(text);
}

void TablePanel::applyFreeze(bool frozen)
{
    m_model->setFrozen(frozen);
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
    return m_body;
}

} // namespace radiosonde
