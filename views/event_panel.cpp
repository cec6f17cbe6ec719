// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/event_panel.h"

#include "core/base/units.h"
#include "views/cell_conditions.h"
#include "views/hole_delegate.h"
#include "views/icon.h"
#include "views/long_table.h"
#include "views/row_cursors.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>

namespace radiosonde
{

using namespace Qt::StringLiterals;

EventPanel::EventPanel(const EventStore &store, const DisplayContext &context, QWidget *parent)
    : ViewPanel(store.view(), parent), m_store(store), m_model(new EventModel(store, context, this)),
      m_table(new LongTable)
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new HoleDelegate(m_table->header(), m_table));
    m_table->setAccessibleName(spec().title);
    addFollow();
    addTimes();
    addBookmarks();
    addMenu();
    setFilterColumns(spec().columns, [this](qsizetype column) { return m_model->seenValues(column); });
    setPicture(m_table);
    connect(m_model, &EventModel::filteringChanged, this, &EventPanel::updateCount);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventPanel::updateCount);
    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::sliderMoved, this,
            [this, bar](int value) { m_follow->setChecked(value >= bar->maximum()); });
    connect(bar, &QScrollBar::actionTriggered, this,
            [this, bar] { m_follow->setChecked(bar->sliderPosition() >= bar->maximum()); });
    updateCount();
}

QAction *EventPanel::addTool(const QString &iconName, const QString &text, const QKeySequence &keys,
                             const QString &toolTip)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(toolTip.arg(keys.toString(QKeySequence::NativeText)));
    addAction(action);
    return action;
}

void EventPanel::addFollow()
{
    m_follow = addTool(u"follow"_s, tr("Follow"), QKeySequence(u"Ctrl+End"_s),
                       tr("Keep the newest event in sight (%1)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    auto *button = new QToolButton;
    button->setDefaultAction(m_follow);
    button->setAutoRaise(true);
    strip()->insertWidget(2, button);
    connect(m_follow, &QAction::toggled, this, &EventPanel::follow);
}

void EventPanel::addTimes()
{
    auto *menu = new QMenu(this);
    auto *modes = new QActionGroup(this);
    const auto mode = [&](const QString &text, EventTime what) {
        QAction *action = menu->addAction(text, this, [this, what] { m_model->setTimeMode(what); });
        action->setCheckable(true);
        action->setChecked(what == m_model->timeMode());
        modes->addAction(action);
    };
    mode(tr("Time of day"), EventTime::Clock);
    mode(tr("Since the first event"), EventTime::SinceStart);
    mode(tr("Since the row before"), EventTime::SincePrevious);
    menu->addSeparator();
    QAction *jump = addTool(u"next"_s, tr("Go to a time..."), QKeySequence(u"Ctrl+G"_s),
                            tr("Show the first event at a time (%1)"));
    connect(jump, &QAction::triggered, this, &EventPanel::askForTime);
    menu->addAction(jump);
    auto *button = new QToolButton;
    button->setIcon(icon(u"clock"_s));
    button->setText(tr("Time"));
    button->setToolTip(tr("What the time column tells, and going to a time"));
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    strip()->insertWidget(2, button);
}

void EventPanel::addBookmarks()
{
    auto *menu = new QMenu(this);
    QAction *toggle = addTool(u"bookmark"_s, tr("Set or remove a bookmark"), QKeySequence(u"Ctrl+B"_s),
                              tr("Mark the current event, or take its mark away (%1)"));
    QAction *next = addTool(u"next"_s, tr("Next bookmark"), QKeySequence(u"Ctrl+PgDown"_s),
                            tr("Go to the next marked event (%1)"));
    QAction *previous = addTool(u"previous"_s, tr("Previous bookmark"), QKeySequence(u"Ctrl+PgUp"_s),
                                tr("Go to the marked event before (%1)"));
    connect(toggle, &QAction::triggered, this,
            [this] { m_model->toggleBookmark(m_table->currentIndex().row()); });
    connect(next, &QAction::triggered, this,
            [this] { goTo(m_model->bookmarkFrom(m_table->currentIndex().row(), true)); });
    connect(previous, &QAction::triggered, this,
            [this] { goTo(m_model->bookmarkFrom(m_table->currentIndex().row(), false)); });
    menu->addActions({toggle, next, previous});
    auto *button = new QToolButton;
    button->setDefaultAction(toggle);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::MenuButtonPopup);
    button->setAutoRaise(true);
    strip()->insertWidget(3, button);
}

void EventPanel::addMenu()
{
    const QList<QAction *> conditions = addCellConditions(
        *this, *m_table, [this](const QModelIndex &index) { return m_model->conditionAt(index); });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this, conditions](const QPoint &point) {
        QMenu menu;
        menu.addActions(conditions);
        menu.exec(m_table->viewport()->mapToGlobal(point));
    });
}

void EventPanel::askForTime()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Go to a time"));
    dialog->setLabelText(
        tr("A time of day such as 14:03:21.5, or one since the first event such as +12.5 or +3m:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        const std::optional<qint64> time = m_model->timeOf(text);
        if (time)
            goTo(m_model->rowAt(*time));
        else
            setCountText(tr("\"%1\" is no time").arg(text));
    });
    dialog->open();
}

void EventPanel::goTo(int row)
{
    if (row < 0) {
        setCountText(tr("There is no such event"));
        return;
    }
    m_follow->setChecked(false);
    const QModelIndex index = m_model->index(row, 0);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void EventPanel::follow()
{
    if (m_follow->isChecked() && !isFrozen())
        m_table->scrollToBottom();
}

void EventPanel::refresh()
{
    m_model->refresh();
    updateCount();
    follow();
}

void EventPanel::updateCount()
{
    QString text = tr("%n event(s)", nullptr, m_model->rowCount() - int(m_store.holes()));
    if (m_model->filtering())
        text = tr("%1, searching").arg(text);
    if (m_store.diskBytes() > 0)
        text = tr("%1, %2 of them on the disk").arg(text, formatBytes(double(m_store.diskBytes())));
    if (m_store.dropped() > 0)
        text = tr("%1, %2 older ones gave way").arg(text, QLocale().toString(m_store.dropped()));
    if (m_store.diskError())
        text = tr("%1: %2").arg(text, m_store.diskError()->text);
    setCountText(text);
}

void EventPanel::applyFilter(const QString &text)
{
    m_model->setFilter(text);
    updateCount();
    follow();
}

void EventPanel::applyFreeze(bool frozen)
{
    m_model->setFrozen(frozen);
    updateCount();
    follow();
}

void EventPanel::applyRange(const std::optional<TimeRange> &range)
{
    m_model->setRange(range);
    updateCount();
    follow();
}

QByteArray EventPanel::selectedText(RowFormat format) const
{
    QByteArray out;
    EventCursor(*m_model, m_table->selectedRows(maximumCopiedRows), format).next(out, maximumCopiedRows);
    return out;
}

std::unique_ptr<RowCursor> EventPanel::rows(RowFormat format) const
{
    return std::make_unique<EventCursor>(*m_model, QList<int>(), format);
}

QWidget *EventPanel::picture() const
{
    return m_table;
}

} // namespace radiosonde
