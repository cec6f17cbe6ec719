// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace radiosonde
{

// Paths that share their beginnings: node 0 is the root, each other node is a step from its parent, told by a
// key. A parent's index is less than its children's, so one pass from the last node to the first sums up.
//
// Most nodes of long paths are an only child that stands right behind its parent: finding and making those
// touches no table. Only further children are found by a hash. 16 bytes a node.
class PrefixTree
{
public:
    static constexpr quint32 none = ~quint32(0);

    PrefixTree();

    // `none` when the tree is full (maximumNodes) and has no such child.
    quint32 child(quint32 parent, quint32 key);

    quint32 size() const { return static_cast<quint32>(m_nodes.size()); }
    quint32 parent(quint32 node) const { return m_nodes[node].parent; } // none for the root
    quint32 key(quint32 node) const { return m_nodes[node].key; }
    // The children: the oldest first, then the others, newest first.
    quint32 firstChild(quint32 node) const { return m_nodes[node].firstChild; }
    quint32 nextSibling(quint32 node) const { return m_nodes[node].nextSibling; }

    static constexpr quint32 maximumNodes = 1u << 27;

private:
    struct Node
    {
        quint32 parent = none;
        quint32 firstChild = none; // the oldest
        quint32 nextSibling = none;
        quint32 key = 0;
    };

    std::size_t slotOf(quint32 parent, quint32 key) const;
    quint32 append(quint32 parent, quint32 key);
    quint32 laterChild(quint32 parent, quint32 key);
    void grow();

    std::vector<Node> m_nodes;
    std::vector<quint32> m_slots; // later children: open addressing; none: free. A power of two of them
    std::size_t m_used = 0;       // of m_slots
};

// From each node's own weight to that of all below it as well.
void addToParents(const PrefixTree &tree, std::vector<quint64> &weights);

} // namespace radiosonde
