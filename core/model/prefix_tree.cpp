// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/prefix_tree.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr std::size_t firstSlots = 1024;

quint64 mix(quint64 value) // the finalizer of MurmurHash3
{
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdull;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ull;
    return value ^ (value >> 33);
}

} // namespace

PrefixTree::PrefixTree() : m_nodes(1), m_keys(1, 0), m_slots(firstSlots, none) {}

// Where the child stands, or the free slot where it belongs.
std::size_t PrefixTree::slotOf(quint32 parent, quint64 key) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = mix(key ^ (quint64(parent) * 0x9e3779b97f4a7c15ull)) & mask;
    while (m_slots[slot] != none && (m_nodes[m_slots[slot]].parent != parent || m_keys[m_slots[slot]] != key))
        slot = (slot + 1) & mask;
    return slot;
}

quint32 PrefixTree::child(quint32 parent, quint64 key)
{
    std::size_t slot = slotOf(parent, key);
    if (m_slots[slot] != none)
        return m_slots[slot];
    if (size() >= maximumNodes)
        return none;
    if (m_nodes.size() * 3 > m_slots.size() * 2) {
        grow();
        slot = slotOf(parent, key);
    }
    const quint32 node = size();
    m_slots[slot] = node;
    m_nodes.push_back({parent, none, m_nodes[parent].firstChild});
    m_keys.push_back(key);
    m_nodes[parent].firstChild = node;
    return node;
}

void PrefixTree::grow()
{
    m_slots.assign(m_slots.size() * 4, none);
    for (quint32 node = 1; node < size(); ++node)
        m_slots[slotOf(m_nodes[node].parent, m_keys[node])] = node;
}

void addToParents(const PrefixTree &tree, std::vector<quint64> &weights)
{
    for (auto node = static_cast<quint32>(std::min<std::size_t>(weights.size(), tree.size())); node-- > 1;)
        weights[tree.parent(node)] += weights[node];
}

} // namespace radiosonde
