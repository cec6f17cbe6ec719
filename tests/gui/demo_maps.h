// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/map_source.h"

#include <map>
#include <mutex>

namespace radiosonde
{

// Maps as a run has them, kept in memory: "uses" of 10,000 entries {u32} -> {u64 reads, char comm[16]},
// "calls" per CPU of four CPUs, ".rodata", which is frozen, "events", a buffer, and "names" with a hostile
// text of 4 KiB.
class DemoMaps : public MapSource
{
public:
    static constexpr int entries = 10'000;

    DemoMaps();
    static QByteArray use(quint64 reads, const QString &comm); // a value of "uses"
    void end();                                                // the run has ended
    QByteArray value(const QString &map, quint32 key) const;
    int count(const QString &map) const;
    int mostAsked() const { return m_mostAsked; } // of entries at a time

    QList<MapInfo> maps() const override;
    Result<MapPage> page(const MapQuery &query, const Interruptor &stop) override;
    Result<MapEntry> change(const MapChange &change, const Interruptor &stop) override;
    Result<> remove(int map, const QByteArray &key, const Interruptor &stop) override;

private:
    struct Map
    {
        MapInfo info;
        std::map<quint32, QByteArray> entries;
    };
    const Map &find(const QString &name) const;

    mutable std::mutex m_mutex;
    QList<Map> m_maps; // empty: ended
    int m_mostAsked = 0;
};

} // namespace radiosonde
