// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/login.h"

#include "core/base/text.h"
#include "remote/transport/ssh/agent.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

constexpr int tries = 3;
constexpr int maxRounds = 16;        // of questions in one try
constexpr qsizetype maxWords = 1000; // of the server, shown to people

QString wordsOf(const char *text)
{
    return text ? escapeControl(QString::fromUtf8(text).trimmed().left(maxWords)) : QString();
}

} // namespace

QString SshLogin::passwordName() const
{
    return QCoreApplication::translate("Transport", "Password of %1@%2").arg(m_peer.config.user, m_peer.name);
}

// Questions that the server thinks up: a password, a one-time code, both.
Result<SshLogin::Outcome> SshLogin::tryQuestions()
{
    for (int turn = 0; turn < tries; ++turn) {
        const bool askedBefore = m_askedForPassword;
        Result<Outcome> outcome = answerRounds(turn > 0);
        if (!outcome || *outcome != Outcome::Refused)
            return outcome;
        if (m_nobodyAnswered || (!askedBefore && !m_askedForPassword)) // it refused without a question
            break;
    }
    if (m_askedForPassword)
        m_tried.append(
            m_nobodyAnswered
                ? QCoreApplication::translate("Transport", "keyboard-interactive (no answer given)")
                : QCoreApplication::translate("Transport", "keyboard-interactive (wrong answer)"));
    return Outcome::Refused;
}

Result<SshLogin::Outcome> SshLogin::answerRounds(bool wasRefused)
{
    const QString doing = QCoreApplication::translate("Transport", "it asked its questions");
    m_peer.guard.allow(sshAnswerTime);
    const auto step = [this] { return ssh_userauth_kbdint(m_peer.session, nullptr, nullptr); };
    int answer = m_peer.settleLogin(step);
    for (int round = 0; answer == SSH_AUTH_INFO && round < maxRounds; ++round) {
        const Result<bool> answered = answerRound(wasRefused);
        if (!answered)
            return std::unexpected(answered.error());
        if (!*answered) {
            m_nobodyAnswered = true;
            return Outcome::Refused;
        }
        answer = m_peer.settleLogin(step);
    }
    return answer == SSH_AUTH_INFO ? Result<Outcome>(Outcome::Refused) : judged(answer, doing);
}

Result<bool> SshLogin::answerRound(bool wasRefused)
{
    const ssh_session session = m_peer.session;
    const int prompts = ssh_userauth_kbdint_getnprompts(session);
    const QString instruction = wordsOf(ssh_userauth_kbdint_getinstruction(session));
    for (int i = 0; i < prompts; ++i) {
        char echo = 0;
        const QString prompt = wordsOf(ssh_userauth_kbdint_getprompt(session, unsigned(i), &echo));
        SecretQuestion question;
        question.what = passwordName();
        question.words = instruction.isEmpty() ? prompt : instruction + u'\n' + prompt;
        question.visible = echo != 0;
        question.wasRefused = wasRefused;
        m_askedForPassword = true;
        std::optional<QString> answer = m_peer.ask(question);
        if (!answer)
            return false;
        QByteArray bytes = answer->toUtf8();
        const int set = ssh_userauth_kbdint_setanswer(session, unsigned(i), bytes.constData());
        bytes.fill(0);
        if (set < 0)
            return m_peer.failed(QCoreApplication::translate("Transport", "it asked its questions"));
    }
    return true;
}

Result<SshLogin::Outcome> SshLogin::tryPassword()
{
    for (int turn = 0; turn < tries; ++turn) {
        std::optional<QString> answer = m_peer.ask({passwordName(), {}, false, turn > 0});
        if (!answer) {
            m_nobodyAnswered = true;
            m_tried.append(QCoreApplication::translate("Transport", "password (none given)"));
            return Outcome::Refused;
        }
        QByteArray bytes = answer->toUtf8();
        m_peer.guard.allow(sshAnswerTime);
        const int reply = m_peer.settleLogin(
            [&] { return ssh_userauth_password(m_peer.session, nullptr, bytes.constData()); });
        bytes.fill(0);
        Result<Outcome> outcome =
            judged(reply, QCoreApplication::translate("Transport", "it checked the password"));
        if (!outcome || *outcome != Outcome::Refused)
            return outcome;
    }
    m_tried.append(QCoreApplication::translate("Transport", "password (wrong)"));
    m_hints.append(QCoreApplication::translate("Transport", "the password of %1 on that board is needed")
                       .arg(m_peer.config.user));
    return Outcome::Refused;
}

} // namespace radiosonde
