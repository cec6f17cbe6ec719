// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"

#include <QList>

#include <mutex>

namespace radiosonde
{

// Keeps the chunks of a session's thread for a test's.
class ChunkCollector : public ChunkSink
{
public:
    void take(const Chunk &chunk) override
    {
        const std::scoped_lock lock(m_mutex);
        m_chunks.append(chunk);
    }
    QList<Chunk> chunks() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_chunks;
    }
    qsizetype count() const { return chunks().size(); }
    QByteArray bytes() const // of all chunks
    {
        QByteArray all;
        for (const Chunk &chunk : chunks())
            all += chunk.bytes;
        return all;
    }

private:
    mutable std::mutex m_mutex;
    QList<Chunk> m_chunks;
};

} // namespace radiosonde
