// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QLabel;
class QStatusBar;

namespace radiosonde
{

class RunSession;

// Fills the status bar from the current run: its state, events a second, losses, the stub's cost, the
// recording.
class StatusLine : public QObject
{
    Q_OBJECT
public:
    explicit StatusLine(QStatusBar *bar);

    void setSession(RunSession *session); // null: none

private:
    void update();
    QString recordingText() const;

    RunSession *m_session = nullptr;
    QLabel *m_dot;
    QLabel *m_state;
    QLabel *m_events;
    QLabel *m_lost;
    QLabel *m_stub;
    QLabel *m_recording;
    QTimer m_clock; // the recording's time goes on without news from the run
};

} // namespace radiosonde
