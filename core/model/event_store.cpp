// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_store.h"

#include <algorithm>
#include <cstring>

namespace radiosonde
{

namespace
{

constexpr std::size_t blockBytes = 1 << 20;
constexpr std::size_t blockRecords = 16'384;
constexpr qint64 givenBack = 256 << 20; // of a full disk, at once: room comes back by segments

} // namespace

EventStore::EventStore(const ViewSpec &view, EventLimits limits) : m_view(view), m_limits(std::move(limits))
{
}

EventStore::~EventStore() = default;

void EventStore::append(const EventBatch &batch)
{
    const auto available = static_cast<quint64>(batch.bytes.size());
    for (const EventBatch::Record &record : batch.records) {
        if (quint64(record.offset) + record.length > available)
            continue;
        if (!fits(record.length))
            closeBlock();
        const char *bytes = batch.bytes.constData() + record.offset;
        m_entries.push_back({static_cast<quint32>(m_bytes.size()), record.length, record.time});
        m_bytes.insert(m_bytes.end(), bytes, bytes + record.length);
    }
    settle();
}

void EventStore::hole(qint64 from, qint64 durationNs)
{
    if (!fits(sizeof durationNs))
        closeBlock();
    const auto *bytes = reinterpret_cast<const char *>(&durationNs);
    m_holes.push_back(end());
    m_entries.push_back({static_cast<quint32>(m_bytes.size()), EventBlock::holeLength, from});
    m_bytes.insert(m_bytes.end(), bytes, bytes + sizeof durationNs);
    settle();
}

bool EventStore::fits(quint32 length) const
{
    return m_entries.empty() || (m_entries.size() < blockRecords && m_bytes.size() + length <= blockBytes);
}

void EventStore::closeBlock()
{
    if (m_entries.empty())
        return;
    m_blocks.emplace_back(m_openFirst, m_entries, m_bytes);
    m_memoryBytes += m_blocks.back().piece().size();
    m_openFirst += qint64(m_entries.size());
    m_entries.clear();
    m_bytes.clear();
}

qint64 EventStore::openBytes() const
{
    return qint64(m_bytes.capacity() + m_entries.capacity() * sizeof(EventBlock::Entry));
}

void EventStore::settle()
{
    if (m_spill) {
        for (EventSpill::Moved &moved : m_spill->takeMoved())
            takeMoved(std::move(moved));
    }
    const bool toDisk = !m_limits.folder.isEmpty() && m_limits.diskBytes > 0;
    if (toDisk)
        spill();
    // A disk that is too slow must not make memory grow without bound.
    const qint64 memory = m_limits.memoryBytes + (toDisk ? m_limits.waitingBytes : 0);
    while (!m_blocks.empty() && (m_memoryBytes + openBytes() > memory || m_diskBytes > m_limits.diskBytes))
        dropOldest();
}

void EventStore::spill()
{
    const auto resting = [this] { return m_memoryBytes - m_waitingBytes + openBytes(); };
    while (resting() > m_limits.memoryBytes && m_onDisk + m_waiting < qsizetype(m_blocks.size())) {
        if (!m_spill)
            m_spill = std::make_unique<EventSpill>(m_limits.folder);
        const EventBlock &block = m_blocks[std::size_t(m_onDisk + m_waiting)];
        m_waitingBytes += block.piece().size();
        ++m_waiting;
        m_spill->write(block);
    }
}

void EventStore::takeMoved(EventSpill::Moved moved)
{
    if (moved.error) { // older ones make room; what waited is given to the disk again
        m_diskError = moved.error;
        m_waiting = 0;
        m_waitingBytes = 0;
        m_limits.diskBytes = qMax<qint64>(0, m_diskBytes - givenBack);
        return;
    }
    const auto index = std::size_t(m_onDisk);
    if (m_waiting == 0 || m_blocks[index].first() != moved.block.first())
        return; // it has given way meanwhile
    const qint64 size = moved.block.piece().size();
    m_blocks[index] = std::move(moved.block);
    ++m_onDisk;
    --m_waiting;
    m_waitingBytes -= size;
    m_memoryBytes -= size;
    m_diskBytes += size;
}

void EventStore::dropOldest()
{
    const qint64 size = m_blocks.front().piece().size();
    if (m_onDisk > 0) {
        --m_onDisk;
        m_diskBytes -= size;
    } else {
        if (m_waiting > 0) {
            --m_waiting;
            m_waitingBytes -= size;
        }
        m_memoryBytes -= size;
    }
    m_blocks.pop_front();
    while (!m_holes.empty() && m_holes.front() < first())
        m_holes.pop_front();
}

void EventStore::clear()
{
    m_spill.reset();
    m_blocks.clear();
    m_entries.clear();
    m_bytes.clear();
    m_holes.clear();
    m_openFirst = 0;
    m_onDisk = m_waiting = 0;
    m_memoryBytes = m_waitingBytes = m_diskBytes = 0;
}

const EventBlock &EventStore::blockOf(qint64 number) const
{
    const auto after =
        std::upper_bound(m_blocks.begin(), m_blocks.end(), number,
                         [](qint64 wanted, const EventBlock &block) { return wanted < block.first(); });
    return *std::prev(after);
}

QByteArrayView EventStore::record(qint64 number) const
{
    if (number < m_openFirst)
        return blockOf(number).record(number);
    const EventBlock::Entry &entry = m_entries[std::size_t(number - m_openFirst)];
    return entry.length == EventBlock::holeLength
               ? QByteArrayView()
               : QByteArrayView(m_bytes.data() + entry.offset, entry.length);
}

qint64 EventStore::time(qint64 number) const
{
    return number < m_openFirst ? blockOf(number).time(number)
                                : m_entries[std::size_t(number - m_openFirst)].time;
}

std::optional<qint64> EventStore::holeAt(qint64 number) const
{
    if (m_holes.empty() || !std::binary_search(m_holes.begin(), m_holes.end(), number))
        return {};
    if (number < m_openFirst)
        return blockOf(number).hole(number);
    const EventBlock::Entry &entry = m_entries[std::size_t(number - m_openFirst)];
    qint64 duration = 0;
    std::memcpy(&duration, m_bytes.data() + entry.offset, sizeof duration);
    return duration;
}

// Records of several CPUs are in order but for moments: a search by halves finds the place to within these.
qint64 EventStore::numberAt(qint64 wanted) const
{
    qint64 low = first();
    qint64 high = end();
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        if (time(middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::vector<EventBlock> EventStore::blocksFrom(qint64 number) const
{
    const auto from =
        std::partition_point(m_blocks.begin(), m_blocks.end(),
                             [number](const EventBlock &block) { return block.end() <= number; });
    return {from, m_blocks.end()};
}

} // namespace radiosonde
