// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/run_view.h"

#include "app/window/pages/link_bar.h"
#include "app/window/pages/run_selection.h"
#include "app/window/pages/view_export.h"
#include "app/window/run/run_text.h"
#include "core/model/display_context.h"
#include "views/counter_panel.h"
#include "views/event_panel.h"
#include "views/flame_panel.h"
#include "views/histogram_panel.h"
#include "views/icon.h"
#include "views/quantity.h"
#include "views/selection_bar.h"
#include "views/table_panel.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int progressDelayMs = 200;

ViewPanel *panelOf(const AnyStore &store, const DisplayContext &context)
{
    if (const auto *table = std::get_if<std::shared_ptr<LiveTable>>(&store))
        return new TablePanel(*table, context);
    if (const auto *events = std::get_if<std::unique_ptr<EventStore>>(&store))
        return new EventPanel(**events, context);
    if (const auto *histograms = std::get_if<std::unique_ptr<HistogramStore>>(&store))
        return new HistogramPanel(**histograms, context);
    if (const auto *stacks = std::get_if<std::shared_ptr<LiveStacks>>(&store))
        return new FlamePanel(*stacks);
    if (const auto *counters = std::get_if<std::unique_ptr<CounterStore>>(&store))
        return new CounterPanel(**counters);
    return nullptr;
}

QString iconOf(ViewKind kind)
{
    switch (kind) {
    case ViewKind::Histogram:
        return u"histogram"_s;
    case ViewKind::Events:
        return u"events"_s;
    case ViewKind::Stacks:
        return u"flame"_s;
    case ViewKind::Table:
    case ViewKind::Counters:
        break;
    }
    return u"table"_s;
}

} // namespace

RunView::RunView(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_state(new QLabel), m_stack(new QStackedWidget),
      m_progressText(new QLabel), m_progress(new QProgressBar), m_cancel(new QPushButton(tr("Cancel"))),
      m_tabs(new QTabWidget), m_selectionBar(new SelectionBar),
      m_selection(new RunSelection(*m_selectionBar, this))
{
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setContentsMargins(8, 4, 8, 2);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_progressText->setTextFormat(Qt::PlainText);
    m_progressText->setAlignment(Qt::AlignCenter);
    m_progressText->setWordWrap(true);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabBarAutoHide(true);
    auto *waiting = new QWidget;
    auto *waitingLayout = new QVBoxLayout(waiting);
    waitingLayout->addStretch();
    waitingLayout->addWidget(m_progressText);
    waitingLayout->addWidget(m_progress, 0, Qt::AlignCenter);
    waitingLayout->addWidget(m_cancel, 0, Qt::AlignCenter);
    waitingLayout->addStretch();
    m_stack->addWidget(waiting);
    m_stack->addWidget(m_tabs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_state);
    layout->addWidget(new LinkBar(session));
    layout->addWidget(m_selectionBar);
    layout->addWidget(m_stack, 1);
    m_progress->hide();
    m_cancel->hide();
    m_progressDelay.setSingleShot(true);
    connect(&m_progressDelay, &QTimer::timeout, this, [this] {
        m_progress->setVisible(m_session.state() == RunSession::State::Starting);
        m_cancel->setVisible(m_progress->isVisible());
    });
    m_progressDelay.start(progressDelayMs);
    connect(m_cancel, &QPushButton::clicked, &session, &RunSession::stop);
    connect(&session, &RunSession::progressed, this, [this](const QString &what) {
        if (!m_session.plan())
            m_progressText->setText(what);
    });
    connect(&session, &RunSession::begun, this, &RunView::begin);
    connect(&session, &RunSession::updated, this, &RunView::update);
    connect(&session, &RunSession::stateChanged, this, &RunView::updateState);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { m_selection->setCurrent(currentPanel()); });
    updateState();
}

void RunView::begin()
{
    for (int view = 0; view < m_session.stores().count(); ++view)
        addPanel(view);
    if (m_panels.isEmpty())
        m_progressText->setText(tr("This probe has nothing that this version draws."));
    else
        m_stack->setCurrentWidget(m_tabs);
    m_progress->hide();
    m_cancel->hide();
    updateState();
}

void RunView::addPanel(int view)
{
    const Plan &plan = *m_session.plan();
    ViewPanel *panel = panelOf(m_session.stores().at(view), displayContext(plan.target, m_session.symbols()));
    if (!panel)
        return;
    const ViewSpec &spec = plan.views.at(view);
    QString title = spec.title.isEmpty() ? spec.name : spec.title;
    m_tabs->addTab(panel, icon(iconOf(spec.kind)), title.replace(u'&', "&&"_L1));
    m_panels.emplaceBack(view, panel);
    m_selection->addPanel(panel);
    connect(panel, &ViewPanel::frozenChanged, this, &RunView::frozenChanged);
    connectExports(*panel, plan.probe + u'-' + spec.name,
                   [this](const QString &text) { Q_EMIT message(text); });
}

void RunView::update()
{
    for (const auto &[view, panel] : std::as_const(m_panels))
        panel->refresh();
    updateLosses();
}

void RunView::updateLosses()
{
    const QString holes = holesText(m_session.holes());
    for (const auto &[view, panel] : std::as_const(m_panels)) {
        const quint64 lost = m_session.lossesOf(view);
        QStringList lines;
        if (lost > 0)
            lines +=
                tr("%1 records were lost so far; the session log says where").arg(QLocale().toString(lost));
        if (!holes.isEmpty())
            lines += holes;
        panel->setLosses(lines.join(u'\n'));
    }
}

ViewPanel *RunView::currentPanel() const
{
    return static_cast<ViewPanel *>(m_tabs->currentWidget());
}

void RunView::setFrozen(bool frozen)
{
    for (const auto &[view, panel] : std::as_const(m_panels))
        panel->setFrozen(frozen);
}

bool RunView::frozen() const
{
    return currentPanel() && currentPanel()->isFrozen();
}

void RunView::updateState()
{
    m_state->setText(stateText());
    m_state->setVisible(!m_state->text().isEmpty());
    if (m_session.state() != RunSession::State::Ended)
        return;
    m_progress->hide();
    m_cancel->hide();
    if (!m_session.plan())
        m_progressText->setText(endText());
}

QString RunView::stateText() const
{
    switch (m_session.state()) {
    case RunSession::State::Starting:
        return {};
    case RunSession::State::Reconnecting: // the bar says it
        break;
    case RunSession::State::Stopping:
        return tr("Stopping: the last data is on its way");
    case RunSession::State::Ended:
        return m_session.plan() ? endText() : QString();
    case RunSession::State::Running:
        break;
    }
    return m_session.plan() ? attachmentText(*m_session.plan()) : QString();
}

QString RunView::endText() const
{
    const RunSummary &summary = *m_session.summary();
    if (summary.error && summary.error->kind != ErrorKind::Cancelled)
        return summary.started ? tr("Ended: %1. What came before is kept.").arg(describe(*summary.error))
                               : describe(*summary.error);
    if (!summary.started)
        return tr("Cancelled before it started");
    return tr("Ended after %1").arg(durationText(summary.end.durationNs));
}

} // namespace radiosonde
