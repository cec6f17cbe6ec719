// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/process_table.h"

#include <algorithm>
#include <limits>

namespace radiosonde
{

namespace
{

constexpr qsizetype mostMappings = 1'000'000; // about 100 MB
constexpr int deepest = 16;                   // of forks without exec that are followed
constexpr qint64 forever = std::numeric_limits<qint64>::max();

} // namespace

QByteArray ProcessTable::intern(const QByteArray &bytes)
{
    const auto known = m_texts.constFind(bytes);
    return known != m_texts.constEnd() ? *known : *m_texts.insert(bytes, bytes);
}

void ProcessTable::add(Process &process, qint64 time, const Mapping &mapping)
{
    const auto place = std::ranges::upper_bound(process.mapped, time, {}, &Mapped::time);
    Mapped mapped{time, mapping};
    mapped.mapping.path = intern(mapping.path);
    mapped.mapping.buildId = intern(mapping.buildId);
    process.mapped.insert(place, std::move(mapped));
    ++m_mappings;
}

void ProcessTable::take(const MappingRecord &record)
{
    Process *process = nullptr;
    switch (record.kind) {
    case MappingRecord::Kind::Map:
        add(m_processes[record.tgid], record.time, record.mapping);
        break;
    case MappingRecord::Kind::Exec:
        process = &m_processes[record.tgid];
        process->execs.insert(std::ranges::upper_bound(process->execs, record.time), record.time);
        break;
    case MappingRecord::Kind::Fork: // the number may have been another process's before
        process = &m_processes[record.tgid];
        process->parent = record.parent;
        process->forked = record.time;
        process->execs.insert(std::ranges::upper_bound(process->execs, record.time), record.time);
        break;
    case MappingRecord::Kind::Exit:
        m_ended.push_back(record.tgid);
        break;
    default:
        break;
    }
    if (m_mappings > mostMappings)
        forgetEnded();
}

void ProcessTable::takeMaps(quint32 tgid, qint64 time, const QList<Mapping> &mappings)
{
    Process &process = m_processes[tgid];
    process.mapsRead = true;
    for (const Mapping &mapping : mappings)
        add(process, time, mapping);
}

// The life of a process is cut into programs by its execs; its begin counts as one. Within a program the
// newest mapping before `time` is right, and where there is none the first one after it, which was read late.
const Mapping *ProcessTable::find(quint32 tgid, quint64 address, qint64 time, int depth) const
{
    const auto found = m_processes.constFind(tgid);
    if (found == m_processes.constEnd())
        return nullptr;
    const Process &process = *found;
    const auto next = std::ranges::upper_bound(process.execs, time);
    const qint64 from = next == process.execs.begin() ? 0 : *std::prev(next);
    const qint64 until = next == process.execs.end() ? forever : *next;
    const Mapping *best = nullptr;
    for (const Mapped &mapped : process.mapped) {
        if (mapped.time < from || mapped.time >= until || !mapped.mapping.contains(address))
            continue;
        if (mapped.time > time && best)
            break;
        best = &mapped.mapping;
    }
    if (!best && process.parent != 0 && from == process.forked && depth < deepest)
        return find(process.parent, address, process.forked, depth + 1);
    return best;
}

const Mapping *ProcessTable::find(quint32 tgid, quint64 address, qint64 time) const
{
    return find(tgid, address, time > 0 ? time : forever - 1, 0);
}

bool ProcessTable::isKnown(quint32 tgid, int depth) const
{
    const auto found = m_processes.constFind(tgid);
    if (found == m_processes.constEnd() || depth > deepest)
        return false;
    if (found->mapsRead || (!found->execs.empty() && found->execs.back() != found->forked))
        return true;
    return found->parent != 0 && isKnown(found->parent, depth + 1);
}

bool ProcessTable::isKnown(quint32 tgid) const
{
    return isKnown(tgid, 0);
}

void ProcessTable::forgetEnded()
{
    while (m_mappings > mostMappings / 2 && !m_ended.empty()) {
        const auto found = m_processes.constFind(m_ended.front());
        if (found != m_processes.constEnd()) {
            m_mappings -= qsizetype(found->mapped.size());
            m_processes.erase(found);
        }
        m_ended.pop_front();
    }
}

} // namespace radiosonde
