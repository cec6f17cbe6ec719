// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/model/chunk.h"

#include <deque>
#include <mutex>
#include <optional>

namespace radiosonde
{

// Hands chunks from a session's thread to a run's. Credits bound what stands in it.
class ChunkQueue : public ChunkSink
{
public:
    ChunkQueue();
    ~ChunkQueue() override;

    void take(const Chunk &chunk) override; // session's thread
    void fail(const Error &error);          // session's thread: no chunk follows

    // Run's thread. Everything that stands in the queue, in order; and the failure, once there is one.
    std::deque<Chunk> takeAll();
    std::optional<Error> failure() const;

    // Readable while takeAll() would give something new or a failure came since.
    int fd() const { return m_fd; }

private:
    void signal();

    mutable std::mutex m_mutex;
    std::deque<Chunk> m_chunks;
    std::optional<Error> m_failure;
    int m_fd = -1;
};

} // namespace radiosonde
