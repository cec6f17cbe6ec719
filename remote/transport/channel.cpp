// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/channel.h"

#include "core/base/text.h"
#include "remote/boards/board_channel.h"
#include "remote/transport/local_channel.h"
#include "remote/transport/ssh_channel.h"

#include <QCoreApplication>
#include <QStringList>

namespace radiosonde
{

namespace
{

// Known to the URL's grammar, not to this version.
QStringList laterKinds()
{
    return {QStringLiteral("adb"), QStringLiteral("serial")};
}

QString targetKinds()
{
    return QCoreApplication::translate("Transport",
                                       "targets are local, ssh://HOST, board://NAME and cmd:COMMAND");
}

std::unexpected<Error> notATarget(const QString &url)
{
    const QStringList known =
        QStringList{QStringLiteral("local"), QStringLiteral("ssh"), QStringLiteral("board"),
                    QStringLiteral("cmd"), QStringLiteral("file")} +
        laterKinds();
    const QString scheme = url.section(u':', 0, 0).toLower();
    const QString near = nearest(scheme, known);
    const QString name = near == u"local" ? near : near + u':';
    return fail(ErrorKind::Usage,
                QCoreApplication::translate("Transport", "There is no target '%1'").arg(url),
                near.isEmpty() ? targetKinds()
                               : QCoreApplication::translate("Transport", "did you mean %1?").arg(name));
}

} // namespace

Result<std::unique_ptr<Channel>> openChannel(const QString &url, ConnectObserver *observer,
                                             const Interruptor &interruptor, Boards *boards)
{
    if (url == u"local")
        return openLocalChannel(observer, interruptor);
    if (url.startsWith(u"ssh:"))
        return openSshChannel(url, observer, interruptor);
    if (url.startsWith(u"board:")) {
        if (boards)
            return openBoardChannel(url, *boards, observer, interruptor);
        return fail(
            ErrorKind::Usage,
            QCoreApplication::translate("Transport", "Virtual boards can't be used here: %1").arg(url));
    }
    if (url.startsWith(u"cmd:")) {
        const QString command = url.sliced(4).trimmed();
        if (command.isEmpty())
            return fail(ErrorKind::Usage,
                        QCoreApplication::translate("Transport", "The target cmd: needs a command"),
                        QCoreApplication::translate("Transport", "as in cmd:docker exec -i NAME sh"));
        return openCommandChannel(command, observer, interruptor);
    }
    if (url.startsWith(u"file:"))
        return fail(
            ErrorKind::Usage,
            QCoreApplication::translate("Transport", "A recording is not a live target: %1").arg(url));
    for (const QString &scheme : laterKinds()) {
        if (url.startsWith(scheme + QStringLiteral("://")))
            return fail(ErrorKind::Usage,
                        QCoreApplication::translate(
                            "Transport", "A target of the kind %1:// is not supported by this version")
                            .arg(scheme),
                        targetKinds());
    }
    return notATarget(url);
}

} // namespace radiosonde
