// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/stack_decoder.h"

#include "core/layout/scalar.h"
#include "core/model/map_kind.h"
#include "core/symbols/symbol_source.h"

#include <algorithm>
#include <cstring>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::size_t maximumStacks = 4'000'000;
constexpr quint32 largestStackMap = 16'000'000; // entries of one that are kept
constexpr qint64 mapFull = -17;                 // EEXIST: another stack has its place (kernel/bpf/stackmap.c)

bool isZero(const char *bytes, quint32 size)
{
    return std::all_of(bytes, bytes + size, [](char byte) { return byte == 0; });
}

bool fits(quint32 offset, quint32 size, quint32 room)
{
    return size >= 1 && size <= room && offset <= room - size;
}

// The process that user addresses belong to: `tgid`, or a `pid` where there is none.
std::optional<Column> processColumn(const ViewSpec &view)
{
    std::optional<Column> found;
    for (const Column &column : view.columns) {
        const QString name = column.name.section(u'.', -1);
        if (name == "tgid"_L1)
            return column;
        if (name == "pid"_L1 && !found)
            found = column;
    }
    return found;
}

} // namespace

bool StackMapState::take(const Chunk &chunk)
{
    const quint32 size = entrySize(m_stream);
    if (size == 0 || m_stream.keySize != sizeof(quint32) || isPerCpu(m_stream.mapType))
        return false;
    ++m_generation;
    const qsizetype whole = chunk.bytes.size() / size * size;
    for (qsizetype at = 0; at < whole; at += size) {
        const char *entry = chunk.bytes.constData() + at;
        const auto number = static_cast<quint32>(loadUnsigned(entry, sizeof(quint32)));
        quint32 used = std::min(m_stream.valueSize / 8, maximumFrames);
        while (used > 0 && loadUnsigned(entry + 4 + quint64(used - 1) * 8, 8) == 0)
            --used;
        const QByteArray stack = QByteArray::fromRawData(entry + 4, qsizetype(used) * 8);
        const auto known = m_stacks.find(number);
        if (known != m_stacks.end() && *known == stack)
            continue;
        if (known != m_stacks.end() || m_stacks.size() < largestStackMap)
            m_stacks.insert(number, QByteArray(stack.constData(), stack.size()));
    }
    return whole == chunk.bytes.size();
}

std::vector<quint64> StackMapState::addresses(quint32 number) const
{
    std::vector<quint64> result;
    const auto found = m_stacks.constFind(number);
    if (found == m_stacks.constEnd())
        return result;
    for (qsizetype at = 0; at + 8 <= found->size(); at += 8)
        result.push_back(loadUnsigned(found->constData() + at, 8));
    return result;
}

StackDecoder::StackDecoder(const ViewSpec &view, int viewIndex, const StreamSpec &stream, quint32 pointerSize,
                           bool baseline, std::vector<std::shared_ptr<StackMapState>> maps)
    : m_view(view), m_index(viewIndex), m_stream(stream), m_pointerSize(pointerSize), m_baseline(baseline),
      m_maps{std::move(maps)}, m_mapGenerations(m_maps.back().size(), 0)
{
    for (const Column &column : std::as_const(m_view.columns)) {
        const quint32 size = column.type ? column.type->size : 0;
        if (column.counter && !column.inKey && !column.bitWidth && size <= 8 &&
            fits(column.offset, size, stream.valueSize))
            m_weight = Weight{column.offset, size};
    }
    m_process = processColumn(m_view);
}

