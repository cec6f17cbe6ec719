// SPDX-License-Identifier: GPL-3.0-or-later
// Block devices of a target, by name and by number.
#include "remote/session/target_probe.h"

#include "core/base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace radiosonde
{

namespace
{

constexpr int minorBits = 20; // of the kernel's dev_t
constexpr quint64 mostText = 4096;

// "7:0", with a newline or without.
std::optional<quint32> parseNumbers(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype colon = trimmed.indexOf(u':');
    const auto isNumber = [](QStringView part) {
        return !part.isEmpty() && part.size() < 9 &&
               std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    if (colon < 0 || !isNumber(trimmed.first(colon)) || !isNumber(trimmed.sliced(colon + 1)))
        return std::nullopt;
    const uint major = trimmed.first(colon).toUInt();
    const uint minor = trimmed.sliced(colon + 1).toUInt();
    if (major >= 1u << (32 - minorBits) || minor >= 1u << minorBits)
        return std::nullopt;
    return major << minorBits | minor;
}

QString numbers(quint32 device)
{
    return QStringLiteral("%1:%2").arg(device >> minorBits).arg(device & ((1u << minorBits) - 1));
}

// What the target calls its block devices, empty ones among them, by their numbers.
QStringList deviceNames(Session &session, const Interruptor &interruptor)
{
    const Result<TargetNames> names = readTargetNames(session, {.devices = true}, interruptor);
    if (!names)
        return {};
    QList<quint32> all = names->devices.keys();
    std::ranges::sort(all);
    QStringList sorted;
    for (const quint32 device : std::as_const(all))
        sorted += names->devices.value(device);
    return sorted;
}

std::unexpected<Error> noSuchDevice(Session &session, const QString &device, const Interruptor &interruptor)
{
    const QString near = nearest(device, deviceNames(session, interruptor));
    return fail(ErrorKind::Usage,
                QCoreApplication::translate("Session", "The target has no block device '%1'").arg(device),
                near.isEmpty() ? QString()
                               : QCoreApplication::translate("Session", "did you mean %1?").arg(near));
}

bool isName(const QString &device)
{
    constexpr qsizetype longest = 255;
    return !device.isEmpty() && device.size() <= longest && !device.contains(u'/') &&
           !device.contains(u'\0') && !device.contains(QStringLiteral("..")) && device != u".";
}

} // namespace

Result<quint32> resolveDevice(Session &session, const QString &device, const Interruptor &interruptor)
{
    if (!isName(device))
        return fail(ErrorKind::Usage,
                    QCoreApplication::translate("Session", "'%1' is no name of a block device").arg(device),
                    QCoreApplication::translate("Session", "as in loop0, sda1 or 7:0"));
    const QString folder =
        parseNumbers(device) ? QStringLiteral("/sys/dev/block/") : QStringLiteral("/sys/class/block/");
    const Result<QByteArray> text =
        session.readFile(folder + device + QStringLiteral("/dev"), mostText, interruptor);
    if (!text && text.error().kind != ErrorKind::Refused)
        return std::unexpected(text.error());
    const std::optional<quint32> number = text ? parseNumbers(decodeText(*text)) : std::nullopt;
    if (!number)
        return noSuchDevice(session, device, interruptor);
    return *number;
}

Result<QString> deviceName(Session &session, quint32 device, const Interruptor &interruptor)
{
    const QString path = QStringLiteral("/sys/dev/block/%1/uevent").arg(numbers(device));
    const Result<QByteArray> text = session.readFile(path, mostText, interruptor);
    if (!text && text.error().kind != ErrorKind::Refused)
        return std::unexpected(text.error());
    if (text) {
        for (const QByteArray &line : text->split('\n')) {
            if (line.startsWith("DEVNAME="))
                return decodeText(line.sliced(8));
        }
    }
    return numbers(device);
}

} // namespace radiosonde
