// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/map_source.h"

#include <QObject>

#include <memory>

namespace radiosonde
{

// Walks through a map a page at a time, on threads of the pool. One reading at a time: a newer wish ends the
// one before. GUI thread.
class MapPages : public QObject
{
    Q_OBJECT
public:
    static constexpr int pageEntries = 200;

    explicit MapPages(QObject *parent = nullptr) : QObject(parent) {}
    ~MapPages() override;

    void setMap(std::shared_ptr<MapSource> source, int map); // null: none
    void setFilter(const Filter &filter);                    // from the first page on

    void refresh();
    void next();
    void previous();
    void cancel();
    void change(MapChange change); // of this map; the page is read again
    void remove(const QByteArray &key);

    int number() const { return int(m_places.size()); } // of the page, from 1
    bool hasNext() const { return !m_next.isEmpty(); }
    bool busy() const { return m_stop != nullptr; }

Q_SIGNALS:
    void read(const radiosonde::MapPage &page);
    void failed(const radiosonde::Error &error);      // of a reading
    void writeFailed(const radiosonde::Error &error); // of a change or a removal
    void changed();                                   // the map was written to
    void busyChanged(bool busy);

private:
    void request();
    void take(const Result<MapPage> &page);
    template<class Work> void write(Work work);

    std::shared_ptr<MapSource> m_source;
    int m_map = 0;
    Filter m_filter;
    QList<QByteArray> m_places{QByteArray()}; // where the pages up to this one begin
    QByteArray m_next;                        // behind this one; empty: it is the last
    std::shared_ptr<Interruptor> m_stop;      // of the reading that goes on; null: none
};

} // namespace radiosonde
