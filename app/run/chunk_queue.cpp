// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/chunk_queue.h"

#include <cstdint>
#include <cstdlib>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace radiosonde
{

ChunkQueue::ChunkQueue() : m_fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_fd < 0) // out of descriptors: the run could never be woken
        std::abort();
}

ChunkQueue::~ChunkQueue()
{
    close(m_fd);
}

void ChunkQueue::take(const Chunk &chunk)
{
    const std::scoped_lock lock(m_mutex);
    m_chunks.push_back(chunk);
    if (m_chunks.size() == 1)
        signal();
}

void ChunkQueue::fail(const Error &error)
{
    const std::scoped_lock lock(m_mutex);
    m_failure = error;
    signal();
}

std::deque<Chunk> ChunkQueue::takeAll()
{
    const std::scoped_lock lock(m_mutex);
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got =
        read(m_fd, &count, sizeof count); // empties the counter; EAGAIN when it was 0
    return std::exchange(m_chunks, {});
}

std::optional<Error> ChunkQueue::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

void ChunkQueue::signal()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(m_fd, &one, sizeof one); // fails only when readable already
}

} // namespace radiosonde
