// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/live_maps.h"

#include "core/model/map_cells.h"
#include "core/model/map_kind.h"
#include "remote/session/map_calls.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>

#include <linux/bpf.h>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int notSupported = 524; // ENOTSUPP of the kernel's own
constexpr qint64 mostBatchBytes = 4 << 20;
constexpr quint32 mostInBatch = 4096;
constexpr std::chrono::milliseconds quick{50};
constexpr char batchPlace = 'b';  // MapPage::next begins with it; a batch's place follows
constexpr char walkedPlace = 'k'; // the last key follows

QString tr(const char *text)
{
    return QCoreApplication::translate("LiveMaps", text);
}

std::unexpected<Error> gone()
{
    return fail(ErrorKind::Lost, tr("the run has no target now: its maps can't be reached"),
                tr("Wait until the link is back, or run the probe again"));
}

std::unexpected<Error> refused(const MapInfo &map, int error)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(error));
    switch (error) {
    case ENOENT:
        return fail(ErrorKind::Refused, tr("%1 has no such entry any more").arg(map.name),
                    tr("Refresh to see what it has now"));
    case EPERM:
        return fail(ErrorKind::Refused, tr("the kernel lets nobody change %1: it is frozen").arg(map.name));
    case E2BIG:
        return fail(ErrorKind::Refused, tr("%1 is full").arg(map.name));
    default:
        return fail(ErrorKind::Refused, tr("the kernel refused: %1: %2").arg(map.name, reason));
    }
}

// Whether the kernel has no batches for this map: before 5.6, or of its type.
bool noBatches(int error)
{
    return error == EINVAL || error == notSupported || error == EOPNOTSUPP;
}

} // namespace

struct LiveMaps::Opened
{
    struct Map
    {
        MapInfo info;
        int fd = -1;
    };
    Session &session;
    std::vector<Map> maps;
    Interruptor closing; // fires when the session is to go

    explicit Opened(Session &of) : session(of) {}

    bool has(int map) const { return map >= 0 && map < int(maps.size()); }
    MapCalls calls(int map) const
    {
        const Map &of = maps[size_t(map)];
        return {session, of.fd, of.info.keySize, of.info.entryValueSize()};
    }
    Result<MapPage> page(const MapQuery &query, const Interruptor &stop) const;
    Result<std::optional<MapPage>> batchPage(const MapQuery &query, QByteArray from,
                                             const Interruptor &stop) const;
    Result<MapPage> walkedPage(const MapQuery &query, QByteArray key, const Interruptor &stop) const;
    bool take(const MapQuery &query, MapEntry entry, MapPage &page) const;
};

LiveMaps::Lease::Lease(LiveMaps &maps) : m_maps(maps)
{
    const std::scoped_lock lock(maps.m_mutex);
    m_opened = maps.m_opened;
    maps.m_leases += m_opened ? 1 : 0;
}

LiveMaps::Lease::~Lease()
{
    if (!m_opened)
        return;
    m_opened.reset();
    const std::scoped_lock lock(m_maps.m_mutex);
    --m_maps.m_leases;
    m_maps.m_idle.notify_all();
}

void LiveMaps::open(Session &session, const LoadResult &loaded, const Facts &facts)
{
    close();
    auto opened = std::make_shared<Opened>(session);
    for (const LoadedMap &map : loaded.maps)
        opened->maps.push_back({mapInfo(map, loaded, facts, session.target().cpus), map.fd});
    const std::scoped_lock lock(m_mutex);
    m_opened = std::move(opened);
}

void LiveMaps::close()
{
    std::unique_lock lock(m_mutex);
    if (const auto opened = std::exchange(m_opened, {}))
        opened->closing.interrupt();
    m_idle.wait(lock, [this] { return m_leases == 0; });
}

QList<MapInfo> LiveMaps::maps() const
{
    const std::scoped_lock lock(m_mutex);
    QList<MapInfo> infos;
    if (m_opened) {
        for (const Opened::Map &map : m_opened->maps)
            infos += map.info;
    }
    return infos;
}

// Takes what passes the filter. False: the page is full.
bool LiveMaps::Opened::take(const MapQuery &query, MapEntry entry, MapPage &page) const
{
    ++page.searched;
    if (query.filter.isEmpty() || query.filter.matches(MapFilterRow(maps[size_t(query.map)].info, entry)))
        page.entries += std::move(entry);
    return page.entries.size() < query.count;
}

