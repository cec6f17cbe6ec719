// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"
#include "views/timeline.h"

namespace radiosonde
{

// Made-up data of single views, the same at each call.

inline constexpr qint64 sampleStart = 1'763'640'000'000'000'000; // ns since 1970

// Latencies of three disks, us, log2: one quick, one slow, one that is slow for a while.
ViewSpec latencySample();
HistogramUpdate latencySampleAt(int second);

// Reads and writes of threads, of which some come and go.
ViewSpec threadsSample();
TableUpdate threadsSampleAt(int second);

// Two minutes of three runs: opensnoop on board-7 with a hole from 40 s to 52 s and 40,000 events lost from
// 80 s to 84 s, filetop on this machine with 25 + second % 20 rows a second, and biolatency on lab-3, which
// began at 30 s and whose link is down from 100 s on.
std::vector<TimelineLane> timelineSample();

} // namespace radiosonde
