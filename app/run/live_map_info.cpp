// SPDX-License-Identifier: GPL-3.0-or-later
// What the loaded object tells of its maps.
#include "app/run/live_maps.h"

#include "core/layout/flatten.h"
#include "core/layout/scalar.h"
#include "core/model/map_kind.h"

#include <QCoreApplication>

#include <algorithm>

#include <linux/bpf.h>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("LiveMaps", text);
}

TypePtr bytesType(quint32 size)
{
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Opaque;
    type->size = size;
    return type;
}

// Where the source does not tell: a number of a usual size, else bytes.
QList<Column> columnsOf(const TypePtr &type, quint32 size, const QString &name, bool inKey)
{
    if (size == 0)
        return {};
    const bool usual = size == 1 || size == 2 || size == 4 || size == 8;
    const TypePtr known = type && type->size == size ? type : usual ? makeInteger(size) : bytesType(size);
    QList<Column> columns = flatten(known, name, inKey, !inKey);
    if (columns.isEmpty())
        columns = flatten(bytesType(size), name, inKey, false);
    return columns;
}

// The variables of a section's map: ".bss" holds all globals that begin as zero.
QList<Column> variableColumns(const LoadedMap &map, const LoadResult &loaded, const Facts &facts)
{
    QList<Column> columns;
    for (const LoadedVariable &variable : loaded.variables) {
        const auto global = std::ranges::find(facts.globals, variable.name, &GlobalFacts::name);
        if (variable.map != map.name || global == facts.globals.end() || columns.size() >= maximumColumns)
            continue;
        QList<Column> own = flatten(global->type, variable.name, false, false);
        const bool record = global->type && global->type->kind == TypeKind::Record;
        for (Column &column : own) {
            column.offset += variable.offset;
            if (record)
                column.name = column.title = variable.name + u'.' + column.name;
        }
        columns += own;
    }
    return columns;
}

// Types whose entries are no bytes that somebody could read one by one.
QString unreadableBecause(quint32 type)
{
    switch (type) {
    case BPF_MAP_TYPE_RINGBUF:
    case BPF_MAP_TYPE_PERF_EVENT_ARRAY:
        return tr("a buffer: its records are in the views of events");
    case BPF_MAP_TYPE_QUEUE:
    case BPF_MAP_TYPE_STACK:
        return tr("a queue: reading an element would take it out");
    case BPF_MAP_TYPE_BLOOM_FILTER:
        return tr("a Bloom filter: it has no entries to list");
    case BPF_MAP_TYPE_SK_STORAGE:
    case BPF_MAP_TYPE_INODE_STORAGE:
    case BPF_MAP_TYPE_TASK_STORAGE:
        return tr("a storage of kernel objects: the kernel lists no entries of it");
    default:
        return {};
    }
}

// Maps whose values are no bytes that somebody could write.
QString readOnlyBecause(const LoadedMap &map)
{
    if (map.name.endsWith(".rodata"_L1))
        return tr("constants of the program: the kernel has frozen them");
    switch (map.type) {
    case BPF_MAP_TYPE_PROG_ARRAY:
    case BPF_MAP_TYPE_CGROUP_ARRAY:
    case BPF_MAP_TYPE_ARRAY_OF_MAPS:
    case BPF_MAP_TYPE_HASH_OF_MAPS:
        return tr("it holds objects of the kernel, of which only the numbers are known");
    case BPF_MAP_TYPE_STACK_TRACE:
        return tr("the kernel alone writes stacks");
    default:
        return {};
    }
}

} // namespace

MapInfo mapInfo(const LoadedMap &map, const LoadResult &loaded, const Facts &facts, quint32 cpus)
{
    MapInfo info;
    info.name = map.name;
    info.type = map.type;
    info.keySize = map.keySize;
    info.valueSize = map.valueSize;
    info.maxEntries = map.maxEntries;
    const bool perCpu = isPerCpu(map.type) || map.type == BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE;
    info.cpus = perCpu ? std::max(1u, cpus) : 1;
    info.unreadable = unreadableBecause(map.type);
    info.readOnly = readOnlyBecause(map);
    info.deletable = !isArray(map.type);
    if (!info.unreadable.isEmpty())
        return info;
    const auto known = std::ranges::find(facts.maps, map.name, &MapFacts::name);
    const bool inSource = known != facts.maps.end();
    info.key = columnsOf(inSource ? known->key : nullptr, map.keySize, u"key"_s, true);
    info.value = variableColumns(map, loaded, facts);
    if (info.value.isEmpty())
        info.value = columnsOf(inSource ? known->value : nullptr, map.valueSize, u"value"_s, false);
    return info;
}

} // namespace radiosonde
