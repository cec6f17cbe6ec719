// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/config_file.h"
#include "remote/transport/ssh/known_hosts.h"
#include "remote/transport/ssh_address.h"

#include <cstdlib>

// Text from outside that decides whom ssh talks to: URLs, lines of known_hosts and of the configuration.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using namespace radiosonde;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString text = QString::fromUtf8(bytes);
    if (const Result<SshAddress> address = parseSshUrl(text)) {
        // Nothing that another program would take for an option or a second line.
        if (address->host.isEmpty() || address->host.startsWith(u'-') || address->host.contains(u'\n') ||
            address->user.startsWith(u'-') || address->port < 0 || address->port > 65535)
            abort();
    }
    if (const std::optional<HostKey> key = parseHostKey(bytes)) {
        if (parseHostKey(key->type + ' ' + key->blob.toBase64()) != key || key->type.isEmpty())
            abort();
    }
    for (const QByteArray &line : bytes.split('\n')) {
        const std::optional<KnownKey> known = parseKnownHostsLine(line, QStringLiteral("board"));
        if (known && judge(known->key, {*known}).trust == HostTrust::Unknown)
            abort();
        splitConfigLine(QString::fromUtf8(line));
    }
    return 0;
}
