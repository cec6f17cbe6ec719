// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/run_recorder.h"

#include <QDateTime>

#include <chrono>

namespace radiosonde
{

namespace
{

constexpr qint64 tellPeriodNs = 500'000'000;

qint64 steadyNow()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

void RunRecorder::request(const QString &path)
{
    const std::scoped_lock lock(m_mutex);
    m_requested = path;
}

void RunRecorder::update(const Plan &plan, RunObserver &observer)
{
    std::optional<QString> requested;
    {
        const std::scoped_lock lock(m_mutex);
        requested.swap(m_requested);
    }
    if (requested) {
        m_writer.reset();
        m_state = {};
        if (!requested->isEmpty())
            begin(*requested, plan);
        tell(observer);
    } else if (m_writer && steadyNow() - m_told >= tellPeriodNs) {
        tell(observer);
    }
}

void RunRecorder::begin(const QString &path, const Plan &plan)
{
    Plan recorded = plan;
    recorded.joined = m_tookChunks; // its first snapshots hold what came before
    auto writer = RecordingWriter::create(path, recorded);
    m_namesTaken = 0;
    m_state.path = path;
    m_state.startTime = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    if (writer)
        m_writer = *std::move(writer);
    else
        m_state.error = writer.error();
}

void RunRecorder::take(const Chunk &chunk)
{
    m_tookChunks = true;
    if (m_writer)
        m_writer->take(chunk);
}

void RunRecorder::takeNames(const Names &names)
{
    if (!m_writer)
        return;
    for (const Chunk &chunk : names.chunks(m_namesTaken))
        m_writer->take(chunk);
}

void RunRecorder::finish(const EndUpdate &end, RunObserver &observer)
{
    if (!m_writer)
        return;
    m_writer->finish(end);
    tell(observer);
    m_writer.reset();
}

void RunRecorder::tell(RunObserver &observer)
{
    m_told = steadyNow();
    if (m_writer) {
        m_state.bytes = m_writer->bytesWritten();
        m_state.error = m_writer->error();
    }
    observer.recording(m_state);
}

} // namespace radiosonde
