// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/peer.h"

#include "core/base/text.h"

#include <QCoreApplication>

#include <poll.h>

namespace radiosonde
{

namespace
{

constexpr int settleMs = 1000; // should the library wait for something else than its socket

QString closedHint(const QString &words)
{
    if (words.contains(u"Too many authentication failures"))
        return QCoreApplication::translate(
            "Transport", "too many keys were offered: name the right one by IdentityFile and set "
                         "IdentitiesOnly yes for this host in ~/.ssh/config");
    return {};
}

} // namespace

QString lastWords(ssh_session session)
{
    // "Received SSH_MSG_DISCONNECT: 2:Too many authentication failures"
    const QString error = QString::fromUtf8(ssh_get_error(session));
    return error.startsWith(u"Received SSH_MSG_DISCONNECT: ")
               ? escapeControl(error.section(u':', 2).trimmed())
               : QString();
}

std::unexpected<Error> connectingInterrupted()
{
    return fail(ErrorKind::Cancelled, QCoreApplication::translate("Transport", "Connecting was interrupted"));
}

// The guard's shutdown wakes poll() as the server's answers do.
int SshPeer::settle(int again, int failure, const std::function<int()> &step) const
{
    for (;;) {
        const int answer = step();
        if (answer != again)
            return answer;
        const int fd = ssh_get_fd(session);
        if (fd < 0 || guard.cut() != SshGuard::Cut::None)
            return failure;
        const bool writing = (ssh_get_poll_flags(session) & SSH_WRITE_PENDING) != 0;
        pollfd ready{fd, short(POLLIN | (writing ? POLLOUT : 0)), 0};
        poll(&ready, 1, settleMs);
    }
}

std::unexpected<Error> SshPeer::failed(const QString &doing) const
{
    if (guard.cut() == SshGuard::Cut::Interrupted)
        return connectingInterrupted();
    if (guard.cut() == SshGuard::Cut::TimedOut)
        return fail(
            ErrorKind::Unreachable,
            QCoreApplication::translate("Transport", "%1 stopped answering while %2").arg(name, doing),
            QCoreApplication::translate("Transport", "it may be overloaded, or the network lost it"));
    if (const QString words = lastWords(session); !words.isEmpty())
        return fail(ErrorKind::Unreachable,
                    QCoreApplication::translate("Transport", "%1 closed the connection while %2: %3")
                        .arg(name, doing, words),
                    closedHint(words));
    if (!ssh_is_connected(session))
        return fail(
            ErrorKind::Unreachable,
            QCoreApplication::translate("Transport", "%1 closed the connection while %2").arg(name, doing),
            QCoreApplication::translate("Transport", "the server's log tells why"));
    const QString words = escapeControl(QString::fromUtf8(ssh_get_error(session)));
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport", "%1 failed while %2: %3").arg(name, doing, words));
}

std::optional<QString> SshPeer::ask(const SecretQuestion &question) const
{
    if (!observer || guard.cut() != SshGuard::Cut::None)
        return {};
    guard.pause();
    std::optional<QString> answer = observer->answer(question);
    guard.allow(sshAnswerTime);
    return answer;
}

} // namespace radiosonde
