// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/run_deck.h"

#include "app/window/pages/run_view.h"

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int stopDeadlineMs = 2000;
constexpr int arrangeMs = 50; // for several runs that begin, or sizes on the way to another, at once

// A dock that says when it was closed by its button.
class RunDock : public QDockWidget
{
public:
    RunDock(QWidget *parent, std::function<void(QDockWidget *)> closed)
        : QDockWidget(parent), m_closed(std::move(closed))
    {
    }

protected:
    void closeEvent(QCloseEvent *event) override
    {
        QDockWidget::closeEvent(event);
        m_closed(this);
    }

private:
    std::function<void(QDockWidget *)> m_closed;
};

} // namespace

RunDeck::RunDeck(const WindowServices &services, QMainWindow &window)
    : QObject(&window), m_services(services), m_window(window)
{
    m_arranging.setSingleShot(true);
    m_arranging.setInterval(arrangeMs);
    connect(&m_arranging, &QTimer::timeout, this, &RunDeck::arrange);
    m_window.installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        for (const Dock &each : std::as_const(m_docks)) {
            if (now && each.dock->isAncestorOf(now))
                setCurrent(each.view);
        }
    });
}

RunDeck::~RunDeck()
{
    disconnect(qApp, nullptr, this, nullptr);
    for (const Dock &each : std::as_const(m_docks))
        delete each.dock;
}

RunSession *RunDeck::currentSession() const
{
    return m_current ? &m_current->session() : nullptr;
}

QList<RunSession *> RunDeck::sessions() const
{
    QList<RunSession *> sessions;
    for (const Dock &each : m_docks)
        sessions += &each.view->session();
    return sessions;
}

QList<RunView *> RunDeck::views() const
{
    QList<RunView *> views;
    for (const Dock &each : m_docks)
        views += each.view;
    return views;
}

void RunDeck::raise(const RunSession &session)
{
    for (const Dock &each : std::as_const(m_docks)) {
        if (&each.view->session() != &session)
            continue;
        each.dock->show();
        each.dock->raise();
        setCurrent(each.view);
    }
}

bool RunDeck::anyRunning() const
{
    return std::any_of(m_docks.begin(), m_docks.end(), [](const Dock &each) {
        return each.view->session().state() != RunSession::State::Ended;
    });
}

RunDeck::Dock *RunDeck::find(const QString &probe, const QString &target)
{
    const auto at = std::find_if(m_docks.begin(), m_docks.end(), [&](const Dock &each) {
        const RunRequest &request = each.view->session().request();
        return request.probe == probe && request.target == target;
    });
    return at == m_docks.end() ? nullptr : &*at;
}

QString RunDeck::freeName() const
{
    for (int number = 1;; ++number) {
        const QString name = u"run-%1"_s.arg(number);
        const bool taken = std::any_of(m_docks.begin(), m_docks.end(),
                                       [&](const Dock &each) { return each.dock->objectName() == name; });
        if (!taken)
            return name;
    }
}

QDockWidget *RunDeck::makeDock()
{
    return new RunDock(&m_window, [this](QDockWidget *dock) { close(dock); });
}

RunSession *RunDeck::start(const RunRequest &request)
{
    Dock *known = find(request.probe, request.target);
    QDockWidget *dock = known ? known->dock : makeDock();
    auto *session = new RunSession(m_services, request);
    auto *view = new RunView(*session);
    session->setParent(view);
    if (known) {
        retire(known->view);
        known->view = view;
    } else {
        dock->setObjectName(freeName());
        m_docks += Dock{dock, view};
        m_window.addDockWidget(Qt::RightDockWidgetArea, dock);
        if (!m_window.restoreDockWidget(dock) && m_docks.size() > 1)
            m_window.tabifyDockWidget(m_docks.at(m_docks.size() - 2).dock, dock);
    }
    dock->setWidget(view);
    dock->setWindowTitle(session->title());
    connect(session, &RunSession::begun, dock, [this, dock, session] {
        dock->setWindowTitle(session->title());
        m_arranging.start(); // views may need more room than the wait for them
    });
    connect(dock, &QDockWidget::visibilityChanged, view, [this, view](bool visible) {
        if (visible)
            setCurrent(view);
    });
    connect(view, &RunView::frozenChanged, this, [this, view](bool frozen) { freezeAlike(view, frozen); });
    Q_EMIT added(session, view);
    Q_EMIT countChanged(count());
    dock->show();
    dock->raise();
    setCurrent(view);
    if (!known)
        m_arranging.start();
    session->start();
    return session;
}

