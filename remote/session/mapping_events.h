// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/session.h"

#include <memory>

namespace radiosonde
{

// The target's kernel tells which code its processes map, which programs they begin and which processes begin
// and end, through a perf event per CPU that counts nothing. For the form of the records see
// core/symbols/mapping_records.h. Belongs to one thread at a time.
class MappingEvents
{
public:
    // Chunks of `stream` go to `sink` on the session's thread; both outlive the object. Null where the kernel
    // or the rights do not allow it: then there is no such news, and nothing is left open.
    static std::unique_ptr<MappingEvents> open(Session &session, quint16 stream, ChunkSink &sink,
                                               const Interruptor &interruptor);
    ~MappingEvents(); // as close(), without waiting for long

    Result<> flush(const Interruptor &interruptor); // what was told so far has been given to the sink
    void close(const Interruptor &interruptor);

private:
    class Impl;
    explicit MappingEvents(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
