// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/histogram_decoder.h"

#include "core/layout/scalar.h"
#include "core/model/map_kind.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace radiosonde
{

namespace
{

constexpr quint32 maximumSlots = 8192;
constexpr quint32 maximumArrays = 65'536;

bool hasKeyColumn(const ViewSpec &view)
{
    return std::any_of(view.columns.begin(), view.columns.end(),
                       [](const Column &column) { return column.inKey; });
}

quint32 keySizeOf(const ViewSpec &view, const StreamSpec &stream)
{
    if (view.histogram.arrays > 1)
        return sizeof(quint32);
    return hasKeyColumn(view) && !view.histogram.mapPerSlot ? stream.keySize : 0;
}

} // namespace

HistogramDecoder::HistogramDecoder(const ViewSpec &view, int viewIndex, const StreamSpec &stream,
                                   bool baseline)
    : m_stream(stream), m_spec(view.histogram), m_view(viewIndex), m_accumulate(view.accumulate),
      m_keyed(view.histogram.arrays <= 1),
      m_offset(quint64(view.variableOffset) + view.histogram.slotsOffset), m_baseline(baseline),
      m_keySize(keySizeOf(view, stream)),
      m_state(m_keySize, std::min(view.histogram.slotCount, maximumSlots) * quint32(sizeof(quint64)))
{
    const bool sane = m_spec.slotCount >= 1 && m_spec.slotCount <= maximumSlots && m_spec.arrays >= 1 &&
                      m_spec.arrays <= maximumArrays && (m_spec.slotWidth == 4 || m_spec.slotWidth == 8);
    const quint64 oneArray = quint64(m_spec.slotCount) * m_spec.slotWidth;
    const quint64 end = m_offset + quint64(arrayStride()) * (m_spec.arrays - 1) + oneArray;
    m_usable = sane && arrayStride() >= oneArray && entrySize(stream) > 0 &&
               (m_spec.mapPerSlot ? stream.keySize == 4 : end <= stream.valueSize);
    if (m_usable)
        m_counts.resize(m_spec.slotCount);
    m_before.resize(m_counts.size());
}

quint32 HistogramDecoder::arrayStride() const
{
    return m_spec.arrayStride ? m_spec.arrayStride : m_spec.slotCount * m_spec.slotWidth;
}

bool HistogramDecoder::take(const Chunk &chunk, qint64 wallTime, DataSink &sink)
{
    if (!m_usable)
        return false;
    HistogramUpdate update;
    update.view = m_view;
    update.time = wallTime;
    update.final = chunk.final;
    const qsizetype size = entrySize(m_stream);
    const qsizetype whole = chunk.bytes.size() / size * size;
    m_state.begin();
    std::fill(m_counts.begin(), m_counts.end(), 0);
    for (qsizetype at = 0; at < whole; at += size)
        takeEntry(chunk.bytes.constData() + at, update);
    if (m_spec.mapPerSlot)
        takeSlots({}, update);
    const QByteArray removed = m_state.removeMissing();
    for (qsizetype key = 0; m_keySize > 0 && !m_earlier.isEmpty() && key < removed.size(); key += m_keySize)
        m_earlier.remove(removed.mid(key, m_keySize));
    if (update.final && m_accumulate == Accumulate::Total)
        appendEarlier(update);
    m_first = false;
    sink.histogram(update);
    return whole == chunk.bytes.size();
}

void HistogramDecoder::takeEntry(const char *entry, HistogramUpdate &update)
{
    const quint32 cpus = isPerCpu(m_stream.mapType) ? m_stream.cpus : 1;
    const char *value = entry + m_stream.keySize;
    if (m_spec.mapPerSlot) {
        const auto slot = static_cast<quint32>(loadUnsigned(entry, 4));
        const quint32 width = std::min(m_stream.valueSize, 8u);
        for (quint32 cpu = 0; cpu < cpus && slot < m_counts.size(); ++cpu)
            m_counts[slot] += loadUnsigned(value + quint64(cpu) * slotSize(m_stream), width);
        return;
    }
    for (quint32 array = 0; array < m_spec.arrays; ++array) {
        std::fill(m_counts.begin(), m_counts.end(), 0);
        for (quint32 cpu = 0; cpu < cpus; ++cpu)
            addSlots(value + quint64(cpu) * slotSize(m_stream) + m_offset + quint64(array) * arrayStride());
        QByteArray key(entry, m_keySize);
        if (!m_keyed)
            storeUnsigned(key.data(), array, sizeof(quint32));
        takeSlots(key, update);
    }
}

void HistogramDecoder::addSlots(const char *slots)
{
    for (std::size_t slot = 0; slot < m_counts.size(); ++slot)
        m_counts[slot] += loadUnsigned(slots + slot * m_spec.slotWidth, m_spec.slotWidth);
}

void HistogramDecoder::takeSlots(const QByteArray &key, HistogramUpdate &update)
{
    const SnapshotState::Found found = m_state.find(key.constData());
    if (!found.value || found.repeated)
        return;
    const std::size_t bytes = m_counts.size() * sizeof(quint64);
    std::memcpy(m_before.data(), found.value, bytes);
    std::memcpy(found.value, m_counts.data(), bytes);
    const bool empty =
        std::all_of(m_counts.begin(), m_counts.end(), [](quint64 count) { return count == 0; });
    const bool total = m_accumulate == Accumulate::Total;
    const bool baseline = m_baseline && m_first;
    const bool nothing = empty && !(update.final && m_earlier.contains(key));
    if ((m_before == m_counts && !(total && update.final)) || nothing || (baseline && !total))
        return;
    HistogramUpdate::Histogram histogram{key, m_counts, m_counts};
    bool restarted = false; // fewer than before: the key was deleted and made anew
    for (std::size_t slot = 0; slot < m_counts.size(); ++slot)
        restarted = restarted || m_counts[slot] < m_before[slot];
    for (std::size_t slot = 0; slot < m_counts.size() && !restarted; ++slot)
        histogram.difference[slot] -= baseline ? m_counts[slot] : m_before[slot];
    addEarlier(histogram);
    update.histograms.push_back(std::move(histogram));
}

void HistogramDecoder::newEpoch()
{
    m_state.drain([this](const QByteArray &key, const char *value) {
        std::vector<quint64> counts(m_counts.size());
        std::memcpy(counts.data(), value, counts.size() * sizeof(quint64));
        const auto known = m_earlier.find(key);
        if (known == m_earlier.end() && m_earlier.size() >= SnapshotState::maximumKeys)
            return;
        if (known != m_earlier.end())
            std::transform(counts.begin(), counts.end(), known->begin(), counts.begin(), std::plus<>());
        if (std::any_of(counts.begin(), counts.end(), [](quint64 count) { return count > 0; }))
            m_earlier.insert(key, std::move(counts));
    });
    m_baseline = false;
    m_first = true;
}

void HistogramDecoder::addEarlier(HistogramUpdate::Histogram &histogram) const
{
    const auto earlier = m_earlier.constFind(histogram.key);
    if (earlier != m_earlier.constEnd())
        std::transform(histogram.counts.begin(), histogram.counts.end(), earlier->begin(),
                       histogram.counts.begin(), std::plus<>());
}

// Keys that the map of this epoch never had.
void HistogramDecoder::appendEarlier(HistogramUpdate &update) const
{
    QList<QByteArray> keys = m_earlier.keys();
    std::sort(keys.begin(), keys.end());
    for (const QByteArray &key : std::as_const(keys)) {
        if (!m_state.has(key))
            update.histograms.push_back({key, m_earlier.value(key), std::vector<quint64>(m_counts.size())});
    }
}

} // namespace radiosonde
