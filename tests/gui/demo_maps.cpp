// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/demo_maps.h"

#include "core/layout/flatten.h"
#include "core/layout/scalar.h"
#include "core/model/map_cells.h"
#include "core/model/map_kind.h"
#include "tests/unit/layout/make_types.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;
using namespace radiosonde::testing;

namespace
{

QByteArray numberBytes(quint64 value, qsizetype size)
{
    QByteArray bytes(size, '\0');
    storeUnsigned(bytes.data(), value, size);
    return bytes;
}

MapInfo infoOf(const QString &name, quint32 type, const TypePtr &value, quint32 most)
{
    MapInfo map;
    map.name = name;
    map.type = type;
    map.keySize = 4;
    map.valueSize = value->size;
    map.maxEntries = most;
    map.key = flatten(u32(), u"key"_s, true, false);
    map.value = flatten(value, u"value"_s, false, true);
    map.deletable = !isArray(type);
    return map;
}

Result<MapPage> ended()
{
    return fail(ErrorKind::Lost, u"the run has no target now: its maps can't be reached"_s);
}

} // namespace

QByteArray DemoMaps::use(quint64 reads, const QString &comm)
{
    return numberBytes(reads, 8) + comm.toUtf8().leftJustified(16, '\0', true);
}

DemoMaps::DemoMaps()
{
    const TypePtr useType = record(u"use"_s, {{u"reads"_s, u64()}, {u"comm"_s, text(16)}});
    Map uses{infoOf(u"uses"_s, HashMap, useType, 20'000), {}};
    for (quint32 key = 0; key < quint32(entries); ++key)
        uses.entries[key] = use(key * 10, u"thread%1"_s.arg(key % 100));
    Map calls{infoOf(u"calls"_s, PerCpuArray, u64(), 2), {}};
    calls.info.cpus = 4;
    for (quint32 key = 0; key < 2; ++key) {
        for (quint64 cpu = 0; cpu < 4; ++cpu)
            calls.entries[key] += numberBytes(key * 10 + cpu, 8);
    }
    Map constants{infoOf(u".rodata"_s, ArrayMap, u32(), 1), {{0, numberBytes(7, 4)}}};
    constants.info.readOnly = u"constants of the program: the kernel has frozen them"_s;
    Map events{infoOf(u"events"_s, RingBuffer, u32(), 4096), {}};
    events.info.unreadable = u"a buffer: its records are in the views of events"_s;
    const QByteArray hostile = u"\u202e\u2066<b>a\x1b[31m\nb\tc"_s.toUtf8().repeated(200).left(4095) + '\0';
    Map names{infoOf(u"names"_s, HashMap, text(4096), 1), {{0, hostile}}};
    m_maps = {uses, calls, constants, events, names};
}

void DemoMaps::end()
{
    const std::scoped_lock lock(m_mutex);
    m_maps.clear();
}

const DemoMaps::Map &DemoMaps::find(const QString &name) const
{
    return *std::ranges::find_if(m_maps, [&](const Map &map) { return map.info.name == name; });
}

QByteArray DemoMaps::value(const QString &map, quint32 key) const
{
    const std::scoped_lock lock(m_mutex);
    return find(map).entries.at(key);
}

int DemoMaps::count(const QString &map) const
{
    const std::scoped_lock lock(m_mutex);
    return int(find(map).entries.size());
}

QList<MapInfo> DemoMaps::maps() const
{
    const std::scoped_lock lock(m_mutex);
    QList<MapInfo> infos;
    for (const Map &map : m_maps)
        infos += map.info;
    return infos;
}

// A place is the key that comes next.
Result<MapPage> DemoMaps::page(const MapQuery &query, const Interruptor &)
{
    const std::scoped_lock lock(m_mutex);
    if (query.map >= m_maps.size())
        return ended();
    m_mostAsked = std::max(m_mostAsked, query.count);
    const Map &map = m_maps.at(query.map);
    const auto first = quint32(loadUnsigned(query.from.constData(), query.from.size()));
    MapPage page;
    for (auto at = map.entries.lower_bound(first); at != map.entries.end(); ++at) {
        if (page.entries.size() >= query.count) {
            page.next = numberBytes(at->first, 4);
            break;
        }
        ++page.searched;
        MapEntry entry{numberBytes(at->first, 4), at->second};
        if (query.filter.isEmpty() || query.filter.matches(MapFilterRow(map.info, entry)))
            page.entries += entry;
    }
    return page;
}

Result<MapEntry> DemoMaps::change(const MapChange &change, const Interruptor &)
{
    const std::scoped_lock lock(m_mutex);
    if (change.map >= m_maps.size())
        return std::unexpected(ended().error());
    Map &map = m_maps[change.map];
    QByteArray &value = map.entries.at(quint32(loadUnsigned(change.key.constData(), 4)));
    const MapEntry before{change.key, value};
    const auto slot =
        withCell(mapSlot(map.info, before, change.cpu).toByteArray(), change.column, change.text);
    if (!slot)
        return std::unexpected(slot.error());
    value.replace(qsizetype(change.cpu) * map.info.slotSize(), slot->size(), *slot);
    return MapEntry{change.key, value};
}

Result<> DemoMaps::remove(int map, const QByteArray &key, const Interruptor &)
{
    const std::scoped_lock lock(m_mutex);
    if (map >= m_maps.size())
        return std::unexpected(ended().error());
    m_maps[map].entries.erase(quint32(loadUnsigned(key.constData(), 4)));
    return {};
}

} // namespace radiosonde
