// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/run_selection.h"

#include "views/selection_bar.h"
#include "views/view_panel.h"

#include <QAction>

namespace radiosonde
{

namespace
{

constexpr qint64 oneStepMs = 700;

} // namespace

RunSelection::RunSelection(SelectionBar &bar, QWidget *owner)
    : QObject(owner), m_bar(bar), m_back(new QAction(tr("Back"), owner)),
      m_forward(new QAction(tr("Forward"), owner))
{
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_forward->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
    for (QAction *action : {m_back, m_forward}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        owner->addAction(action);
    }
    connect(m_back, &QAction::triggered, this, &RunSelection::goBack);
    connect(m_forward, &QAction::triggered, this, &RunSelection::goForward);
    connect(&bar, &SelectionBar::backRequested, this, &RunSelection::goBack);
    connect(&bar, &SelectionBar::forwardRequested, this, &RunSelection::goForward);
    connect(&bar, &SelectionBar::selectionRequested, this,
            [this](const ViewSelection &selection) { change(selection); });
}

void RunSelection::addPanel(ViewPanel *panel)
{
    m_panels += panel;
    connect(panel, &ViewPanel::rangeChosen, this, &RunSelection::chooseRange);
    connect(panel, &ViewPanel::conditionChosen, this, [this](const QString &condition) {
        ViewSelection selection = current();
        selection.conditions += condition;
        change(selection);
    });
    connect(panel, &ViewPanel::timeHovered, this, [this, panel](const std::optional<qint64> &time) {
        for (ViewPanel *other : std::as_const(m_panels)) {
            if (other != panel)
                other->setLinkedTime(time);
        }
        Q_EMIT timeHovered(time);
    });
}

void RunSelection::linkTime(const std::optional<qint64> &time)
{
    for (ViewPanel *panel : std::as_const(m_panels))
        panel->setLinkedTime(time);
}

void RunSelection::setCurrent(const ViewPanel *panel)
{
    for (QAction *action : {m_back, m_forward})
        action->setEnabled(!panel || !panel->hasOwnHistory());
}

void RunSelection::chooseRange(const std::optional<TimeRange> &range)
{
    const bool goesOn =
        range && current().range && m_sinceRange.isValid() && m_sinceRange.elapsed() < oneStepMs;
    ViewSelection selection = current();
    selection.range = range;
    change(selection, goesOn);
    m_sinceRange.start();
}

void RunSelection::change(const ViewSelection &selection, bool replace)
{
    if (m_history.change(selection, replace))
        apply();
}

void RunSelection::goBack()
{
    if (m_history.goBack())
        apply();
}

void RunSelection::goForward()
{
    if (m_history.goForward())
        apply();
}

void RunSelection::apply()
{
    m_sinceRange.invalidate();
    for (ViewPanel *panel : std::as_const(m_panels))
        panel->setSelection(current());
    m_bar.setHistory(m_history);
    Q_EMIT changed();
}

} // namespace radiosonde
