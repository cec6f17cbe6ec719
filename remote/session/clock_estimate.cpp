// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/clock_estimate.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr size_t keptSamples = 32;
constexpr auto shorter = [](const auto &a, const auto &b) { return a.roundTrip < b.roundTrip; };
constexpr qint64 drift = 2'000'000; // ns that two clocks may part within the samples kept

} // namespace

qint64 ClockEstimate::shortestRoundTrip() const
{
    const auto best = std::min_element(m_samples.begin(), m_samples.end(), shorter);
    return best == m_samples.end() ? 0 : best->roundTrip;
}

void ClockEstimate::add(qint64 sent, qint64 received, qint64 wall, qint64 target)
{
    m_roundTrip = std::max<qint64>(received - sent, 0);
    const Sample sample{m_roundTrip, wall - m_roundTrip / 2 - target};
    if (!m_samples.empty()) {
        const Sample best = *std::min_element(m_samples.begin(), m_samples.end(), shorter);
        const qint64 uncertain = (best.roundTrip + sample.roundTrip) / 2 + drift;
        if (std::abs(sample.offset - best.offset) > uncertain)
            m_samples.clear(); // one of the clocks was set
    }
    m_samples.push_back(sample);
    if (m_samples.size() > keptSamples)
        m_samples.pop_front();
    m_offset = std::min_element(m_samples.begin(), m_samples.end(), shorter)->offset;
}

} // namespace radiosonde
