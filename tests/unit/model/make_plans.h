// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/inference.h"
#include "core/model/map_kind.h"
#include "tests/unit/layout/make_types.h"

namespace radiosonde::testing
{

inline MapFacts mapFacts(const QString &name, quint32 type, const TypePtr &key, const TypePtr &value,
                         quint32 entries)
{
    MapFacts map;
    map.name = name;
    map.type = type;
    map.maxEntries = entries;
    map.key = key;
    map.value = value;
    map.keySize = key ? key->size : 0;
    map.valueSize = value ? value->size : 0;
    return map;
}

inline Plan planOf(const Facts &facts, quint32 cpus = 1)
{
    const Inferred inferred = inferViews(facts, cpus);
    Plan plan;
    plan.probe = QStringLiteral("test");
    plan.views = inferred.views;
    plan.streams = inferred.streams;
    plan.sites = facts.sites;
    plan.target.wallOffset = 1'000'000;
    return plan;
}

// {u64 ts, u32 pid, char comm[4]}: 16 bytes
inline TypePtr eventType()
{
    return record(
        QStringLiteral("event"),
        {{QStringLiteral("ts"), u64()}, {QStringLiteral("pid"), u32()}, {QStringLiteral("comm"), text(4)}});
}

// One ring or perf buffer called `events` of eventType().
inline Facts eventFacts(quint32 mapType, bool sites)
{
    Facts facts;
    MapFacts map = mapFacts(QStringLiteral("events"), mapType, nullptr, nullptr, 4096);
    map.records = {{eventType(), false}};
    facts.maps = {map};
    if (sites)
        facts.sites = {{0, QStringLiteral("events")}};
    return facts;
}

// A hash {u32 tid} -> {u64 reads, u64 rbytes, char comm[8]} called `uses`.
inline Facts tableFacts(quint32 mapType = HashMap)
{
    Facts facts;
    const TypePtr key = record(QStringLiteral("key"), {{QStringLiteral("tid"), u32()}});
    const TypePtr value = record(QStringLiteral("use"), {{QStringLiteral("reads"), u64()},
                                                         {QStringLiteral("rbytes"), u64()},
                                                         {QStringLiteral("comm"), text(8)}});
    MapFacts map = mapFacts(QStringLiteral("uses"), mapType, key, value, 100);
    map.keySize = 4; // the helper pads records to 8
    facts.maps = {map};
    return facts;
}

// A hash {u32 pid, s32 user_stack_id, s32 kernel_stack_id, char comm[4]} -> u64 called `samples`, and a stack
// map `stacks` of 4 frames: streams 1 and 2.
inline Facts stackFacts(quint32 mapType = HashMap)
{
    Facts facts;
    const TypePtr key = record(QStringLiteral("key"), {{QStringLiteral("pid"), u32()},
                                                       {QStringLiteral("user_stack_id"), s32()},
                                                       {QStringLiteral("kernel_stack_id"), s32()},
                                                       {QStringLiteral("comm"), text(4)}});
    MapFacts stacks = mapFacts(QStringLiteral("stacks"), StackTrace, u32(), nullptr, 16);
    stacks.valueSize = 32;
    facts.maps = {stacks, mapFacts(QStringLiteral("samples"), mapType, key, u64(), 100)};
    return facts;
}

} // namespace radiosonde::testing
