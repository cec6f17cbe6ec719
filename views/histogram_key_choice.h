// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

// Which histograms a HistogramPanel shows: these, or from 0 on the index of one.
enum HistogramKeyChoice : int { SideBySide = -1, Sum = -2, Overlaid = -3 };

inline constexpr int longestListedKey = 40;   // characters
inline constexpr int maximumListedKeys = 500; // in the box to choose from, those with most values

} // namespace radiosonde
