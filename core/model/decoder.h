// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/model/data_sink.h"

#include <memory>

namespace radiosonde
{

// Turns chunks into updates, live and replayed alike. Chunks are hostile: every length is checked; what
// cannot be right is counted as damage and left out. Cost: no allocation per record. Not thread-safe; one
// thread at a time.
class Decoder : public ChunkSink
{
public:
    // Calls sink.begin(plan). `sink` must outlive the decoder.
    Decoder(Plan plan, DataSink &sink);
    ~Decoder() override;

    void take(const Chunk &chunk) override;

    // No chunk follows; calls sink.end. `durationNs` of the run; `complete` is false when the session was
    // lost or the recording cut, so that what was under way cannot be counted.
    EndUpdate finish(qint64 durationNs, bool complete);

    quint64 recordsDelivered() const; // so far
    quint64 recordsLost() const;      // so far, as far as known
    quint64 damagedRecords() const;   // headers or lengths that could not be right

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
