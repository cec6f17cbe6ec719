// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/link_kinds.h"

#include "remote/boards/board_channel.h"
#include "remote/transport/adb_channel.h"
#include "remote/transport/local_channel.h"
#include "remote/transport/serial_channel.h"
#include "remote/transport/ssh_channel.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

namespace
{

using namespace Qt::StringLiterals;

QString tr(const char *text)
{
    return QCoreApplication::translate("Transport", text);
}

Result<> checkLocal(const QString &)
{
    return {};
}

Result<std::unique_ptr<Channel>> openLocal(const LinkOpening &opening)
{
    return openLocalChannel(opening.observer, opening.interruptor);
}

Result<> checkSsh(const QString &url)
{
    const Result<SshAddress> address = parseSshUrl(url);
    return address ? Result<>() : std::unexpected(address.error());
}

Result<std::unique_ptr<Channel>> openSsh(const LinkOpening &opening)
{
    return openSshChannel(opening.url, opening.observer, opening.interruptor);
}

Result<> checkSerial(const QString &url)
{
    const Result<SerialAddress> address = parseSerialUrl(url);
    return address ? Result<>() : std::unexpected(address.error());
}

Result<std::unique_ptr<Channel>> openSerial(const LinkOpening &opening)
{
    const Result<SerialAddress> address = parseSerialUrl(opening.url);
    return address ? openSerialChannel(*address, opening.observer, opening.interruptor)
                   : std::unexpected(address.error());
}

Result<> checkAdb(const QString &url)
{
    const Result<QString> serial = parseAdbUrl(url);
    return serial ? Result<>() : std::unexpected(serial.error());
}

Result<std::unique_ptr<Channel>> openAdb(const LinkOpening &opening)
{
    return openAdbChannel(opening.url, opening.observer, opening.interruptor);
}

Result<> checkBoard(const QString &url)
{
    if (url.startsWith("board://"_L1) && url.size() > 8)
        return {};
    return fail(ErrorKind::Usage, tr("'%1' names no virtual board").arg(url), tr("as in board://arm64"));
}

Result<std::unique_ptr<Channel>> openBoard(const LinkOpening &opening)
{
    if (opening.boards)
        return openBoardChannel(opening.url, *opening.boards, opening.observer, opening.interruptor);
    return fail(ErrorKind::Usage, tr("Virtual boards can't be used here: %1").arg(opening.url));
}

QString commandOf(const QString &url)
{
    return url.sliced(4).trimmed();
}

Result<> checkCommand(const QString &url)
{
    if (!commandOf(url).isEmpty())
        return {};
    return fail(ErrorKind::Usage, tr("The target cmd: needs a command"),
                tr("as in cmd:docker exec -i NAME sh"));
}

Result<std::unique_ptr<Channel>> openCommand(const LinkOpening &opening)
{
    return openCommandChannel(commandOf(opening.url), opening.observer, opening.interruptor);
}

constexpr LinkKind kinds[] = {
    {"local"_L1, "local"_L1, checkLocal, openLocal},
    {"ssh"_L1, "ssh://HOST"_L1, checkSsh, openSsh},
    {"serial"_L1, "serial:///dev/DEVICE"_L1, checkSerial, openSerial},
    {"adb"_L1, "adb://SERIAL"_L1, checkAdb, openAdb},
    {"board"_L1, "board://NAME"_L1, checkBoard, openBoard},
    {"cmd"_L1, "cmd:COMMAND"_L1, checkCommand, openCommand},
};

} // namespace

std::span<const LinkKind> linkKinds()
{
    return kinds;
}

const LinkKind *linkKindOf(const QString &url)
{
    const auto names = [&](const LinkKind &kind) {
        const bool whole = url.size() == kind.scheme.size();
        return url.startsWith(kind.scheme) &&
               (kind.form == kind.scheme ? whole : !whole && url.at(kind.scheme.size()) == u':');
    };
    const auto found = std::ranges::find_if(kinds, names);
    return found == std::end(kinds) ? nullptr : found;
}

} // namespace radiosonde
