// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/run/run_session.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace radiosonde
{

class RunSelection;
class SelectionBar;
class ViewPanel;

// The views of a run, with a line above that says how the run stands, and progress with a Cancel until it has
// started.
class RunView : public QWidget
{
    Q_OBJECT
public:
    explicit RunView(RunSession &session, QWidget *parent = nullptr);

    RunSession &session() { return m_session; }
    ViewPanel *currentPanel() const;                   // null before the start
    RunSelection &selection() { return *m_selection; } // that all its views share
    void setFrozen(bool frozen);
    bool frozen() const;

Q_SIGNALS:
    void frozenChanged(bool frozen);
    void message(const QString &text); // for the session log

private:
    void begin();
    void addPanel(int view);
    void update();
    void updateState();
    void updateLosses();
    QString stateText() const;
    QString endText() const;

    RunSession &m_session;
    QLabel *m_state;
    QStackedWidget *m_stack;
    QLabel *m_progressText;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QTabWidget *m_tabs;
    SelectionBar *m_selectionBar;
    RunSelection *m_selection;
    QList<std::pair<int, ViewPanel *>> m_panels; // by view
    QTimer m_progressDelay;
};

} // namespace radiosonde
