// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace radiosonde
{

// How a count becomes a colour. None lets a few large counts take all the contrast, and none lets a single
// value among millions fade away: what is rare is what one looks for.
enum class HeatScaling : quint8 {
    Logarithmic, // by the count's logarithm
    Linear, // evenly up to the count that 99 % of the cells do not exceed; all above have the last colour
    Rank    // by how many cells have no larger count
};

// The colours of one picture's counts. A value; any thread.
class HeatScale
{
public:
    static constexpr double faintest = 0.12; // of a count of 1

    HeatScale() = default;
    HeatScale(HeatScaling scaling, std::vector<quint64> counts); // zeros are left out

    // 0 for no count, else from `faintest` to 1.
    double at(quint64 count) const;

    quint64 largest() const { return m_counts.empty() ? 0 : m_counts.back(); }
    quint64 top() const { return m_top; } // from here on all is 1
    // A count that has about the colour `amount` (faintest to 1), for a legend.
    quint64 countAt(double amount) const;

private:
    HeatScaling m_scaling = HeatScaling::Logarithmic;
    std::vector<quint64> m_counts; // sorted
    quint64 m_top = 0;
};

} // namespace radiosonde
