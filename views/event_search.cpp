// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/event_search.h"

#include <QtConcurrentMap>

namespace radiosonde
{

MatchList::Part matchesOf(const EventBlock &block, const Filter &filter, const DisplayContext &context)
{
    MatchList::Part part{block.first(), {}};
    for (qint64 number = block.first(); number < block.end(); ++number) {
        if (block.hole(number) || filter.matches(EventRow(block.record(number)), context))
            part.at.push_back(quint16(number - block.first()));
    }
    return part;
}

EventSearch::EventSearch(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::resultsReadyAt, this, &EventSearch::give);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        give();
        if (m_running) {
            m_running = false;
            Q_EMIT finished();
        }
    });
}

EventSearch::~EventSearch()
{
    stop();
}

void EventSearch::start(std::vector<EventBlock> blocks, const Filter &filter, const DisplayContext &context)
{
    stop();
    m_given = 0;
    m_running = true;
    m_watcher.setFuture(QtConcurrent::mapped(std::move(blocks), [filter, context](const EventBlock &block) {
        return Looked{matchesOf(block, filter, context), block.end()};
    }));
}

// The threads end with the block they are at; nobody waits for them.
void EventSearch::stop()
{
    m_running = false;
    m_watcher.setFuture({});
}

// Blocks are done out of order; results are given as far as they are without a gap.
void EventSearch::give()
{
    const QFuture<Looked> future = m_watcher.future();
    while (m_running && future.isResultReadyAt(m_given)) {
        const Looked looked = future.resultAt(m_given++);
        Q_EMIT found(looked.part, looked.end);
    }
}

} // namespace radiosonde
