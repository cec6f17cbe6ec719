// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/mapping_records.h"

#include <QHash>

#include <deque>
#include <vector>

namespace radiosonde
{

// Which code each process had mapped when, from records that may come in any order: a mapping that came with
// one program of a process is not looked at for addresses of the next. Processes that have ended stay known;
// the oldest of them are forgotten when there are very many mappings. Not thread-safe.
class ProcessTable
{
public:
    void take(const MappingRecord &record); // Map, Exec, Fork and Exit; others are left alone

    // All that the process had mapped at `time`, read in one go; counts as what it had before as well.
    void takeMaps(quint32 tgid, qint64 time, const QList<Mapping> &mappings);

    // The mapping that `address` lay in at `time` (0: the newest one); null when none is known. Valid until
    // the next take.
    const Mapping *find(quint32 tgid, quint64 address, qint64 time) const;

    // Whether all of the process's mappings can be known: its maps were read, or it began a program, or came
    // from a process of which that is so, after recording began.
    bool isKnown(quint32 tgid) const;

    qsizetype mappings() const { return m_mappings; }

private:
    struct Mapped
    {
        qint64 time = 0;
        Mapping mapping;
    };
    struct Process
    {
        std::vector<Mapped> mapped; // by time
        std::vector<qint64> execs;  // by time
        quint32 parent = 0;         // 0: not seen to begin
        qint64 forked = 0;
        bool mapsRead = false;
    };
    const Mapping *find(quint32 tgid, quint64 address, qint64 time, int depth) const;
    bool isKnown(quint32 tgid, int depth) const;
    void add(Process &process, qint64 time, const Mapping &mapping);
    QByteArray intern(const QByteArray &bytes);
    void forgetEnded();

    QHash<quint32, Process> m_processes;
    QHash<QByteArray, QByteArray> m_texts; // each path and build-id once
    std::deque<quint32> m_ended;           // oldest first
    qsizetype m_mappings = 0;
};

} // namespace radiosonde
