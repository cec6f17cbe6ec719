// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_decoder.h"

#include "core/layout/scalar.h"
#include "core/model/map_kind.h"

#include <algorithm>
#include <cstring>

namespace radiosonde
{

namespace
{

bool isZero(const char *bytes, quint32 size)
{
    return std::all_of(bytes, bytes + size, [](char byte) { return byte == 0; });
}

} // namespace

TableDecoder::TableDecoder(const ViewSpec &view, int viewIndex, const StreamSpec &stream, bool baseline)
    : m_stream(stream), m_view(viewIndex), m_accumulate(view.accumulate),
      m_counts(view.kind == ViewKind::Counters), m_baseline(baseline),
      m_state(stream.keySize, stream.valueSize)
{
    for (const Column &column : view.columns) {
        const quint32 size = column.type ? column.type->size : 0;
        const bool inside = size >= 1 && size <= 8 && quint64(column.offset) + size <= stream.valueSize;
        if (column.counter && !column.inKey && !column.bitWidth && inside)
            m_counters.push_back({column.offset, size, isSignedColumn(column)});
    }
}

bool TableDecoder::take(const Chunk &chunk, qint64 wallTime, DataSink &sink)
{
    const quint32 size = entrySize(m_stream);
    if (size == 0)
        return false;
    TableUpdate update;
    update.view = m_view;
    update.time = wallTime;
    update.intervalNs = m_first ? 0 : std::max<qint64>(0, chunk.targetTime - m_before);
    update.keySize = m_stream.keySize;
    update.valueSize = m_stream.valueSize;
    update.final = chunk.final;
    m_state.begin();
    const qsizetype whole = chunk.bytes.size() / size * size;
    for (qsizetype at = 0; at < whole; at += size)
        takeEntry(chunk.bytes.constData() + at, update);
    update.removed = m_state.removeMissing();
    for (qsizetype key = 0; m_stream.keySize > 0 && !m_earlier.isEmpty() && key < update.removed.size();
         key += m_stream.keySize)
        m_earlier.remove(update.removed.mid(key, m_stream.keySize));
    if (update.final && m_accumulate == Accumulate::Total)
        appendEarlier(update);
    m_first = false;
    m_before = chunk.targetTime;
    sink.table(update);
    return whole == chunk.bytes.size();
}

void TableDecoder::takeEntry(const char *entry, TableUpdate &update)
{
    const char *value = mergedValue(entry);
    const SnapshotState::Found found = m_state.find(entry);
    if (!found.value || found.repeated)
        return;
    const bool differs = std::memcmp(found.value, value, m_stream.valueSize) != 0;
    // an array has all its keys from the start: only those that hold something are rows
    const bool changed = differs || (found.isNew && !isArray(m_stream.mapType));
    const bool total = m_accumulate == Accumulate::Total;
    const bool holdsSomething = !isArray(m_stream.mapType) || !isZero(value, m_stream.valueSize) ||
                                m_earlier.contains(QByteArray::fromRawData(entry, m_stream.keySize));
    const bool all = total && update.final && holdsSomething;
    if (m_baseline && m_first) {
        std::memcpy(found.value, value, m_stream.valueSize);
        if ((total && changed) || m_counts)
            appendRow(entry, value, found.value, update);
        return;
    }
    if (changed || all || m_counts)
        appendRow(entry, value, found.value, update);
    std::memcpy(found.value, value, m_stream.valueSize);
}

const char *TableDecoder::mergedValue(const char *entry)
{
    const char *slots = entry + m_stream.keySize;
    if (!isPerCpu(m_stream.mapType))
        return slots;
    const quint32 slot = slotSize(m_stream);
    const char *chosen = slots; // what is no counter comes from the first CPU that wrote anything
    for (quint32 cpu = 0; cpu < m_stream.cpus && isZero(chosen, m_stream.valueSize); ++cpu)
        chosen = slots + quint64(cpu) * slot;
    m_merged.resize(m_stream.valueSize); // only now: a hostile plan may have many views of large values
    std::memcpy(m_merged.data(), chosen, m_stream.valueSize);
    for (const Counter &counter : m_counters) {
        quint64 sum = 0;
        for (quint32 cpu = 0; cpu < m_stream.cpus; ++cpu)
            sum += loadUnsigned(slots + quint64(cpu) * slot + counter.offset, counter.size);
        storeUnsigned(m_merged.data() + counter.offset, sum, counter.size);
    }
    return m_merged.data();
}

// A counter that only grows but is smaller than before belongs to a key that was deleted and made anew. A
// variable may also have gone past its largest value, which is the nearer way then.
bool TableDecoder::restarted(const Counter &counter, const char *value, const char *before) const
{
    const quint64 now = loadUnsigned(value + counter.offset, counter.size);
    const quint64 then = loadUnsigned(before + counter.offset, counter.size);
    const bool wrapped = m_counts && ((now - then) >> (8 * counter.size - 1) & 1) == 0;
    return !counter.isSigned && now < then && !wrapped;
}

bool TableDecoder::restarted(const char *value, const char *before) const
{
    return std::any_of(m_counters.begin(), m_counters.end(),
                       [=, this](const Counter &counter) { return restarted(counter, value, before); });
}

void TableDecoder::newEpoch()
{
    m_state.drain([this](const QByteArray &key, const char *value) {
        const auto known = m_earlier.find(key);
        if (known == m_earlier.end() && m_earlier.size() >= SnapshotState::maximumKeys)
            return;
        QByteArray sum(value, m_stream.valueSize);
        if (known != m_earlier.end())
            addEarlier(known->constData(), sum.data());
        if (!isArray(m_stream.mapType) || !isZero(sum.constData(), m_stream.valueSize))
            m_earlier.insert(key, sum);
    });
    m_baseline = false;
    m_first = true;
}

void TableDecoder::addEarlier(const char *earlier, char *value) const
{
    for (const Counter &counter : m_counters) {
        if (counter.isSigned)
            continue;
        const quint64 sum = loadUnsigned(earlier + counter.offset, counter.size) +
                            loadUnsigned(value + counter.offset, counter.size);
        storeUnsigned(value + counter.offset, sum, counter.size);
    }
}

// Keys that the map of this epoch never had.
void TableDecoder::appendEarlier(TableUpdate &update) const
{
    QList<QByteArray> keys = m_earlier.keys();
    std::sort(keys.begin(), keys.end());
    for (const QByteArray &key : std::as_const(keys)) {
        if (m_state.has(key))
            continue;
        const QByteArray row = key + m_earlier.value(key);
        update.total.append(row);
        const qsizetype at = update.interval.size() + m_stream.keySize;
        update.interval.append(row);
        for (const Counter &counter : m_counters)
            storeUnsigned(update.interval.data() + at + counter.offset, 0, counter.size);
        ++update.rows;
    }
}

void TableDecoder::appendRow(const char *key, const char *value, const char *before, TableUpdate &update)
{
    update.total.append(key, m_stream.keySize).append(value, m_stream.valueSize);
    if (!m_earlier.isEmpty()) {
        const auto earlier = m_earlier.constFind(QByteArray::fromRawData(key, m_stream.keySize));
        if (earlier != m_earlier.constEnd())
            addEarlier(earlier->constData(),
                       update.total.data() + update.total.size() - qsizetype(m_stream.valueSize));
    }
    const qsizetype at = update.interval.size() + m_stream.keySize;
    update.interval.append(key, m_stream.keySize).append(value, m_stream.valueSize);
    ++update.rows;
    if (!m_counts && restarted(value, before))
        return;
    char *difference = update.interval.data() + at;
    for (const Counter &counter : m_counters) {
        if (m_counts && restarted(counter, value, before))
            continue;
        const quint64 now = loadUnsigned(value + counter.offset, counter.size);
        const quint64 then = loadUnsigned(before + counter.offset, counter.size);
        storeUnsigned(difference + counter.offset, now - then, counter.size);
    }
}

} // namespace radiosonde
