// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/ssh/known_hosts.h"
#include "remote/transport/ssh/peer.h"

namespace radiosonde
{

// What a server's key is held against.
struct HostCheck
{
    QString name;          // as known_hosts has it
    QString sshCommand;    // that would record the key: "ssh -p 2222 root@board-7"
    QList<KnownKey> known; // of that name
    QByteArray only;       // not empty: this very key and no other, nothing is asked or written
};

HostCheck hostCheckFor(const SshConfig &config, const QString &host, const QByteArray &only);

// Host key algorithms in the library's notation, those of known keys first, so that a server that has several
// keys shows the one that is known.
QByteArray preferredHostKeys(const HostCheck &check, const QByteArray &configured);

// Before anything secret is sent. Asks about a host that is not known at all, and remembers it; every other
// surprise is refused. Kind Unreachable.
Result<> checkHostKey(const SshPeer &peer, const HostCheck &check);

} // namespace radiosonde
