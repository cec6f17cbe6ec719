// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace radiosonde
{

// Paths that share their beginnings: node 0 is the root, each other node is a step from its parent, told by a
// key of 64 bits. A parent's index is less than its children's, so one pass from the last node to the first
// sums up. About 30 bytes a node; finding or making a child costs one hash look-up.
class PrefixTree
{
public:
    static constexpr quint32 none = ~quint32(0);

    PrefixTree();

    // `none` when the tree is full (maximumNodes) and has no such child.
    quint32 child(quint32 parent, quint64 key);

    quint32 find(quint32 parent, quint64 key) const
    {
        return m_slots[slotOf(parent, key)];
    } // none: no such child

    quint32 size() const { return static_cast<quint32>(m_nodes.size()); }
    quint32 parent(quint32 node) const { return m_nodes[node].parent; } // none for the root
    quint64 key(quint32 node) const { return m_keys[node]; }
    quint32 firstChild(quint32 node) const { return m_nodes[node].firstChild; }
    quint32 nextSibling(quint32 node) const { return m_nodes[node].nextSibling; }

    static constexpr quint32 maximumNodes = 1u << 27;

private:
    struct Node
    {
        quint32 parent = none;
        quint32 firstChild = none; // the newest
        quint32 nextSibling = none;
    };

    std::size_t slotOf(quint32 parent, quint64 key) const;
    void grow();

    std::vector<Node> m_nodes;
    std::vector<quint64> m_keys;
    std::vector<quint32> m_slots; // open addressing; none: free. A power of two of them
};

// From each node's own weight to that of all below it as well.
void addToParents(const PrefixTree &tree, std::vector<quint64> &weights);

} // namespace radiosonde
