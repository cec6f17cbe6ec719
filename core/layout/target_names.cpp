// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/target_names.h"

#include "core/base/text.h"

#include <QByteArray>

namespace radiosonde
{

namespace
{

constexpr qsizetype longestName = 255; // bytes
constexpr uint minorBits = 20;         // of the kernel's dev_t

template<class Take> void forEachLine(QByteArrayView text, Take take)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        take(text.first(end < 0 ? text.size() : end));
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
}

void insertName(QHash<quint32, QString> &names, quint32 number, QByteArrayView name)
{
    if (!name.isEmpty() && name.size() <= longestName && names.size() < maximumTargetNames &&
        !names.contains(number))
        names.insert(number, decodeText(name));
}

std::optional<quint32> numberIn(const QByteArray &text, quint32 limit)
{
    bool ok = false;
    const quint32 number = text.toUInt(&ok);
    return ok && number < limit ? std::optional(number) : std::nullopt;
}

} // namespace

QHash<quint32, QString> parseUserNames(QByteArrayView passwd)
{
    QHash<quint32, QString> names;
    forEachLine(passwd, [&](QByteArrayView line) {
        const QList<QByteArray> fields = line.toByteArray().split(':');
        if (fields.size() < 3)
            return;
        if (const auto uid = numberIn(fields[2], ~0u))
            insertName(names, *uid, fields[0]);
    });
    return names;
}

QHash<quint32, QString> parseDeviceNames(QByteArrayView diskstats)
{
    QHash<quint32, QString> names;
    forEachLine(diskstats, [&](QByteArrayView line) {
        const QList<QByteArray> words = line.toByteArray().simplified().split(' ');
        if (words.size() < 3)
            return;
        const auto major = numberIn(words[0], 1u << (32 - minorBits));
        const auto minor = numberIn(words[1], 1u << minorBits);
        if (major && minor)
            insertName(names, *major << minorBits | *minor, words[2]);
    });
    return names;
}

} // namespace radiosonde
