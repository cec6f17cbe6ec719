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

PrefixTree::PrefixTree() : m_nodes(1), m_slots(firstSlots, none) {}

// Where a later child stands, or the free slot where it belongs.
std::size_t PrefixTree::slotOf(quint32 parent, quint32 key) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = mix(quint64(parent) << 32 | key) & mask;
    while (m_slots[slot] != none &&
           (m_nodes[m_slots[slot]].parent != parent || m_nodes[m_slots[slot]].key != key))
        slot = (slot + 1) & mask;
    return slot;
}

quint32 PrefixTree::child(quint32 parent, quint32 key)
{
    const quint32 first = m_nodes[parent].firstChild;
    if (first != none)
        return m_nodes[first].key == key ? first : laterChild(parent, key);
    const quint32 node = append(parent, key);
    if (node != none)
        m_nodes[parent].firstChild = node;
    return node;
}

quint32 PrefixTree::laterChild(quint32 parent, quint32 key)
{
    const quint32 first = m_nodes[parent].firstChild;
    std::size_t slot = slotOf(parent, key);
    if (m_slots[slot] != none)
        return m_slots[slot];
    const quint32 node = append(parent, key);
    if (node == none)
        return none;
    m_nodes[node].nextSibling = m_nodes[first].nextSibling;
    m_nodes[first].nextSibling = node;
    m_slots[slot] = node;
    if (++m_used * 3 > m_slots.size() * 2)
        grow();
    return node;
}

quint32 PrefixTree::append(quint32 parent, quint32 key)
{
    if (size() >= maximumNodes)
        return none;
    m_nodes.push_back({parent, none, none, key});
    return size() - 1;
}

void PrefixTree::grow()
{
    std::vector<quint32> before(m_slots.size() * 4, none);
    before.swap(m_slots);
    for (const quint32 node : before) {
        if (node != none)
            m_slots[slotOf(m_nodes[node].parent, m_nodes[node].key)] = node;
    }
}

void addToParents(const PrefixTree &tree, std::vector<quint64> &weights)
{
    for (auto node = static_cast<quint32>(std::min<std::size_t>(weights.size(), tree.size())); node-- > 1;)
        weights[tree.parent(node)] += weights[node];
}

} // namespace radiosonde
