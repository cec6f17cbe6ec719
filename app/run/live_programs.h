// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/run_preparation.h"
#include "core/model/chunk.h"
#include "remote/loader/iterator_reader.h"

namespace radiosonde
{

// The probe's programs in the target's kernel, and the streams that bring their data: loaded, attached,
// detached, unloaded in this order. Completes the prepared run's plan with what only the loaded object tells.
// Blocks; belongs to one thread at a time; Errors of kind Lost, Refused and Cancelled.
class LivePrograms
{
public:
    // All outlive it. Chunks go to `sink` on the session's thread from start() on.
    LivePrograms(PreparedRun &prepared, const RunRequest &request, RunObserver &observer, ChunkSink &sink);
    ~LivePrograms(); // no chunk comes after it

    Result<> start(const Interruptor &stop);
    Result<> detach(const Interruptor &abort); // nothing is counted once it returns
    Result<> flush(const Interruptor &abort);  // all that was counted has been given to the sink
    Result<> unload(const Interruptor &abort); // nothing is left of them on the target

    const LoadResult &loaded() const { return m_loaded; } // once started

private:
    Result<LoadResult> load(const Interruptor &stop);
    void completePlan(const LoadResult &loaded);
    Result<> openStreams(const LoadResult &loaded, const Interruptor &stop);
    Result<> openStream(const StreamSpec &stream, const LoadedMap &map, const Interruptor &stop);
    Result<> openPerfStream(const StreamSpec &stream, const LoadedMap &map, const Interruptor &stop);
    void readIterators(const QList<Loader::Iterator> &iterators);
    void closeStreams(const Interruptor &interruptor);
    Result<> attach(LoadResult loaded, const Interruptor &stop);
    Result<> checkAttached() const;

    PreparedRun &m_prepared;
    const RunRequest &m_request;
    RunObserver &m_observer;
    ChunkSink &m_sink;
    LoadResult m_loaded;
    QList<quint16> m_openStreams;
    QList<std::shared_ptr<IteratorReader>> m_readers;
};

} // namespace radiosonde
