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

// A tree of functions with its weights, by node: of the node with all below it, and its own alone.
struct WeightedTree
{
    PrefixTree tree; // keys are numbers of frames
    std::vector<quint64> total;
    std::vector<quint64> self;
    std::vector<quint64> before; // totals before StackQuery::splitAt; empty without it
};

WeightedTree queryStacks(const StackStore &store, const StackQuery &query);

} // namespace radiosonde
