// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/target_probe.h"

namespace radiosonde
{

namespace
{

constexpr quint64 mostText = 1u << 20;

// Empty where the target has no such file or does not let it be read.
Result<QByteArray> textOf(Session &session, const QString &path, const Interruptor &interruptor)
{
    Result<QByteArray> text = session.readFile(path, mostText, interruptor);
    if (!text && text.error().kind == ErrorKind::Refused)
        return QByteArray();
    return text;
}

} // namespace

Result<TargetNames> readTargetNames(Session &session, NamesWanted wanted, const Interruptor &interruptor)
{
    TargetNames names;
    if (wanted.users) {
        const Result<QByteArray> text = textOf(session, QStringLiteral("/etc/passwd"), interruptor);
        if (!text)
            return std::unexpected(text.error());
        names.users = parseUserNames(*text);
    }
    if (wanted.devices) {
        const Result<QByteArray> text = textOf(session, QStringLiteral("/proc/diskstats"), interruptor);
        if (!text)
            return std::unexpected(text.error());
        names.devices = parseDeviceNames(*text);
    }
    return names;
}

} // namespace radiosonde
