// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/snapshot_state.h"

#include <algorithm>

namespace radiosonde
{

SnapshotState::Found SnapshotState::find(const char *key)
{
    const auto known = m_index.constFind(QByteArray::fromRawData(key, m_keySize));
    if (known == m_index.constEnd()) {
        if (m_index.size() >= maximumKeys)
            return {};
        return {valueOf(newSlot(key)), true, false};
    }
    Slot &slot = m_slots[*known];
    const bool repeated = slot.generation == m_generation;
    slot.generation = m_generation;
    return {valueOf(*known), false, repeated};
}

std::size_t SnapshotState::newSlot(const char *key)
{
    std::size_t number = m_slots.size();
    if (m_free.empty()) {
        m_slots.emplace_back();
        m_values.resize(m_values.size() + m_valueSize);
    } else {
        number = m_free.back();
        m_free.pop_back();
        std::fill_n(valueOf(number), m_valueSize, '\0');
    }
    m_slots[number] = {QByteArray(key, m_keySize), m_generation};
    m_index.insert(m_slots[number].key, number);
    return number;
}

QByteArray SnapshotState::removeMissing()
{
    QByteArray removed;
    for (std::size_t number = 0; number < m_slots.size(); ++number) {
        Slot &slot = m_slots[number];
        if (slot.key.isNull() || slot.generation == m_generation)
            continue;
        removed.append(slot.key);
        m_index.remove(slot.key);
        slot.key = {};
        m_free.push_back(number);
    }
    return removed;
}

} // namespace radiosonde
