// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/names.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

QLatin1StringView viewKindName(ViewKind kind)
{
    switch (kind) {
    case ViewKind::Table:
        return "table"_L1;
    case ViewKind::Histogram:
        return "histogram"_L1;
    case ViewKind::Stacks:
        return "stacks"_L1;
    case ViewKind::Counters:
        return "counters"_L1;
    case ViewKind::Events:
        break;
    }
    return "events"_L1;
}

QLatin1StringView accumulateName(Accumulate accumulate)
{
    return accumulate == Accumulate::Interval ? "interval"_L1 : "total"_L1;
}

QLatin1StringView scaleName(Scale scale)
{
    return scale == Scale::Log2 ? "log2"_L1 : "linear"_L1;
}

QLatin1StringView lossPlaceName(LossPlace place)
{
    switch (place) {
    case LossPlace::Map:
        return "map"_L1;
    case LossPlace::Missed:
        return "missed"_L1;
    case LossPlace::Link:
        return "link"_L1;
    case LossPlace::Host:
        return "host"_L1;
    case LossPlace::Kernel:
        break;
    }
    return "kernel"_L1;
}

} // namespace radiosonde
