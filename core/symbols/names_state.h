// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/kernel_symbols.h"
#include "core/symbols/module_table.h"
#include "core/symbols/perf_map.h"
#include "core/symbols/process_table.h"

#include <QHash>
#include <QSet>

#include <map>
#include <memory>

namespace radiosonde
{

// What Names knows and what it wants to know. Not thread-safe.
class NamesState
{
public:
    QList<SymbolFrame> resolve(const CodeAddress &address);
    bool
    takeMappings(const Chunk &chunk); // a span of a perf buffer; true: what was given up may be known now
    void takeMaps(quint32 tgid, qint64 time, const QList<Mapping> &mappings);

    // Questions that only the backend can answer.
    bool wantsKernel = false;
    bool kernelTried = false;     // asked for, whatever came of it
    QSet<quint32> wantedMaps;     // processes
    QSet<quint32> wantedPerfMaps; // likewise

    bool wantsAny() const;

    // The target has started again: its kernel stands elsewhere and its processes are others. Nothing new of
    // the kernel is learned then, as addresses do not tell which start they are of.
    void forgetBoot();

    qint64 newestTime() const { return m_newestTime; } // of a mapping, ns, target's monotonic clock

    // The addresses that had no mapping when they were asked for are looked up again; those that still have
    // none are given up until something new is known of their processes.
    void retryUnmapped();

    ModuleTable modules;
    ProcessTable processes;
    std::shared_ptr<const KernelSymbols> kernel;
    QHash<quint32, PerfMap> perfMaps;

private:
    struct Unmapped
    {
        quint32 tgid = 0;
        quint64 address = 0;
        qint64 time = 0;
        bool operator==(const Unmapped &) const = default;
        friend size_t qHash(const Unmapped &u, size_t seed = 0)
        {
            return qHashMulti(seed, u.tgid, u.address, u.time);
        }
    };
    QList<SymbolFrame> resolveKernel(const CodeAddress &address);
    QList<SymbolFrame> resolveMapped(const CodeAddress &address, const Mapping &mapping);
    QList<SymbolFrame> resolveUnmapped(const CodeAddress &address);
    std::optional<SymbolFrame> compiledJustInTime(const CodeAddress &address) const;
    void takeRecord(const MappingRecord &record);

    std::map<quint64, Mapping> m_kernelCode; // by its end, exclusive: BPF programs that the kernel told of
    QHash<quint16, QByteArray> m_rest;       // by CPU: a record that goes on in the next chunk
    qint64 m_newestTime = 0;
    QSet<Unmapped> m_unmapped;
    QSet<Unmapped> m_givenUp;
};

} // namespace radiosonde
