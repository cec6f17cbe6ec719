// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_store.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr std::size_t blockBytes = 1 << 20;
constexpr std::size_t blockRecords = 16'384;

} // namespace

EventStore::EventStore(const ViewSpec &view, qint64 maximumBytes) : m_view(view), m_maximumBytes(maximumBytes)
{
}

qint64 EventStore::Block::size() const
{
    return static_cast<qint64>(bytes.capacity() + records.capacity() * sizeof(EventBatch::Record));
}

void EventStore::append(const EventBatch &batch)
{
    const auto available = static_cast<quint64>(batch.bytes.size());
    for (const EventBatch::Record &record : batch.records) {
        if (quint64(record.offset) + record.length > available)
            continue;
        Block &block = blockFor(record.length);
        const qint64 before = block.size();
        const char *bytes = batch.bytes.constData() + record.offset;
        block.records.push_back({static_cast<quint32>(block.bytes.size()), record.length, record.time});
        block.bytes.insert(block.bytes.end(), bytes, bytes + record.length);
        m_bytes += block.size() - before;
        ++m_end;
    }
    dropOldest();
}

void EventStore::hole(qint64 from, qint64 durationNs)
{
    Block &block = blockFor(0);
    const qint64 before = block.size();
    block.records.push_back({static_cast<quint32>(block.bytes.size()), 0, from});
    m_bytes += block.size() - before;
    m_holes.emplace(m_end++, durationNs);
    dropOldest();
}

std::optional<qint64> EventStore::holeAt(qint64 number) const
{
    const auto found = m_holes.find(number);
    return found == m_holes.end() ? std::nullopt : std::optional(found->second);
}

EventStore::Block &EventStore::blockFor(quint32 length)
{
    if (!m_blocks.empty()) {
        const Block &last = m_blocks.back();
        if (last.records.size() < blockRecords && last.bytes.size() + length <= blockBytes)
            return m_blocks.back();
    }
    m_blocks.emplace_back().first = m_end;
    return m_blocks.back();
}

void EventStore::dropOldest()
{
    while (m_bytes > m_maximumBytes && m_blocks.size() > 1) {
        m_bytes -= m_blocks.front().size();
        m_blocks.pop_front();
    }
    m_holes.erase(m_holes.begin(), m_holes.lower_bound(first()));
}

void EventStore::clear()
{
    m_blocks.clear();
    m_holes.clear();
    m_end = 0;
    m_bytes = 0;
}

const EventStore::Block &EventStore::blockOf(qint64 number) const
{
    const auto after =
        std::upper_bound(m_blocks.begin(), m_blocks.end(), number,
                         [](qint64 wanted, const Block &block) { return wanted < block.first; });
    return *std::prev(after);
}

QByteArrayView EventStore::record(qint64 number) const
{
    const Block &block = blockOf(number);
    const EventBatch::Record &record = block.records[static_cast<std::size_t>(number - block.first)];
    return QByteArrayView(block.bytes.data() + record.offset, record.length);
}

qint64 EventStore::time(qint64 number) const
{
    const Block &block = blockOf(number);
    return block.records[static_cast<std::size_t>(number - block.first)].time;
}

} // namespace radiosonde
