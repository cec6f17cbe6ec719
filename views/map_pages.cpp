// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map_pages.h"

#include <QFuture>
#include <QtConcurrent>

namespace radiosonde
{

void MapPages::setMap(std::shared_ptr<MapSource> source, int map)
{
    cancel();
    m_source = std::move(source);
    m_map = map;
    m_filter = {};
    m_places = {QByteArray()};
    m_next.clear();
    refresh();
}

void MapPages::setFilter(const Filter &filter)
{
    m_filter = filter;
    m_places = {QByteArray()};
    refresh();
}

void MapPages::refresh()
{
    cancel();
    if (m_source)
        request();
}

void MapPages::next()
{
    if (m_next.isEmpty() || busy())
        return;
    m_places += m_next;
    request();
}

void MapPages::previous()
{
    if (m_places.size() < 2)
        return;
    cancel();
    m_places.removeLast();
    request();
}

void MapPages::cancel()
{
    if (!m_stop)
        return;
    m_stop->interrupt();
    m_stop.reset();
    Q_EMIT busyChanged(false);
}

void MapPages::request()
{
    const auto stop = std::make_shared<Interruptor>();
    m_stop = stop;
    Q_EMIT busyChanged(true);
    const MapQuery query{m_map, m_places.constLast(), pageEntries, m_filter};
    QtConcurrent::run([source = m_source, query, stop] {
        return source->page(query, *stop);
    }).then(this, [this, stop](const Result<MapPage> &page) {
        if (stop == m_stop)
            take(page);
    });
}

void MapPages::take(const Result<MapPage> &page)
{
    m_stop.reset();
    Q_EMIT busyChanged(false);
    if (!page) {
        Q_EMIT failed(page.error());
        return;
    }
    m_next = page->next;
    Q_EMIT read(*page);
}

// Changes are never cancelled: what was asked for is done, in the order of asking.
template<class Work> void MapPages::write(Work work)
{
    if (!m_source)
        return;
    QtConcurrent::run([source = m_source, work = std::move(work)]() -> Result<> {
        const Interruptor never;
        return work(*source, never);
    }).then(this, [this](const Result<> &done) {
        if (!done) {
            Q_EMIT writeFailed(done.error());
            return;
        }
        Q_EMIT changed();
        refresh();
    });
}

void MapPages::change(MapChange change)
{
    change.map = m_map;
    write([change](MapSource &source, const Interruptor &never) -> Result<> {
        const Result<MapEntry> written = source.change(change, never);
        return written ? Result<>() : std::unexpected(written.error());
    });
}

void MapPages::remove(const QByteArray &key)
{
    write([map = m_map, key](MapSource &source, const Interruptor &never) {
        return source.remove(map, key, never);
    });
}

} // namespace radiosonde
