// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace radiosonde
{

class RunSession;

// Shown above a run's views while its link is down: why, when it is tried again, and the two things that one
// may do about it.
class LinkBar : public QWidget
{
    Q_OBJECT
public:
    explicit LinkBar(RunSession &session, QWidget *parent = nullptr);

private:
    void update();
    QString text() const;

    RunSession &m_session;
    QLabel *m_text;
    QPushButton *m_now;
    QTimer m_countdown;
};

} // namespace radiosonde
