// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/symbols/symbol_source.h"

#include <QByteArray>

#include <optional>

namespace radiosonde
{

// Streams of names, not of data; no view has them. The first one is of perf buffers, the others are texts.
enum SymbolStream : quint16 {
    NamesStream = 0xfffb,         // CBOR: names of places in files
    KernelSymbolsStream = 0xfffc, // the text of /proc/kallsyms
    PerfMapStream = 0xfffd,       // the text of a process's perf-PID.map; the chunk's position is the process
    ProcessMapsStream = 0xfffe,   // the text of /proc/PID/maps; likewise
    MappingStream = 0xffff,       // records of what processes map (mapping_records.h)
};

// Whether a chunk belongs to Names; no decoder knows it.
inline bool isSymbolChunk(const Chunk &chunk)
{
    return chunk.stream >= NamesStream;
}

// The names that were found for places of one file. What NamesStream holds, as CBOR.
struct ModuleNames
{
    QByteArray path, buildId; // of the Mapping
    quint32 tgid = 0; // where code is told apart by process: memory without a file, files without a build-id
    struct Place
    {
        quint64 offset = 0; // in the file; in the process where there is none
        QList<SymbolFrame> frames;
        bool operator==(const Place &) const = default;
    };
    QList<Place> places;

    bool operator==(const ModuleNames &) const = default;
};

QByteArray toBytes(const QList<ModuleNames> &names);
std::optional<QList<ModuleNames>> modulesFromBytes(const QByteArray &bytes); // hostile

} // namespace radiosonde
