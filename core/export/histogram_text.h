// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/histogram_store.h"

#include <QByteArray>

namespace radiosonde
{

// Appends a histogram as bars, one line per bucket, as people know them from bpftrace and BCC:
//
//         usecs          : count    distribution
//      2 -> 3            : 12      |********            |
//
// `title` stands above when it is not empty. Lines are `columns` wide at most, 80 where that is 0.
void appendHistogram(QByteArray &out, const HistogramSpec &spec, const std::vector<quint64> &counts,
                     const QString &title, int columns);

} // namespace radiosonde
