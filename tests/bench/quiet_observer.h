// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace radiosonde
{

// Counts what a run delivers and draws nothing. Times are those of now() in figures.h.
class QuietObserver : public RunObserver, public DataSink
{
public:
    std::function<void()> onBegin; // on the run's thread
    std::function<void()> onData;  // likewise, first data only

    void progress(const QString &) override {}
    void diagnostics(const QList<Diagnostic> &) override {}
    Result<> accept(const QList<ViewSpec> &) override { return {}; }
    DataSink &sink() override { return *this; }
    void statistics(const StubStatistics &statistics) override
    {
        const std::scoped_lock lock(m_mutex);
        m_statistics = statistics;
    }

    void begin(const Plan &) override
    {
        if (onBegin)
            onBegin();
    }
    void events(const EventBatch &batch) override
    {
        m_events += batch.records.size();
        firstData();
    }
    void table(const TableUpdate &) override { firstData(); }
    void histogram(const HistogramUpdate &) override { firstData(); }
    void stacks(const StacksUpdate &) override { firstData(); }
    void loss(const LossUpdate &) override {}
    void hole(qint64, qint64) override {}
    void end(const EndUpdate &) override {}

    quint64 eventsSeen() const { return m_events; }
    StubStatistics latestStatistics() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_statistics;
    }

private:
    void firstData()
    {
        if (!m_hadData.exchange(true) && onData)
            onData();
    }

    std::atomic<quint64> m_events = 0;
    std::atomic<bool> m_hadData = false;
    mutable std::mutex m_mutex;
    StubStatistics m_statistics;
};

} // namespace radiosonde