// Nothing where the kernel has no batches for the map.
Result<std::optional<MapPage>> LiveMaps::Opened::batchPage(const MapQuery &query, QByteArray from,
                                                           const Interruptor &stop) const
{
    const MapInfo &info = maps[size_t(query.map)].info;
    const quint32 valueSize = info.entryValueSize();
    const qint64 entrySize = std::max<qint64>(1, qint64(info.keySize) + valueSize);
    const auto most = quint32(std::clamp<qint64>(mostBatchBytes / entrySize, 1, mostInBatch));
    quint32 wanted = std::clamp(quint32(std::max(1, query.count)), 1u, most);
    MapPage page;
    for (bool room = true; room && !stop.interrupted();) {
        const auto begun = std::chrono::steady_clock::now();
        const auto batch = calls(query.map).batch(from, wanted, closing);
        if (!batch)
            return std::unexpected(batch.error());
        if (batch->error == ENOSPC && wanted < most) { // a bucket of the hash has more than that
            wanted = std::min(most, wanted * 2);
            continue;
        }
        if (noBatches(batch->error))
            return std::nullopt;
        if (batch->error != 0 && batch->error != ENOENT)
            return refused(info, batch->error);
        for (quint32 i = 0; i < batch->count; ++i)
            room = take(query,
                        {batch->keys.mid(qsizetype(i) * info.keySize, info.keySize),
                         batch->values.mid(qsizetype(i) * valueSize, valueSize)},
                        page);
        from = batch->next;
        page.next = batch->error == ENOENT ? QByteArray() : batchPlace + from;
        if (batch->error == ENOENT)
            return page;
        if (batch->count == 0) // no kernel answers so
            return refused(info, EPROTO);
        if (query.filter.isEmpty())
            wanted = quint32(std::max<qint64>(1, query.count - page.entries.size()));
        else if (std::chrono::steady_clock::now() - begun < quick) // a slow link keeps to small ones
            wanted = std::min(most, wanted * 2);
    }
    if (stop.interrupted())
        return fail(ErrorKind::Cancelled, tr("cancelled"));
    return page;
}

// One entry after the other: for kernels before 5.6, and map types that know no batches.
Result<MapPage> LiveMaps::Opened::walkedPage(const MapQuery &query, QByteArray key,
                                             const Interruptor &stop) const
{
    MapPage page;
    MapCalls kernel = calls(query.map);
    while (!stop.interrupted()) {
        const auto next = kernel.nextKey(key, closing);
        if (!next)
            return std::unexpected(next.error());
        if (next->error == ENOENT) {
            page.next.clear();
            return page;
        }
        if (next->error != 0)
            return refused(maps[size_t(query.map)].info, next->error);
        key = next->bytes;
        const auto value = kernel.lookUp(key, closing);
        if (!value)
            return std::unexpected(value.error());
        page.next = walkedPlace + key;
        if (value->error == 0 && !take(query, {key, value->bytes}, page))
            return page;
    }
    return fail(ErrorKind::Cancelled, tr("cancelled"));
}

// Places tell by their first byte which way they were come to.
Result<MapPage> LiveMaps::Opened::page(const MapQuery &query, const Interruptor &stop) const
{
    if (query.from.startsWith(walkedPlace))
        return walkedPage(query, query.from.sliced(1), stop);
    Result<std::optional<MapPage>> page = batchPage(query, query.from.mid(1), stop);
    if (!page)
        return std::unexpected(page.error());
    if (*page)
        return **std::move(page);
    return walkedPage(query, {}, stop);
}

Result<MapPage> LiveMaps::page(const MapQuery &query, const Interruptor &stop)
{
    const Lease lease(*this);
    if (!lease || !lease->has(query.map))
        return gone();
    const MapInfo &info = lease->maps[size_t(query.map)].info;
    if (!info.unreadable.isEmpty())
        return fail(ErrorKind::Usage, info.unreadable);
    return lease->page(query, stop);
}

Result<MapEntry> LiveMaps::change(const MapChange &change, const Interruptor &)
{
    const Lease lease(*this);
    if (!lease || !lease->has(change.map))
        return gone();
    const MapInfo &info = lease->maps[size_t(change.map)].info;
    if (!info.readOnly.isEmpty())
        return fail(ErrorKind::Usage, info.readOnly);
    MapCalls kernel = lease->calls(change.map);
    const auto now = kernel.lookUp(change.key, lease->closing);
    if (!now)
        return std::unexpected(now.error());
    if (now->error != 0)
        return refused(info, now->error);
    MapEntry entry{change.key, now->bytes};
    const auto value = withCell(mapSlot(info, entry, change.cpu).toByteArray(), change.column, change.text);
    if (!value)
        return std::unexpected(value.error());
    entry.value.replace(qsizetype(change.cpu) * info.slotSize(), value->size(), *value);
    const auto written = kernel.update(entry.key, entry.value, BPF_EXIST, lease->closing);
    if (!written)
        return std::unexpected(written.error());
    if (written->error != 0)
        return refused(info, written->error);
    return entry;
}

Result<> LiveMaps::remove(int map, const QByteArray &key, const Interruptor &)
{
    const Lease lease(*this);
    if (!lease || !lease->has(map))
        return gone();
    const MapInfo &info = lease->maps[size_t(map)].info;
    if (!info.deletable || !info.readOnly.isEmpty())
        return fail(ErrorKind::Usage, tr("entries of an array can't be deleted, only changed"));
    const auto removed = lease->calls(map).remove(key, lease->closing);
    if (!removed)
        return std::unexpected(removed.error());
    if (removed->error != 0)
        return refused(info, removed->error);
    return {};
}

} // namespace radiosonde