bool StackDecoder::take(const Chunk &chunk, qint64 wallTime)
{
    const quint32 size = entrySize(m_stream);
    if (size == 0)
        return false;
    ++m_generation;
    for (Known &known : m_known)
        known.total = known.epoch + 1 == m_maps.size() ? 0 : known.total;
    const qsizetype whole = chunk.bytes.size() / size * size;
    for (qsizetype at = 0; at < whole; at += size)
        takeEntry(chunk.bytes.constData() + at);
    const bool final = chunk.final || (m_waiting && m_waiting->final);
    m_waiting = Waiting{wallTime, chunk.targetTime, final};
    const auto &maps = m_maps.back();
    for (std::size_t i = 0; i < maps.size(); ++i)
        m_mapGenerations[i] = maps[i] ? maps[i]->generation() : 0;
    return whole == chunk.bytes.size();
}

void StackDecoder::newEpoch(std::vector<std::shared_ptr<StackMapState>> maps)
{
    m_numbers.clear(); // their stacks' numbers mean others from here on
    m_mapGenerations.assign(maps.size(), 0);
    m_maps.push_back(std::move(maps));
}

// What makes a stack of the view: the columns that are shown, but its weight, and the numbers of its stacks.
QByteArray StackDecoder::identity(const char *key, const char *value) const
{
    QByteArray bytes;
    const auto add = [&](bool inKey, quint32 offset, quint32 size) {
        if (fits(offset, size, inKey ? m_stream.keySize : m_stream.valueSize))
            bytes.append((inKey ? key : value) + offset, size);
    };
    for (const Column &column : m_view.columns) {
        if (!column.counter && column.type)
            add(column.inKey, column.offset, column.type->size);
    }
    for (const StackField &field : m_view.stacks.fields)
        add(field.inKey, field.offset, field.size);
    return bytes;
}

StackDecoder::Known *StackDecoder::find(const char *key, const char *value)
{
    const QByteArray bytes = identity(key, value);
    const auto found = m_numbers.constFind(bytes);
    if (found != m_numbers.constEnd())
        return &m_known[*found];
    if (m_known.size() >= maximumStacks)
        return nullptr;
    m_numbers.insert(bytes, static_cast<quint32>(m_known.size()));
    Known &made = m_known.emplace_back();
    made.epoch = m_maps.size() - 1;
    made.row.assign(key, key + m_stream.keySize);
    made.row.insert(made.row.end(), value, value + m_stream.valueSize);
    return &made;
}

void StackDecoder::takeEntry(const char *entry)
{
    quint64 weight = 0;
    const char *value = mergedValue(entry, weight);
    Known *known = find(entry, value);
    if (!known)
        return;
    std::memcpy(known->row.data() + m_stream.keySize, value, m_stream.valueSize);
    known->total += m_weight ? weight : 1;
    known->generation = m_generation;
}

const char *StackDecoder::mergedValue(const char *entry, quint64 &weight)
{
    const char *slots = entry + m_stream.keySize;
    const quint32 slot = slotSize(m_stream);
    const quint32 count = isPerCpu(m_stream.mapType) ? m_stream.cpus : 1;
    const char *chosen = slots; // what is no weight comes from the first CPU that wrote anything
    for (quint32 cpu = 0; cpu < count && isZero(chosen, m_stream.valueSize); ++cpu)
        chosen = slots + quint64(cpu) * slot;
    if (!m_weight)
        return chosen;
    for (quint32 cpu = 0; cpu < count; ++cpu)
        weight += loadUnsigned(slots + quint64(cpu) * slot + m_weight->offset, m_weight->size);
    if (count == 1)
        return chosen;
    m_merged.assign(chosen, chosen + m_stream.valueSize);
    storeUnsigned(m_merged.data() + m_weight->offset, weight, m_weight->size);
    return m_merged.data();
}

bool StackDecoder::mapsAreNewer() const
{
    const auto &maps = m_maps.back();
    for (std::size_t i = 0; i < maps.size(); ++i) {
        if (maps[i] && maps[i]->generation() <= m_mapGenerations[i])
            return false;
    }
    return true;
}

