// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"
#include "tests/fuzz/counting_sink.h"
#include "tests/unit/model/make_plans.h"

#include <cstdlib>

using namespace radiosonde;
using namespace radiosonde::testing;

namespace
{

// A ring with two types and sites, a perf buffer, a table of a per-CPU hash, a histogram, stacks.
Plan everyKind()
{
    Facts facts = eventFacts(RingBuffer, true);
    facts.maps[0].records.append({record(QStringLiteral("small"), {{QStringLiteral("pid"), u64()}}), true});
    MapFacts perf = mapFacts(QStringLiteral("perf"), PerfEventArray, nullptr, nullptr, 4096);
    perf.records = {{eventType(), false}};
    facts.maps.append(perf);
    facts.maps += tableFacts(PerCpuHash).maps;
    const TypePtr value = record(QStringLiteral("hist"), {{QStringLiteral("slots"), array(u32(), 4)}});
    facts.maps.append(mapFacts(QStringLiteral("hists"), HashMap, u32(), value, 10));
    facts.maps += stackFacts(PerCpuHash).maps;
    return planOf(facts, 2);
}

} // namespace

// Input: chunks of {u8 stream, u8 kind, u8 flags, u8 length / 4, bytes}; flags: 1 final, 2 the position
// leaves a gap.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    static const Plan plan = everyKind();
    fuzzing::CountingSink sink;
    Decoder decoder(plan, sink);
    quint64 positions[256] = {};
    for (size_t at = 0; at + 4 <= size;) {
        Chunk chunk;
        chunk.stream = data[at];
        chunk.kind = static_cast<ChunkKind>(data[at + 1] % 8);
        chunk.final = (data[at + 2] & 1) != 0;
        const size_t length = std::min<size_t>(size_t(data[at + 3]) * 4, size - at - 4);
        chunk.bytes = QByteArray(reinterpret_cast<const char *>(data) + at + 4, qsizetype(length));
        chunk.position = positions[data[at]] + (data[at + 2] & 2);
        positions[data[at]] = chunk.position + length;
        decoder.take(chunk);
        at += 4 + length;
    }
    const EndUpdate end = decoder.finish(1, true);
    if (end.delivered != sink.delivered ||
        (end.produced && *end.produced != end.delivered + end.lost.value_or(0)))
        abort();
    return 0;
}
