// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/known_entries.h"

#include "remote/wire/wire.h"

namespace radiosonde
{

namespace
{

quint64 hashOn(quint64 hash, QByteArrayView bytes)
{
    return wireHash(hash, reinterpret_cast<const quint8 *>(bytes.data()), quint32(bytes.size()));
}

} // namespace

void KnownEntries::clear()
{
    m_entries.clear();
    m_sum = 0;
}

void KnownEntries::take(QByteArrayView entries)
{
    const qsizetype size = qsizetype(m_keySize) + m_valueSize;
    for (; entries.size() >= size; entries = entries.sliced(size)) {
        const QByteArrayView key = entries.first(m_keySize);
        const QByteArrayView value = entries.sliced(m_keySize, m_valueSize);
        Value &known = m_entries[key.toByteArray()];
        m_sum -= known.hash;
        known.hash = hashOn(hashOn(WIRE_HASH_START + m_stream, key), value);
        known.bytes = value.toByteArray();
        m_sum += known.hash;
    }
}

QByteArray KnownEntries::all() const
{
    QByteArray bytes;
    bytes.reserve(count() * (qsizetype(m_keySize) + m_valueSize));
    for (const auto &[key, value] : m_entries)
        bytes.append(key).append(value.bytes);
    return bytes;
}

} // namespace radiosonde
