// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace radiosonde
{

// The public key of a server.
struct HostKey
{
    QByteArray type; // "ssh-ed25519"
    QByteArray blob; // as on the wire, where its type comes first

    bool operator==(const HostKey &) const = default;
};

// "ssh-ed25519 AAAA..." with or without a comment; nothing when that is no key.
std::optional<HostKey> parseHostKey(QByteArrayView text);

QString fingerprint(const HostKey &key); // "SHA256:..." as ssh prints it

// A line of a known_hosts file that is about the host.
struct KnownKey
{
    HostKey key;
    QString file;
    int line = 0; // from 1
    bool revoked = false;
};

// "board-7", and "[board-7]:2222" for a port other than 22: the name that a host has in known_hosts.
QString knownHostName(const QString &host, int port);

// What a line says of the host; nothing when it is about others, of a certificate authority, or no such line.
// File and number are left to the caller.
std::optional<KnownKey> parseKnownHostsLine(const QByteArray &line, const QString &name);

// All keys known for the name, of files that can be read; plain, patterns and hashed. Lines of certificate
// authorities and lines that can't be understood are skipped.
QList<KnownKey> knownKeys(const QStringList &files, const QString &name);

enum class HostTrust : quint8 {
    Known,
    Unknown,   // nothing is known of this host
    Changed,   // another key of the same type is known
    OtherType, // only keys of other types are known
    Revoked    // this key was marked @revoked
};

struct HostVerdict
{
    HostTrust trust = HostTrust::Unknown;
    KnownKey known; // the line that says so, but for Unknown
};

HostVerdict judge(const HostKey &key, const QList<KnownKey> &known);

// Appends a line; the file and its folder are made where missing, private to the user. Kind Internal.
Result<> remember(const HostKey &key, const QString &name, const QString &file, bool hashed);

} // namespace radiosonde
