// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/quantile.h"

#include <algorithm>

namespace radiosonde
{

std::optional<Quantile> quantileOf(const HistogramSpec &spec, const std::vector<quint64> &counts,
                                   double share)
{
    double total = 0; // sums of 64-bit counts may not fit in 64 bits
    for (const quint64 count : counts)
        total += static_cast<double>(count);
    if (total <= 0)
        return std::nullopt;
    const double wanted = std::clamp(share, 0.0, 1.0) * total;
    double below = 0;
    Quantile quantile;
    for (int slot = 0; slot < static_cast<int>(counts.size()); ++slot) {
        const auto count = static_cast<double>(counts[static_cast<std::size_t>(slot)]);
        if (count <= 0)
            continue;
        quantile.slot = slot;
        quantile.fraction = std::clamp((wanted - below) / count, 0.0, 1.0);
        below += count;
        if (below >= wanted)
            break;
    }
    const bool open = spec.scale == Scale::Log2 && quantile.slot + 1 == static_cast<int>(counts.size());
    if (open)
        quantile.fraction = 0;
    const Bucket bucket = bucketOf(spec, quantile.slot);
    const auto low = static_cast<double>(bucket.low);
    quantile.value = low + quantile.fraction * (static_cast<double>(bucket.high) - low);
    return quantile;
}

} // namespace radiosonde
