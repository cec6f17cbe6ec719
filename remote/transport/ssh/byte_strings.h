// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

#include <optional>

namespace radiosonde
{

// Takes a string of ssh's wire format (RFC 4251: its length in four bytes, then its bytes) off the front;
// nothing, and `bytes` as they were, when they end before it does.
inline std::optional<QByteArray> takeString(QByteArrayView &bytes)
{
    if (bytes.size() < 4)
        return {};
    const quint32 size = qFromBigEndian<quint32>(bytes.data());
    if (size > quint32(bytes.size()) - 4)
        return {};
    const QByteArray string = bytes.sliced(4, size).toByteArray();
    bytes = bytes.sliced(4 + qsizetype(size));
    return string;
}

} // namespace radiosonde
