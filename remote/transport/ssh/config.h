// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace radiosonde
{

// What the ssh configuration says of one host; nothing where it is silent. Paths are absolute, tokens (%h, ~,
// ${NAME}) expanded.
struct SshConfig
{
    QString hostName; // what to connect to; never empty
    QString user;     // never empty
    int port = 22;
    QString hostKeyAlias;
    QString proxyJump;    // "[user@]host[:port],..."; empty: none
    QString proxyCommand; // for /bin/sh; empty: none
    QString bindAddress;
    int family = 0;         // AF_INET, AF_INET6; 0: either
    int connectTimeout = 0; // seconds; 0: not set

    QStringList identityFiles; // those of the configuration, else the usual ones
    bool identitiesAreDefault = true;
    bool identitiesOnly = false;
    QString agentSocket; // empty: no agent
    bool publicKey = true;
    bool keyboardInteractive = true;
    bool password = true;

    QStringList userKnownHosts;   // the first is written to
    QStringList globalKnownHosts; // only read
    bool hashKnownHosts = false;

    // Lists for libssh as they stand in the file; empty: its own.
    QByteArray ciphers;
    QByteArray macs;
    QByteArray keyExchange;
    QByteArray hostKeyAlgorithms;
    QByteArray acceptedKeys;
    bool compression = false;
};

// Whom to read for, and from where.
struct SshConfigQuery
{
    QString host;        // as the user wrote it
    QString user;        // of the URL; empty: none
    int port = 0;        // of the URL; 0: none
    QString home;        // absolute; $HOME
    QString account;     // the local user's name
    QStringList files{}; // in order of precedence; empty: ~/.ssh/config, /etc/ssh/ssh_config
    // Runs `Match exec`'s command: whether it ended with 0. Without it such a block does not match.
    std::function<bool(const QString &command)> run{};
};

// As ssh_config(5): the first value counts; Host and Match blocks, Include with wildcards; keywords that are
// not needed here are skipped. Files that are not there are silently none. Kind Usage, naming file and line,
// for what can't be understood.
Result<SshConfig> readSshConfig(const SshConfigQuery &query);

// The user and home of this process, as the queries want them: $HOME where it is set, as other programs do,
// and not the account's.
QString localHome();
QString localAccount();

} // namespace radiosonde
