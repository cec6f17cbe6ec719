// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"

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

} // namespace radiosonde
