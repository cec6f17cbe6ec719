// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

namespace radiosonde
{

// Whom to reach over ssh, as far as the URL tells; ~/.ssh/config fills in the rest.
struct SshAddress
{
    QString user;            // empty: as the configuration says, else this user's name
    QString host;            // a name, an alias of the configuration, or an address without brackets
    int port = 0;            // 1..65535; 0: as the configuration says, else 22
    bool becomeRoot = false; // ?become=sudo

    // For virtual boards, whose keys this program made itself. With a host key only that very key is
    // accepted, `identityFile` is the only means of logging in, and neither the configuration nor any
    // known_hosts file is read or written.
    QString identityFile;
    QByteArray hostKey; // as in known_hosts: "ssh-ed25519 AAAA..."

    bool operator==(const SshAddress &) const = default;
};

// ssh://[user@]host[:port][?become=sudo]; user and host may be percent-encoded, an IPv6 address stands in
// brackets. Kind Usage, naming the part that is wrong.
Result<SshAddress> parseSshUrl(const QString &url);

} // namespace radiosonde
