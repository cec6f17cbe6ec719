// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/symbol_chunks.h"

#include <deque>

namespace radiosonde
{

// The chunks that a recording needs for its names, also one that begins late. When they become very many the
// oldest go, but never the kernel's symbols. Not thread-safe.
class NamesHistory
{
public:
    void add(const Chunk &chunk)
    {
        m_bytes += chunk.bytes.size();
        m_chunks.push_back(chunk);
        while (m_bytes > mostBytes && m_chunks.size() > 1)
            dropOldest();
    }

    // Those from number `from` on, which becomes the number of the next one.
    QList<Chunk> from(quint64 &from) const
    {
        QList<Chunk> chunks;
        if (from == 0 && m_kernel.stream == KernelSymbolsStream)
            chunks.append(m_kernel);
        const quint64 skipped = from > m_dropped ? from - m_dropped : 0;
        for (quint64 i = skipped; i < m_chunks.size(); ++i)
            chunks.append(m_chunks[i]);
        from = m_dropped + m_chunks.size();
        return chunks;
    }

private:
    static constexpr qsizetype mostBytes = 96 << 20;

    void dropOldest()
    {
        const Chunk &oldest = m_chunks.front();
        m_bytes -= oldest.bytes.size();
        if (oldest.stream == KernelSymbolsStream)
            m_kernel = oldest;
        m_chunks.pop_front();
        ++m_dropped;
    }

    std::deque<Chunk> m_chunks;
    Chunk m_kernel; // once it was dropped
    qsizetype m_bytes = 0;
    quint64 m_dropped = 0;
};

} // namespace radiosonde
