// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/link_bar.h"

#include "app/window/run/run_session.h"
#include "core/base/text.h"
#include "views/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int countdownMs = 250;

} // namespace

LinkBar::LinkBar(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_text(new QLabel), m_now(new QPushButton(tr("&Reconnect now")))
{
    auto *sign = new QLabel;
    sign->setPixmap(icon(u"warning"_s, IconRole::Warning).pixmap(16, 16));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_now->setToolTip(tr("Try to reach the target at once, without waiting (Alt+R)"));
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setToolTip(tr("End the run; what has come is kept"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(sign);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_now);
    layout->addWidget(cancel);
    setBackgroundRole(QPalette::AlternateBase);
    setAutoFillBackground(true);
    m_countdown.setInterval(countdownMs);
    connect(&m_countdown, &QTimer::timeout, this, &LinkBar::update);
    connect(m_now, &QPushButton::clicked, &session, &RunSession::reconnectNow);
    connect(cancel, &QPushButton::clicked, &session, &RunSession::stop);
    connect(&session, &RunSession::linkChanged, this, &LinkBar::update);
    connect(&session, &RunSession::stateChanged, this, &LinkBar::update);
    update();
}

void LinkBar::update()
{
    const bool down = m_session.state() == RunSession::State::Reconnecting;
    setVisible(down);
    m_now->setEnabled(down && m_session.link().phase == LinkPhase::Down);
    m_text->setText(down ? text() : QString());
    if (down && !m_countdown.isActive())
        m_countdown.start();
    else if (!down)
        m_countdown.stop();
}

QString LinkBar::text() const
{
    const LinkState &link = m_session.link();
    const QString reason = describe(link.reason);
    if (link.phase == LinkPhase::Connecting)
        return tr("%1. What came before is kept. Attempt %2 is under way.").arg(reason).arg(link.attempts);
    const qint64 seconds = (m_session.msToRetry() + 999) / 1000;
    return tr("%1. What came before is kept. Next attempt in %2 s.").arg(reason).arg(seconds);
}

} // namespace radiosonde
