// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/histogram_store.h"
#include "views/row_text.h"

namespace radiosonde
{

// A heat map as lines: what each interval counted, key by key, exact. Csv and Text: from, to (ns since 1970),
// key, low, high (exclusive), count. Json: an object per interval and key.
struct HeatRows
{
    ViewSpec view;
    QList<QByteArray> keys; // by index of the histogram
    HistogramHistory history;
    std::vector<bool> kept; // by index of the histogram
    TimeRange range;
    DisplayContext context;

    QByteArray text(RowFormat format) const; // on any thread
};

} // namespace radiosonde
