// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace radiosonde
{

// The slots from the first to the last that counted anything: [first, end).
struct BucketRange
{
    int first = 0;
    int end = 0;
};
BucketRange usedBuckets(const std::vector<quint64> &counts);

} // namespace radiosonde
