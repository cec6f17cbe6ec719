// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

#include <optional>

namespace radiosonde
{

// What `/// @view KIND [interval|total] [log2|linear] [sort=COLUMN] [ascending|descending] [step=N]` says;
// words that are not known are ignored, for programs written for other versions.
struct ViewOptions
{
    std::optional<ViewKind> kind; // top, table, histogram, stacks, events
    std::optional<Accumulate> accumulate;
    std::optional<Scale> scale;
    QString sortColumn;
    bool sortDescending = true;
    quint32 step = 1;
};
ViewOptions viewOptions(const QList<Annotation> &annotations);

} // namespace radiosonde
