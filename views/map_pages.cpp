// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map_pages.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace radiosonde
{

namespace
{

// Gives what a thread of the pool has made to `done` on the owner's thread, unless the owner has gone.
template<class T, class Done> void whenFinished(QObject *owner, const QFuture<T> &future, Done done)
{
    auto *watcher = new QFutureWatcher<T>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace

MapPages::~MapPages()
{
    if (m_stop)
        m_stop->interrupt();
}

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
    const auto future =
        QtConcurrent::run([source = m_source, query, stop] { return source->page(query, *stop); });
    whenFinished(this, future, [this, stop](const Result<MapPage> &page) {
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

// Never cancelled: what was asked for is done.
template<class Work> void MapPages::write(Work work)
{
    if (!m_source)
        return;
    const auto future = QtConcurrent::run([source = m_source, work = std::move(work)]() -> Result<> {
        const Interruptor never;
        return work(*source, never);
    });
    whenFinished(this, future, [this](const Result<> &done) {
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
