// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/stack_store.h"

#include <QByteArray>

#include <vector>

namespace radiosonde
{

struct WeightedStack
{
    quint32 node = 0; // of StackStore::tree()
    quint64 weight = 0;
};

// Adds an update to the store and gives the stacks that it changed, each once, heaviest first: with their
// weight in the interval or in total, as the view accumulates. The final one waits for names that are
// pending.
std::vector<WeightedStack> takeStacks(StackStore &store, const StacksUpdate &update);

// All stacks of the store in total, heaviest first.
std::vector<WeightedStack> allStacks(const StackStore &store);

// "main;work;vfs_read": frames root first, as flame graph tools read them: control characters are escaped, a
// semicolon in a name becomes a colon.
QByteArray foldedText(const StackStore &store, quint32 node);

// For people: the heaviest stacks with their shares, innermost frame first.
void appendHeaviestStacks(QByteArray &out, const StackStore &store, int columns);

} // namespace radiosonde
