// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

#include <optional>

namespace radiosonde
{

// Rule 5 of views.md: the integers of the section `.bss`, in the order of their declaration, as one view of
// kind Counters called "counters". Arrays, structs, booleans and what is hidden have no part in it. Empty
// where nothing is left. Offsets of the columns are known once the object is loaded: placeCounter().
std::optional<ViewSpec> findCounters(const Facts &facts);

// Variable `name` stands at `offset` of its section.
void placeCounter(ViewSpec &view, const QString &name, quint32 offset);

} // namespace radiosonde
