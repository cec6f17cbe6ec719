// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/live_stacks.h"
#include "core/model/stack_query.h"
#include "views/view_panel.h"

namespace radiosonde
{

// Stacks as lines, read from the store on a thread of the pool: Csv and Text "root;...;leaf" and the weight,
// Json an object with the frames, root first.
std::unique_ptr<RowCursor> stackRows(std::shared_ptr<LiveStacks> stacks, const StackQuery &query,
                                     RowFormat format);

// All lines of "root;...;leaf weight". May take long: not on the GUI thread.
QByteArray foldedStacks(LiveStacks &stacks, const StackQuery &query);

} // namespace radiosonde
