// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <algorithm>
#include <utility>
#include <vector>

namespace radiosonde
{

// The last known value of each key of a map, to take differences from one cumulative snapshot to the next. A
// key that is known costs one hash look-up and no allocation.
class SnapshotState
{
public:
    SnapshotState(quint32 keySize, quint32 valueSize) : m_keySize(keySize), m_valueSize(valueSize) {}

    void begin() { ++m_generation; }

    struct Found
    {
        char *value =
            nullptr; // as of the snapshot before, zeros for a new key; null: too many keys. Until next find()
        bool isNew = false;
        bool repeated = false; // the key came already in this snapshot: a map may be walked twice over
    };
    Found find(const char *key); // keySize bytes

    // Forgets the keys that did not come since begin(), and gives them, one after the other.
    QByteArray removeMissing();

    bool has(const QByteArray &key) const { return m_index.contains(key); }

    // Gives every key with its last value to `take`(key, value), in the order of the keys, and forgets them
    // all.
    template<class Take> void drain(Take take)
    {
        QList<QByteArray> keys = m_index.keys();
        std::sort(keys.begin(), keys.end()); // a replay goes the same way
        for (const QByteArray &key : std::as_const(keys))
            take(key, static_cast<const char *>(valueOf(m_index.value(key))));
        m_index.clear();
        m_slots.clear();
        m_values.clear();
        m_free.clear();
    }

    static constexpr qsizetype maximumKeys = 4'000'000;

private:
    struct Slot
    {
        QByteArray key; // null: free
        quint64 generation = 0;
    };

    std::size_t newSlot(const char *key);
    char *valueOf(std::size_t slot) { return m_values.data() + slot * m_valueSize; }

    quint32 m_keySize;
    quint32 m_valueSize;
    quint64 m_generation = 0;
    QHash<QByteArray, std::size_t> m_index;
    std::vector<Slot> m_slots;
    std::vector<char> m_values; // m_valueSize bytes per slot
    std::vector<std::size_t> m_free;
};

} // namespace radiosonde
