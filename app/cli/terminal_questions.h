// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interruptor.h"
#include "remote/transport/channel.h"

namespace radiosonde
{

// Asks the person at the controlling terminal what reaching a target needs, whatever stdin and stdout are.
// Secrets are typed without echo; the terminal gets its echo back after each answer and at any signal.
// Without a terminal everything is declined. One question at a time; any thread.
class TerminalQuestions
{
public:
    // `stop` ends a question that waits: it is declined then. `terminal` is where to ask.
    explicit TerminalQuestions(const Interruptor &stop, QString terminal = QStringLiteral("/dev/tty"));

    std::optional<QString> answer(const SecretQuestion &question) const;
    bool trust(const HostKeyQuestion &question) const; // "yes", or the fingerprint itself, means yes

private:
    const Interruptor &m_stop;
    QString m_terminal;
};

// Asks on the terminal and is silent about progress: for commands that are no runs.
class AskingObserver : public ConnectObserver
{
public:
    explicit AskingObserver(const Interruptor &stop) : m_questions(stop) {}
    void progress(const QString &) override {}
    std::optional<QString> answer(const SecretQuestion &question) override
    {
        return m_questions.answer(question);
    }
    bool trust(const HostKeyQuestion &question) override { return m_questions.trust(question); }

private:
    TerminalQuestions m_questions;
};

} // namespace radiosonde
