// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace radiosonde
{

// What one ssh_config(5) file says of names, without what the lines below Host set: that stays ssh's
// business.
struct SshConfigNames
{
    QStringList hosts;    // patterns of Host lines without *, ? and !
    QStringList includes; // arguments of Include, as written: patterns of files
};

// Never fails: lines that make no sense are left out.
SshConfigNames readSshConfigNames(QByteArrayView text);

// The hosts that the user's ssh configuration names, each once, in the order of the file; those
// of included files come after. `path` empty: ~/.ssh/config. Files that cannot be read have no hosts. Reads
// files; any thread.
QStringList sshConfigHosts(const QString &path = {});

// "ssh://board-7": the URL for a host of the configuration; what is no plain word is percent-encoded.
QString sshUrlOfHost(const QString &host);

} // namespace radiosonde
