// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "remote/transport/process_channel.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace radiosonde
{

// A virtual board that runs, from start() to the end of the object; board.sh watches our end of its standard
// input, so the board also ends when this process dies in any way.
class BoardProcess
{
public:
    // Makes the board where that has not been done (half a minute, downloads included) and boots it (ten
    // seconds). Kinds Unreachable and Cancelled, after which nothing half made is left; `impossible` tells
    // that this machine cannot have the board, not just now.
    static Result<std::unique_ptr<BoardProcess>> start(const QString &script, const QString &name,
                                                       ConnectObserver *observer,
                                                       const Interruptor &interruptor, bool &impossible);

    ~BoardProcess(); // the board ends; waits for that, up to some seconds on a busy machine
    BoardProcess(const BoardProcess &) = delete;
    BoardProcess &operator=(const BoardProcess &) = delete;

    bool ended() const;

    quint16 port() const { return m_port; }               // of dropbear on this machine's loopback
    quint16 opensshPort() const { return m_opensshPort; } // of OpenSSH's server there
    QString release() const { return m_release; }         // uname -r
    QString identityFile() const { return m_folder + QStringLiteral("/key"); }
    QByteArray hostKey() const; // "ssh-ed25519 AAAA..."

private:
    explicit BoardProcess(std::unique_ptr<ProcessChannel> script) : m_script(std::move(script)) {}
    // A line of the script; true once the board is ready.
    bool take(const QByteArray &line, const QString &name, ConnectObserver *observer);
    Result<bool> waitForLines(const QString &name, ConnectObserver *observer, const Interruptor &interruptor);

    std::unique_ptr<ProcessChannel> m_script;
    QByteArray m_unfinished; // the start of a line
    quint16 m_port = 0;
    quint16 m_opensshPort = 0;
    QString m_release;
    QString m_folder;
};

} // namespace radiosonde