void StackDecoder::deliver(bool atOnce, DataSink &sink)
{
    if (!m_waiting || !(atOnce || mapsAreNewer()))
        return;
    StacksUpdate update;
    update.view = m_index;
    update.time = m_waiting->time;
    update.targetTime = m_waiting->targetTime;
    update.intervalNs = m_first ? 0 : std::max<qint64>(0, m_waiting->targetTime - m_before);
    update.keySize = m_stream.keySize;
    update.valueSize = m_stream.valueSize;
    update.final = m_waiting->final;
    const bool all = update.final && m_view.accumulate == Accumulate::Total;
    quint64 lost = 0;
    for (std::size_t number = 0; number < m_known.size(); ++number) {
        Known &known = m_known[number];
        const bool gone = known.total == 0 && known.generation != m_generation;
        if (known.total != known.delivered || (!known.given && !gone) || (all && !gone))
            append(static_cast<quint32>(number), known, update, lost);
    }
    m_before = m_waiting->targetTime;
    m_first = false;
    m_waiting.reset();
    sink.stacks(update);
    if (lost > 0)
        sink.loss({m_index, update.time, lost, LossPlace::Map});
}

void StackDecoder::append(quint32 number, Known &known, StacksUpdate &update, quint64 &lost)
{
    StacksUpdate::Stack stack;
    stack.number = number;
    stack.first = update.addresses.size();
    stack.tgid = tgidOf(known);
    stack.total = known.total;
    stack.interval = static_cast<qint64>(known.total - known.delivered); // modulo 2^64, as the counter is
    if (m_baseline && m_first)
        stack.interval = 0;
    stack.lost = !appendAddresses(known, stack, update.addresses);
    if (stack.lost && stack.interval > 0) // a weight that is no count says nothing of how many there were
        lost += m_view.stacks.unit.isEmpty() ? static_cast<quint64>(stack.interval) : 1;
    known.delivered = known.total;
    known.given = true;
    update.rows.append(known.row.data(), static_cast<qsizetype>(known.row.size()));
    update.stacks.push_back(stack);
}

// False: a stack of the row was not kept. One that could not be taken (EFAULT: a kernel thread has no user
// stack, a program that ran in user space no kernel one) is empty.
bool StackDecoder::appendAddresses(const Known &known, StacksUpdate::Stack &stack,
                                   std::vector<quint64> &addresses) const
{
    bool whole = true;
    std::vector<quint64> user;
    for (qsizetype i = 0; i < m_view.stacks.fields.size(); ++i) {
        const StackField &field = m_view.stacks.fields[i];
        if (!fits(field.offset, field.size, field.inKey ? m_stream.keySize : m_stream.valueSize))
            continue;
        const char *at = known.row.data() + (field.inKey ? 0 : m_stream.keySize) + field.offset;
        const auto number = static_cast<qint32>(loadUnsigned(at, 4)); // of 8 bytes the lower ones
        if (number < 0) {
            whole = whole && number != mapFull;
            continue;
        }
        const auto &map = m_maps[known.epoch][static_cast<std::size_t>(i)];
        const std::vector<quint64> found =
            map ? map->addresses(static_cast<quint32>(number)) : std::vector<quint64>();
        whole = whole && !found.empty();
        for (const quint64 address : found) {
            const bool kernel = field.space == StackSpace::Kernel ||
                                (field.space == StackSpace::Mixed && isKernelAddress(address, m_pointerSize));
            (kernel ? addresses : user).push_back(address);
        }
    }
    stack.kernel = static_cast<quint32>(addresses.size() - stack.first);
    stack.user = static_cast<quint32>(user.size());
    addresses.insert(addresses.end(), user.begin(), user.end());
    return whole;
}

quint32 StackDecoder::tgidOf(const Known &known) const
{
    if (!m_process)
        return 0;
    const QByteArrayView row(known.row.data(), static_cast<qsizetype>(known.row.size()));
    return static_cast<quint32>(
        loadBits(*m_process, cellBase(*m_process, row, m_stream.keySize)).value_or(0));
}

} // namespace radiosonde
