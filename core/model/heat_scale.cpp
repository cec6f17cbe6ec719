// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/heat_scale.h"

#include <algorithm>
#include <cmath>

namespace radiosonde
{

HeatScale::HeatScale(HeatScaling scaling, std::vector<quint64> counts)
    : m_scaling(scaling), m_counts(std::move(counts))
{
    std::erase(m_counts, quint64(0));
    std::sort(m_counts.begin(), m_counts.end());
    if (m_counts.empty())
        return;
    const auto nearest = static_cast<std::size_t>(std::ceil(double(m_counts.size()) * 0.99)) - 1;
    m_top = scaling == HeatScaling::Linear ? m_counts[nearest] : m_counts.back();
}

double HeatScale::at(quint64 count) const
{
    if (count == 0 || m_counts.empty())
        return 0;
    if (count >= m_top)
        return 1;
    double share = 0; // of the way from a count of 1 to the top
    if (m_scaling == HeatScaling::Logarithmic) {
        share = std::log(double(count)) / std::log(double(m_top));
    } else if (m_scaling == HeatScaling::Linear) {
        share = double(count) / double(m_top);
    } else {
        const auto above = std::upper_bound(m_counts.begin(), m_counts.end(), count);
        share = double(above - m_counts.begin()) / double(m_counts.size());
    }
    return faintest + (1 - faintest) * std::clamp(share, 0.0, 1.0);
}

quint64 HeatScale::countAt(double amount) const
{
    if (m_counts.empty())
        return 0;
    const double share = std::clamp((amount - faintest) / (1 - faintest), 0.0, 1.0);
    if (m_scaling == HeatScaling::Logarithmic)
        return share >= 1 ? m_top : quint64(std::round(std::pow(double(m_top), share)));
    if (m_scaling == HeatScaling::Linear)
        return share >= 1 ? m_top : std::max<quint64>(1, quint64(std::round(share * double(m_top))));
    return m_counts[std::size_t(share * double(m_counts.size() - 1))];
}

} // namespace radiosonde
