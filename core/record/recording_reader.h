// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "core/model/chunk.h"
#include "core/model/data_sink.h"

#include <QString>

#include <memory>
#include <optional>

namespace radiosonde
{

// How far a recording could be read.
struct RecordingEnd
{
    std::optional<EndUpdate> end; // as the live run saw it; empty when the recording was cut short
    std::optional<Error> damage;  // "damaged at byte N" or "cut short after byte N"; empty when it is whole
};

// Reads a recording of any version so far. The file is hostile: all is checked before use. Not thread-safe.
class RecordingReader
{
public:
    // Kind Usage for a file that is no recording, or one that can't be opened.
    static Result<std::unique_ptr<RecordingReader>> open(const QString &path);
    ~RecordingReader();

    const Plan &plan() const;
    qint64 fileSize() const;
    qint64 position() const; // bytes read so far, for progress

    // Gives all chunks that are left to `sink` and says how it ended; Cancelled when interrupted.
    Result<RecordingEnd> replay(ChunkSink &sink, const Interruptor &interruptor);

private:
    class Impl;
    explicit RecordingReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
