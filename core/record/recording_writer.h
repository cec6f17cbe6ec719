// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/model/chunk.h"
#include "core/model/data_sink.h"

#include <QString>

#include <memory>

namespace radiosonde
{

// Writes a recording (docs/recording-format.md). What was taken is on its way to the file at most a second
// later, so that kill -9 loses no more. After a write error (disk full) nothing more is written and error()
// says why; what the file holds up to there stays readable. Not thread-safe.
class RecordingWriter : public ChunkSink
{
public:
    // Creates `path` (an existing file is replaced) and writes the plan. Kind Usage when it can't be created.
    static Result<std::unique_ptr<RecordingWriter>> create(const QString &path, const Plan &plan);
    ~RecordingWriter() override; // flushes; without finish() the recording reads as cut short

    void take(const Chunk &chunk) override;
    void finish(const EndUpdate &end);

    qint64 bytesWritten() const;
    std::optional<Error> error() const;

private:
    class Impl;
    explicit RecordingWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
