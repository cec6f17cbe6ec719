// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"
#include "core/model/histogram_history.h"
#include "core/model/keep_history.h"
#include "core/model/time_marks.h"

#include <QHash>

#include <vector>

namespace radiosonde
{

// One bucket: values from `low` to below `high`. The last bucket of a log2 histogram also counts what lies
// above.
struct Bucket
{
    quint64 low = 0;
    quint64 high = 0;

    bool operator==(const Bucket &) const = default;
};

// Bounds of slot `slot`. log2: slot 0 is [0, 2), slot n is [2^n, 2^(n+1)), as libbpf-tools' log2l counts.
Bucket bucketOf(const HistogramSpec &spec, int slot);

// Histograms of one view by key, as views draw them. An index stays its key's until clear(). One thread at a
// time.
class HistogramStore
{
public:
    static constexpr qsizetype maximumHistograms = 10'000; // keys beyond are counted, not kept

    struct Histogram
    {
        QByteArray key; // as HistogramUpdate gives it; ViewSpec::columns with inKey read it
        std::vector<quint64> total;
        std::vector<quint64> interval; // differences of the last update; empty when it did not change
    };

    explicit HistogramStore(const ViewSpec &view, KeepHistory history = KeepHistory::Yes);

    // `update.view` is not looked at.
    void update(const HistogramUpdate &update);
    void hole(qint64 from, qint64 durationNs); // nothing is known of that time
    void loss(qint64 time, quint64 count) { m_marks.addLoss(time, count); }
    void clear();

    const ViewSpec &view() const { return m_view; }
    qsizetype count() const { return static_cast<qsizetype>(m_histograms.size()); }
    const Histogram &at(qsizetype index) const { return m_histograms[static_cast<size_t>(index)]; }

    qint64 time() const { return m_time; } // of the last update, ns since 1970; 0 before the first
    quint64 notKept() const { return m_notKept; }
    const HistogramHistory &history() const { return m_history; }
    const TimeMarks &marks() const { return m_marks; }

private:
    ViewSpec m_view;
    std::vector<Histogram> m_histograms;
    QHash<QByteArray, qsizetype> m_index; // by key
    KeepHistory m_keepHistory;
    HistogramHistory m_history;
    TimeMarks m_marks;
    qint64 m_time = 0;
    quint64 m_notKept = 0;
};

} // namespace radiosonde
