// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/histogram_store.h"
#include "views/row_text.h"

namespace radiosonde
{

// A histogram's key as people read it, its fields joined by spaces; empty for one without a key.
QString histogramKeyText(const ViewSpec &view, const QByteArray &key, const DisplayContext &context);

// Buckets as lines: key, low, high (exclusive), count. Json has one object per histogram, as the command line
// prints it.
void appendHistogramHeader(QByteArray &out, RowFormat format);
// `before`: members that the object begins with, without a comma at the end.
void appendJsonHistogram(QByteArray &out, const ViewSpec &view, const QByteArray &key,
                         const std::vector<quint64> &counts, const QByteArray &before = {});
void appendHistogram(QByteArray &out, const ViewSpec &view, const QByteArray &key,
                     const std::vector<quint64> &counts, RowFormat format, const DisplayContext &context);

} // namespace radiosonde
