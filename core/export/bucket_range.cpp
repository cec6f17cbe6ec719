// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/bucket_range.h"

namespace radiosonde
{

BucketRange usedBuckets(const std::vector<quint64> &counts)
{
    BucketRange range;
    for (int slot = 0; slot < static_cast<int>(counts.size()); ++slot) {
        if (counts[static_cast<std::size_t>(slot)] == 0)
            continue;
        if (range.end == 0)
            range.first = slot;
        range.end = slot + 1;
    }
    return range;
}

} // namespace radiosonde