QList<QDockWidget *> RunDeck::docksOf(const QString &probe) const
{
    QList<QDockWidget *> docks;
    for (const Dock &each : m_docks) {
        if (each.view->session().request().probe == probe && !each.dock->isFloating())
            docks += each.dock;
    }
    return docks;
}

void RunDeck::setSideBySide(bool sideBySide)
{
    m_sideBySide = sideBySide;
    m_placed.clear();
    if (sideBySide) {
        arrange();
        return;
    }
    for (qsizetype i = 1; i < m_docks.size(); ++i) {
        if (!m_docks.at(i).dock->isFloating() && !m_docks.first().dock->isFloating())
            m_window.tabifyDockWidget(m_docks.first().dock, m_docks.at(i).dock);
    }
    if (m_current)
        m_current->parentWidget()->raise();
}

// Only where the docks, or the room for them, are others than before: what the user has moved stays else.
void RunDeck::arrange()
{
    if (!m_sideBySide || !m_current)
        return;
    const QList<QDockWidget *> docks = docksOf(m_current->session().request().probe);
    if (docks.size() < 2)
        return;
    const DockGrid grid = gridThatFits(m_window, docks);
    if (docks == m_placed && grid == m_grid)
        return;
    m_placed = docks;
    m_grid = grid;
    place(m_window, docks, grid);
}

bool RunDeck::eventFilter(QObject *, QEvent *event)
{
    if (m_sideBySide && event->type() == QEvent::Resize)
        m_arranging.start();
    return false;
}

void RunDeck::freezeAlike(RunView *view, bool frozen)
{
    if (!m_sideBySide || std::exchange(m_freezing, true))
        return;
    for (const Dock &each : std::as_const(m_docks)) {
        if (each.view != view && each.view->session().request().probe == view->session().request().probe)
            each.view->setFrozen(frozen);
    }
    m_freezing = false;
}

void RunDeck::setCurrent(RunView *view)
{
    if (m_current == view)
        return;
    m_current = view;
    Q_EMIT currentChanged();
}

// The view goes out of sight at once; its run ends in order behind the scenes.
void RunDeck::retire(RunView *view)
{
    if (m_current == view)
        m_current = nullptr;
    view->hide();
    view->setParent(nullptr);
    RunSession &session = view->session();
    if (session.state() == RunSession::State::Ended) {
        view->deleteLater();
        return;
    }
    connect(&session, &RunSession::ended, view, &QObject::deleteLater);
    session.stop();
    QTimer::singleShot(stopDeadlineMs, view, &QObject::deleteLater);
}

void RunDeck::close(QDockWidget *dock)
{
    const auto at =
        std::find_if(m_docks.begin(), m_docks.end(), [&](const Dock &each) { return each.dock == dock; });
    if (at == m_docks.end())
        return;
    RunView *view = at->view;
    m_docks.erase(at);
    retire(view);
    dock->deleteLater();
    setCurrent(m_docks.isEmpty() ? nullptr : m_docks.last().view);
    Q_EMIT currentChanged();
    Q_EMIT countChanged(count());
}

void RunDeck::stopAll(std::function<void()> done)
{
    auto *watch = new QTimer(this);
    for (const Dock &each : std::as_const(m_docks)) {
        if (each.view->session().state() != RunSession::State::Ended)
            each.view->session().stop();
    }
    connect(watch, &QTimer::timeout, this, [this, watch, done, turns = stopDeadlineMs / 20]() mutable {
        if (anyRunning() && --turns > 0)
            return;
        watch->stop();
        watch->deleteLater();
        done();
    });
    watch->start(20);
}

} // namespace radiosonde
