// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/run/side_by_side.h"
#include "app/window/services.h"

#include <QObject>
#include <QTimer>

#include <functional>

class QDockWidget;
class QMainWindow;

namespace radiosonde
{

class RunSession;
class RunView;

// The runs of a window, each in a dock of its own. A run that goes on is stopped before its dock goes. GUI
// thread.
class RunDeck : public QObject
{
    Q_OBJECT
public:
    RunDeck(const WindowServices &services, QMainWindow &window);
    ~RunDeck() override;

    // Starts a run and shows it. One of the same probe and target that is there already is ended, and its
    // dock taken.
    RunSession *start(const RunRequest &request);

    RunView *current() const { return m_current; } // null: no run is open
    RunSession *currentSession() const;
    int count() const { return int(m_docks.size()); }
    QList<RunSession *> sessions() const;  // in the order of their docks
    QList<RunView *> views() const;        // likewise
    void raise(const RunSession &session); // its dock, in front of all others
    bool anyRunning() const;

    // The runs of the current one's probe side by side, or all as tabs again. While they stand side by side
    // they are frozen together.
    void setSideBySide(bool sideBySide);
    bool sideBySide() const { return m_sideBySide; }

    // Ends all in order; `done` once none runs any more, at the latest after two seconds.
    void stopAll(std::function<void()> done);

Q_SIGNALS:
    void added(radiosonde::RunSession *session, radiosonde::RunView *view);
    void currentChanged();
    void countChanged(int count);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // of the window

private:
    struct Dock
    {
        QDockWidget *dock = nullptr;
        RunView *view = nullptr;
    };
    QDockWidget *makeDock();
    QString freeName() const;
    void setCurrent(RunView *view);
    void close(QDockWidget *dock);
    void retire(RunView *view);
    Dock *find(const QString &probe, const QString &target);
    QList<QDockWidget *> docksOf(const QString &probe) const;
    void arrange();
    void freezeAlike(RunView *view, bool frozen);

    const WindowServices &m_services;
    QMainWindow &m_window;
    QList<Dock> m_docks;
    RunView *m_current = nullptr;
    bool m_sideBySide = false;
    bool m_freezing = false;
    QList<QDockWidget *> m_placed; // side by side, in this grid; compared alone, as they may be gone
    DockGrid m_grid;
    QTimer m_arranging;
};

} // namespace radiosonde
