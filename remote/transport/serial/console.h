// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/transport/serial/port.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <functional>

namespace radiosonde
{

// What a console waits for, by the last that it said.
enum class ConsoleState : quint8 { Unknown, Login, Password, Shell, Garbage };

// Pure; hostile bytes. Garbage: most of it is no text, as at a wrong speed.
ConsoleState consoleState(QByteArrayView said);

// Talks with a console, as text. Blocks; one thread.
class Console
{
public:
    // `name`: of the port, for people.
    Console(SerialPort &port, QString name, quint32 bytesPerSecond, ConnectObserver *observer,
            const Interruptor &interruptor)
        : m_port(port), m_name(std::move(name)), m_rate(bytesPerSecond), m_observer(observer),
          m_interruptor(interruptor)
    {
    }

    // Until a shell waits for a command. Asks for a name, unless `user` is one, and a password where the
    // console does. Kind Unreachable: silence, garbage, a program that is no shell, wrong passwords.
    Result<> logIn(const QString &user);
    bool loggedIn() const { return m_loggedIn; } // by us

    // Asks `what` for the password that the console has just asked for, and types it.
    Result<> answerPassword(const QString &what, bool wasRefused);

    Result<> say(QByteArrayView bytes);

    // Reads until `enough` of what was heard since `from`, or so long that nothing new came. False: not
    // enough.
    using Enough = std::function<bool(QByteArrayView)>;
    Result<bool> hear(qsizetype from, int quietMs, const Enough &enough);

    const QByteArray &heard() const { return m_heard; }
    const QString &name() const { return m_name; }
    quint32 bytesPerSecond() const { return m_rate; }
    void progress(const QString &what) const;

    // `text`, with what the console said from `from` on.
    std::unexpected<Error> fails(const QString &text, qsizetype from, const QString &hint = {}) const;

private:
    using Clock = std::chrono::steady_clock;
    Result<bool> wait(short events, Clock::time_point deadline); // false: the time is over
    Result<bool> readSome(Clock::time_point deadline);
    Result<ConsoleState> settle(qsizetype from, int patienceMs);
    Result<> answer(const SecretQuestion &question);
    Result<> answerName(const QString &user);
    Result<ConsoleState> passLogin(ConsoleState state, const QString &user);
    std::unexpected<Error> noPrompt(ConsoleState state) const;

    SerialPort &m_port;
    const QString m_name;
    const quint32 m_rate;
    ConnectObserver *m_observer;
    const Interruptor &m_interruptor;
    QByteArray m_heard;
    bool m_loggedIn = false;
};

} // namespace radiosonde
