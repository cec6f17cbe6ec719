// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/route.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

constexpr qsizetype maxHops = 8;
constexpr int matchExecMs = 5000;

// `Match exec`: the command's status, within a few seconds.
bool runsWell(const QString &command)
{
    const auto process = ProcessChannel::start({.path = "/bin/sh",
                                                .arguments = {"sh", "-c", command.toLocal8Bit()},
                                                .keepEnvironment = true,
                                                .keepFd = -1,
                                                .name = command});
    return process && (*process)->waitForExit(matchExecMs) == 0;
}

// A virtual board is known in full: no configuration of the user's has a say.
SshConfig configOfBoard(const SshAddress &address)
{
    SshConfig config;
    config.hostName = address.host;
    config.user = address.user.isEmpty() ? QStringLiteral("root") : address.user;
    config.port = address.port == 0 ? 22 : address.port;
    config.identityFiles = {address.identityFile};
    config.identitiesAreDefault = false;
    config.identitiesOnly = true;
    config.keyboardInteractive = false;
    config.password = false;
    return config;
}

Result<SshConfig> configOf(const SshAddress &address)
{
    if (!address.hostKey.isEmpty())
        return configOfBoard(address);
    SshConfigQuery query;
    query.host = address.host;
    query.user = address.user;
    query.port = address.port;
    query.home = localHome();
    query.account = localAccount();
    query.run = runsWell;
    return readSshConfig(query);
}

std::unexpected<Error> badJump(const QString &jumps, const Error &why)
{
    return fail(ErrorKind::Usage, QCoreApplication::translate(
                                      "Transport", "ProxyJump %1 in the ssh configuration can't be used: %2")
                                      .arg(jumps, why.text));
}

// Puts `address` and all on the way to it at the end of `hops`. The jumps of a list override what the
// configuration says of its members but the first.
Result<> append(QList<SshHop> &hops, const SshAddress &address, const std::optional<QString> &jumps)
{
    if (hops.size() >= maxHops)
        return fail(ErrorKind::Usage,
                    QCoreApplication::translate("Transport", "The way to %1 leads over too many jump hosts")
                        .arg(address.host),
                    QCoreApplication::translate("Transport", "does ProxyJump lead in a circle?"));
    Result<SshConfig> config = configOf(address);
    if (!config)
        return std::unexpected(config.error());
    if (!address.identityFile.isEmpty() && address.hostKey.isEmpty()) {
        config->identityFiles.prepend(address.identityFile);
        config->identitiesAreDefault = false;
    }
    const QString way = jumps.value_or(config->proxyJump);
    if (!way.isEmpty()) {
        const QString last = way.section(u',', -1).trimmed();
        const QString before = way.section(u',', 0, -2).trimmed();
        const QString url = last.startsWith(u"ssh://") ? last : QStringLiteral("ssh://") + last;
        const Result<SshAddress> jump = parseSshUrl(url);
        if (!jump)
            return badJump(way, jump.error());
        hops.append(SshHop()); // counts towards the limit while the way to it is found
        Result<> found = append(hops, *jump, before.isEmpty() ? std::optional<QString>() : before);
        if (!found)
            return found;
    }
    SshHop hop{address, *std::move(config), address.host};
    if (hop.config.port != 22 && address.host.contains(u':'))
        hop.name = QStringLiteral("[%1]").arg(address.host);
    if (hop.config.port != 22)
        hop.name += QStringLiteral(":%1").arg(hop.config.port);
    hops.append(std::move(hop));
    return {};
}

} // namespace

Result<QList<SshHop>> planRoute(const SshAddress &target)
{
    QList<SshHop> hops;
    if (const Result<> found = append(hops, target, {}); !found)
        return std::unexpected(found.error());
    hops.removeIf([](const SshHop &hop) { return hop.address.host.isEmpty(); });
    return hops;
}

} // namespace radiosonde
