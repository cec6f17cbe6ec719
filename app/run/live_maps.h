// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/facts.h"
#include "core/model/map_source.h"
#include "remote/loader/loader.h"
#include "remote/session/session.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace radiosonde
{

class MapCalls;

// The maps of a live run, reached through the session that loaded them. open() and close() belong to the
// run's thread; the rest is for any.
class LiveMaps : public MapSource
{
public:
    ~LiveMaps() override { close(); }

    // The maps as they were loaded. `session` stays until close() has returned.
    void open(Session &session, const LoadResult &loaded, const Facts &facts);
    void close(); // ends the calls that are under way, with an Error

    QList<MapInfo> maps() const override;
    Result<MapPage> page(const MapQuery &query, const Interruptor &stop) override;
    Result<MapEntry> change(const MapChange &change, const Interruptor &stop) override;
    Result<> remove(int map, const QByteArray &key, const Interruptor &stop) override;

private:
    struct Opened;

    // Holds a session open for the time of a request.
    class Lease
    {
    public:
        explicit Lease(LiveMaps &maps);
        ~Lease();
        const Opened *operator->() const { return m_opened.get(); }
        explicit operator bool() const { return bool(m_opened); }

    private:
        LiveMaps &m_maps;
        std::shared_ptr<const Opened> m_opened;
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_idle;
    std::shared_ptr<Opened> m_opened; // under m_mutex; null: no session
    int m_leases = 0;                 // likewise
};

// What is known of a map before anybody looks into it.
MapInfo mapInfo(const LoadedMap &map, const LoadResult &loaded, const Facts &facts, quint32 cpus);

} // namespace radiosonde
