// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/link.h"

#include "core/base/text.h"
#include "remote/transport/ssh/peer.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

std::unexpected<Error> noShell(const SshPeer &peer)
{
    if (peer.guard.cut() != SshGuard::Cut::None || !ssh_is_connected(peer.session))
        return peer.failed(QCoreApplication::translate("Transport", "a shell was asked for"));
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport", "%1 does not allow to run a command: %2")
                    .arg(peer.name, escapeControl(QString::fromUtf8(ssh_get_error(peer.session)))),
                QCoreApplication::translate("Transport",
                                            "its limit of sessions (MaxSessions) may be reached, or the "
                                            "account may be for files only"));
}

std::unexpected<Error> noTunnel(const SshPeer &peer, const QString &host, int port)
{
    if (peer.guard.cut() != SshGuard::Cut::None || !ssh_is_connected(peer.session))
        return peer.failed(QCoreApplication::translate("Transport", "a tunnel was asked for"));
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Transport", "The jump host %1 does not connect to %2 port %3: %4")
            .arg(peer.name, host)
            .arg(port)
            .arg(escapeControl(QString::fromUtf8(ssh_get_error(peer.session)))),
        QCoreApplication::translate("Transport", "it may not know that name, or forbid forwarding "
                                                 "(AllowTcpForwarding)"));
}

} // namespace

Result<std::unique_ptr<SshLink>> SshLink::openShell(SshConnection connection, SshGuard &guard)
{
    std::unique_ptr<SshLink> link(new SshLink(std::move(connection)));
    link->m_name = QCoreApplication::translate("Transport", "the shell on %1").arg(link->m_connection.name);
    const ssh_session session = link->m_connection.session.get();
    const SshConfig unused;
    const SshPeer peer{session, unused, link->m_connection.name, guard, nullptr};
    if (const Result<> made = openPair(*link); !made)
        return std::unexpected(made.error());
    link->m_channel = ssh_channel_new(session);
    link->installCallbacks();
    guard.allow(sshAnswerTime);
    if (peer.settleCall([&link] { return ssh_channel_open_session(link->m_channel); }) != SSH_OK ||
        peer.settleCall([&link] { return ssh_channel_request_exec(link->m_channel, "exec /bin/sh"); }) !=
            SSH_OK)
        return noShell(peer);
    link->start();
    return link;
}

Result<std::unique_ptr<SshLink>> SshLink::openTunnel(SshConnection connection, const QString &host, int port,
                                                     SshGuard &guard)
{
    std::unique_ptr<SshLink> link(new SshLink(std::move(connection)));
    link->m_name =
        QCoreApplication::translate("Transport", "the tunnel through %1").arg(link->m_connection.name);
    const ssh_session session = link->m_connection.session.get();
    const SshConfig unused;
    const SshPeer peer{session, unused, link->m_connection.name, guard, nullptr};
    if (const Result<> made = openPair(*link); !made)
        return std::unexpected(made.error());
    link->m_channel = ssh_channel_new(session);
    link->installCallbacks();
    guard.allow(sshAnswerTime);
    const QByteArray name = host.toUtf8();
    const auto open = [&] {
        return ssh_channel_open_forward(link->m_channel, name.constData(), port, "127.0.0.1", 0);
    };
    if (peer.settleCall(open) != SSH_OK)
        return noTunnel(peer, host, port);
    link->start();
    return link;
}

QString SshLink::farewell() const
{
    const std::scoped_lock lock(m_mutex);
    QString text;
    if (!m_signal.isEmpty())
        text = QCoreApplication::translate("Transport", "%1 was killed by signal %2")
                   .arg(m_name, escapeControl(QString::fromUtf8(m_signal)));
    else if (m_status >= 0)
        text = QCoreApplication::translate("Transport", "%1 ended with status %2").arg(m_name).arg(m_status);
    else if (!m_finished)
        text = QCoreApplication::translate("Transport", "%1 goes on").arg(m_name);
    else if (!m_trouble.isEmpty())
        text = QCoreApplication::translate("Transport", "%1 closed the connection: %2")
                   .arg(m_connection.name, m_trouble);
    else
        text = QCoreApplication::translate("Transport", "the connection to %1 was closed")
                   .arg(m_connection.name);
    const QString words = decodeText(m_complaint).trimmed();
    return words.isEmpty() ? text : QStringLiteral("%1: %2").arg(text, words);
}

} // namespace radiosonde
