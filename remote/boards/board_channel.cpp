// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/boards/board_channel.h"

#include "remote/transport/deploy.h"
#include "remote/transport/ssh_channel.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

namespace radiosonde
{

Result<std::unique_ptr<Channel>> openBoardChannel(const QString &url, Boards &boards,
                                                  ConnectObserver *observer, const Interruptor &interruptor)
{
    const QUrl parts(url);
    const QString server = QUrlQuery(parts).queryItemValue(QStringLiteral("server"));
    if (!server.isEmpty() && server != u"openssh" && server != u"dropbear")
        return fail(ErrorKind::Usage,
                    QCoreApplication::translate("Boards", "A board has no ssh server '%1'").arg(server),
                    QCoreApplication::translate("Boards", "its servers are dropbear and openssh"));
    const Result<BoardAccess> board = boards.start(parts.host(), observer, interruptor);
    if (!board)
        return std::unexpected(board.error());
    SshAddress address;
    address.user = QStringLiteral("root");
    address.host = QStringLiteral("127.0.0.1");
    address.port = server == u"openssh" ? board->opensshPort : board->port;
    address.identityFile = board->identityFile;
    address.hostKey = board->hostKey;
    Result<std::unique_ptr<Channel>> shell = openSshShell(address, observer, interruptor);
    if (!shell)
        return std::unexpected(shell.error());
    DeployOptions options;
    options.name = board->name;
    const Result<> deployed = deployStub(**shell, options, observer, interruptor);
    if (!deployed)
        return std::unexpected(deployed.error());
    return *std::move(shell);
}

} // namespace radiosonde
