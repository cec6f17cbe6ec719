// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shell/status_line.h"

#include "app/window/run/run_session.h"
#include "views/icon.h"
#include "views/quantity.h"
#include "views/theme.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QStatusBar>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QLabel *field(QStatusBar *bar)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(6, 0, 6, 0);
    bar->addWidget(label);
    return label;
}

IconRole roleOf(const RunSession *session)
{
    if (!session || session->state() == RunSession::State::Ended)
        return session && session->summary() && session->summary()->error ? IconRole::Error : IconRole::Muted;
    return session->state() == RunSession::State::Running ? IconRole::Good : IconRole::Warning;
}

QString stateText(const RunSession &session)
{
    switch (session.state()) {
    case RunSession::State::Starting:
        return StatusLine::tr("starting");
    case RunSession::State::Running:
        return StatusLine::tr("running");
    case RunSession::State::Reconnecting:
        return StatusLine::tr("link lost");
    case RunSession::State::Stopping:
        return StatusLine::tr("stopping");
    case RunSession::State::Ended:
        break;
    }
    return session.summary() && session.summary()->error ? StatusLine::tr("failed") : StatusLine::tr("ended");
}

} // namespace

StatusLine::StatusLine(QStatusBar *bar)
    : QObject(bar), m_dot(field(bar)), m_state(field(bar)), m_events(field(bar)), m_lost(field(bar)),
      m_stub(field(bar)), m_recording(field(bar))
{
    m_dot->setContentsMargins(8, 0, 0, 0);
    connect(&m_clock, &QTimer::timeout, this, &StatusLine::update);
    update();
}

void StatusLine::setSession(RunSession *session)
{
    if (m_session == session)
        return;
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    if (session) {
        connect(session, &RunSession::stateChanged, this, &StatusLine::update);
        connect(session, &RunSession::figuresChanged, this, &StatusLine::update);
        connect(session, &RunSession::lossReported, this, &StatusLine::update);
        connect(session, &RunSession::recordingChanged, this, &StatusLine::update);
        connect(session, &QObject::destroyed, this, [this] {
            m_session = nullptr;
            update();
        });
    }
    update();
}

void StatusLine::update()
{
    m_dot->setPixmap(icon(u"dot"_s, roleOf(m_session)).pixmap(10, 10));
    for (QLabel *label : {m_events, m_lost, m_stub, m_recording})
        label->setVisible(m_session && m_session->plan());
    if (!m_session) {
        m_state->setText(tr("No probe runs"));
        return;
    }
    m_state->setText(tr("%1: %2", "run: state").arg(m_session->title(), stateText(*m_session)));
    const RunSession::Figures &figures = m_session->figures();
    m_events->setText(tr("%1 events/s").arg(shortNumber(figures.eventsPerSecond)));
    m_lost->setText(tr("%1 lost").arg(QLocale().toString(figures.lost)));
    QPalette tinted = m_events->palette();
    if (figures.lost > 0)
        tinted.setColor(QPalette::WindowText, shades(tinted).warning);
    m_lost->setPalette(tinted);
    m_stub->setText(tr("stub %1 % CPU, %2")
                        .arg(QString::number(figures.stubCpu * 100, 'f', 1),
                             shortQuantity(double(figures.stubMemory), u"bytes"_s)));
    m_stub->setVisible(m_stub->isVisible() && figures.stubMemory > 0);
    const QString recording = recordingText();
    m_recording->setText(recording);
    m_recording->setVisible(!recording.isEmpty());
    if (recording.isEmpty())
        m_clock.stop();
    else if (!m_clock.isActive())
        m_clock.start(1000);
}

QString StatusLine::recordingText() const
{
    const RecordingState &state = m_session->recording();
    if (state.path.isEmpty())
        return {};
    const qint64 seconds =
        qMax<qint64>(0, QDateTime::currentSecsSinceEpoch() - state.startTime / 1'000'000'000);
    const QString time = QTime(0, 0).addSecs(int(seconds % 86400)).toString(u"HH:mm:ss"_s);
    return tr("recording %1, %2").arg(time, shortQuantity(double(state.bytes), u"bytes"_s));
}

} // namespace radiosonde
