// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/event_panel.h"

#include "views/grid_view.h"
#include "views/hole_delegate.h"
#include "views/icon.h"
#include "views/row_cursors.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollBar>
#include <QToolButton>

namespace radiosonde
{

using namespace Qt::StringLiterals;

EventPanel::EventPanel(const EventStore &store, const DisplayContext &context, QWidget *parent)
    : ViewPanel(store.view(), parent), m_store(store), m_model(new EventModel(store, context, this)),
      m_grid(new GridView)
{
    m_grid->setModel(m_model);
    m_grid->setItemDelegate(new HoleDelegate(m_grid));
    m_grid->setAccessibleName(spec().title);
    addFollow();
    setFilterColumns(spec().columns, [this](qsizetype column) { return m_model->seenValues(column); });
    setPicture(m_grid);
    connect(m_model, &EventModel::filteringChanged, this, &EventPanel::updateCount);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventPanel::updateCount);
    QScrollBar *bar = m_grid->verticalScrollBar();
    connect(bar, &QScrollBar::sliderMoved, this,
            [this, bar](int value) { m_follow->setChecked(value >= bar->maximum()); });
    connect(bar, &QScrollBar::actionTriggered, this,
            [this, bar] { m_follow->setChecked(bar->sliderPosition() >= bar->maximum()); });
    updateCount();
}

void EventPanel::addFollow()
{
    m_follow = new QAction(icon(u"follow"_s), tr("Follow"), this);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setShortcut(QKeySequence(u"Ctrl+End"_s));
    m_follow->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_follow->setToolTip(tr("Keep the newest event in sight (Ctrl+End)"));
    addAction(m_follow);
    auto *button = new QToolButton;
    button->setDefaultAction(m_follow);
    button->setAutoRaise(true);
    strip()->insertWidget(2, button);
    connect(m_follow, &QAction::toggled, this, &EventPanel::follow);
}

void EventPanel::follow()
{
    if (m_follow->isChecked() && !isFrozen())
        m_grid->scrollToBottom();
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
    if (m_store.dropped() > 0)
        text = tr("%1, %2 older ones gave way").arg(text, QLocale().toString(m_store.dropped()));
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

QByteArray EventPanel::selectedText(RowFormat format) const
{
    QByteArray out;
    EventCursor(*m_model, m_grid->selectedRows(), format).next(out, maximumCopiedRows);
    return out;
}

std::unique_ptr<RowCursor> EventPanel::rows(RowFormat format) const
{
    return std::make_unique<EventCursor>(*m_model, QList<int>(), format);
}

QWidget *EventPanel::picture() const
{
    return m_grid;
}

} // namespace radiosonde
