// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"

#include <QLatin1StringView>

namespace radiosonde
{

// Words of the JSON contract.
QLatin1StringView viewKindName(ViewKind kind);           // "table", "histogram", ...
QLatin1StringView accumulateName(Accumulate accumulate); // "interval", "total"
QLatin1StringView scaleName(Scale scale);                // "log2", "linear"
QLatin1StringView lossPlaceName(LossPlace place);        // "kernel", "map", ...

} // namespace radiosonde
