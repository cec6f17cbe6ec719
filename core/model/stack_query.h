// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/stack_store.h"

#include <optional>

namespace radiosonde
{

// What of a store is looked at, and from which end.
struct StackQuery
{
    enum class Roots : quint8 {
        Callers, // the tree grows from main() to what it called
        Callees, // from the innermost functions to those that called them
    };

    Roots roots = Roots::Callers;
    bool mergeRecursion = false; // a function that calls itself is one frame
    QStringList only;            // stacks that have all of these functions
    QStringList without;         // stacks that have none of these
    QString focus; // stacks begin at this function's outermost call: where they end there with Roots::Callees
    // Interval of wall clock to look at, [from, to); both 0: all since the start.
    qint64 from = 0;
    qint64 to = 0;
    // The weights before this time stand beside those from it on.
    std::optional<qint64> splitAt;

    bool operator==(const StackQuery &) const = default;
};

// A tree of functions with its weights, by node: of the node with all below it, and its own alone. Where
// nothing is left out, tree and own weights are those of the store, which must not change meanwhile: copying
// millions of nodes takes longer than laying them out.
class WeightedTree
{
public:
    const PrefixTree &tree() const
    {
        return m_whole ? m_whole->tree() : m_tree;
    } // keys are numbers of frames
    const std::vector<quint64> &self() const { return m_whole && m_self.empty() ? m_whole->self() : m_self; }
    const std::vector<quint64> &total() const { return m_total; }
    // Totals before StackQuery::splitAt; empty without it.
    const std::vector<quint64> &before() const { return m_before; }

private:
    friend WeightedTree queryStacks(const StackStore &store, const StackQuery &query);

    void addPath(const std::vector<quint32> &path, quint64 weight, std::optional<quint64> before);
    void sumUp(bool compares);

    const StackStore *m_whole = nullptr; // null: m_tree
    PrefixTree m_tree;
    std::vector<quint64> m_self; // empty with m_whole: its own, of all time
    std::vector<quint64> m_total;
    std::vector<quint64> m_before;
};

WeightedTree queryStacks(const StackStore &store, const StackQuery &query);

} // namespace radiosonde
