// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <map>

namespace radiosonde
{

// The entries of a map as snapshots that leave out what has not changed have told them, and the sum over them
// that the target tells as well: where the two differ, entries have vanished there.
class KnownEntries
{
public:
    KnownEntries() = default;
    KnownEntries(quint32 keySize, quint32 valueSize) : m_keySize(keySize), m_valueSize(valueSize) {}

    void setStream(quint16 stream) { m_stream = stream; } // its number on the wire; before the first entry
    void clear();
    void take(QByteArrayView entries); // whole ones, key and value; the later one of a key counts

    quint64 sum() const { return m_sum; }
    qsizetype count() const { return qsizetype(m_entries.size()); }
    QByteArray all() const; // by key

private:
    struct Value
    {
        QByteArray bytes;
        quint64 hash = 0;
    };

    quint32 m_keySize = 0;
    quint32 m_valueSize = 0;
    quint16 m_stream = 0;
    quint64 m_sum = 0;
    std::map<QByteArray, Value> m_entries;
};

} // namespace radiosonde
