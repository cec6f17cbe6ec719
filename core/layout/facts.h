// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/type.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace radiosonde
{

// What the compiler knows of a probe beyond its code. Plain values: the compile worker sends them, the cache
// and the recording keep them (toCbor/factsFromCbor in core/layout/facts_codec.h), inference (core/model)
// reads them.

// A record type that a program submits to a ring or perf buffer.
struct SubmittedRecord
{
    TypePtr type;
    bool variableLength = false; // also submitted with a size other than the type's: the last array is a tail

    bool operator==(const SubmittedRecord &other) const
    {
        return variableLength == other.variableLength && type && other.type && *type == *other.type;
    }
};

struct MapFacts
{
    QString name;
    quint32 type = 0;       // BPF_MAP_TYPE_* (linux/bpf.h)
    quint32 maxEntries = 0; // 0: not said in the source
    quint32 keySize = 0;
    quint32 valueSize = 0;
    TypePtr key;                    // null for ring and perf buffers
    TypePtr value;                  // likewise
    QList<SubmittedRecord> records; // ring and perf buffers, in order of appearance
    bool deletedByProgram = false;  // bpf_map_delete_elem or lookup_and_delete on it: a scratch map
    bool updatedByProgram = false;
    QString description;
    QList<Annotation> annotations;
    int line = 0; // of its declaration; 0 when it is not in the probe's own file
};

struct GlobalFacts
{
    QString name;
    QString section; // ".rodata", ".data", ".bss", ".data.x", ".kconfig", ".ksyms"
    TypePtr type;
    bool isParameter = false; // `const volatile`, not hidden: settable by --set and the parameter form
    QByteArray initial;       // its bytes in the object, type->size of them; empty when not a constant
    QString description;
    QList<Annotation> annotations;
    int line = 0;
};

struct ProgramFacts
{
    QString name;    // of the function
    QString section; // SEC(): "tp_btf/sched_switch"
    QList<Annotation> annotations;
    int line = 0;
};

// What a counted call does: a record is sent (every attempt is counted), or a map is updated (only what failed
// is).
enum class SiteKind : quint8 { Record, Update };

// A call that our bpf_helpers.h counts: entry `site` of the hidden map countersMapName.
struct SiteFacts
{
    quint32 site = 0;
    QString map; // that it writes to: a ring or perf buffer, or what it updates; empty: could not be told
    SiteKind kind = SiteKind::Record;

    bool operator==(const SiteFacts &) const = default;
};

// Name of the hidden per-CPU array {u64 attempts, u64 failures} per call site
// (resources/headers/bpf/bpf_helpers.h).
inline constexpr QLatin1StringView countersMapName{"radiosonde_sites"};

// Name of the hidden parameter that a probe may declare to leave the stub's own activity out: `const volatile
// __u32`.
inline constexpr QLatin1StringView stubTgidName{"radiosonde_tgid"};

struct Facts
{
    QString title;       // from the leading doc comment; else empty
    QString description; // plain text, may have several lines
    QString category;    // "Files", "Block", ...; from `@category`
    QList<MapFacts> maps;
    QList<GlobalFacts> globals;
    QList<ProgramFacts> programs;
    QList<SiteFacts> sites;
    bool callsLog2 = false; // log2, log2l, bpf_log2...: histograms are log2, else linear
};

} // namespace radiosonde
