// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/peer.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

QString closedHint(const QString &words)
{
    if (words.contains(u"Too many authentication failures"))
        return QCoreApplication::translate(
            "Transport", "too many keys were offered: name the right one by IdentityFile and set "
                         "IdentitiesOnly yes for this host in ~/.ssh/config");
    return {};
}

} // namespace

std::unexpected<Error> connectingInterrupted()
{
    return fail(ErrorKind::Cancelled, QCoreApplication::translate("Transport", "Connecting was interrupted"));
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
    if (const char *farewell = ssh_get_disconnect_message(session); farewell && *farewell) {
        const QString words = escapeControl(QString::fromUtf8(farewell));
        return fail(ErrorKind::Unreachable,
                    QCoreApplication::translate("Transport", "%1 closed the connection while %2: %3")
                        .arg(name, doing, words),
                    closedHint(words));
    }
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
