// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"
#include "core/record/recording_writer.h"
#include "core/symbols/names.h"

#include <memory>
#include <mutex>

namespace radiosonde
{

// The recording of a run: asked for from any thread, carried out on the run's.
class RunRecorder
{
public:
    // Any thread. An empty path ends the recording.
    void request(const QString &path);

    // Run's thread: carries out what was asked for since; tells `observer` about changes, and once a second
    // of growth.
    void update(const Plan &plan, RunObserver &observer);
    void take(const Chunk &chunk);
    bool isRecording() const { return m_writer != nullptr; }
    void takeNames(const Names &names); // what is new of them
    void finish(const EndUpdate &end, RunObserver &observer);

private:
    void begin(const QString &path, const Plan &plan);
    void tell(RunObserver &observer);

    std::mutex m_mutex;
    std::optional<QString> m_requested; // under m_mutex
    std::unique_ptr<RecordingWriter> m_writer;
    RecordingState m_state;
    quint64 m_namesTaken = 0; // of the present recording
    bool m_tookChunks = false;
    qint64 m_told = 0; // ns, steady clock, of the last tell()
};

} // namespace radiosonde
