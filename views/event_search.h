// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/event_block.h"
#include "core/model/filter.h"
#include "views/match_list.h"

#include <QFutureWatcher>

namespace radiosonde
{

// A record as filters see it.
struct EventRow : FilterRow
{
    QByteArrayView record;

    explicit EventRow(QByteArrayView of) : record(of) {}
    QByteArrayView bytes(qsizetype) const override { return record; }
};

// The records of a block that a filter lets pass; holes always do. Any thread.
MatchList::Part matchesOf(const EventBlock &block, const Filter &filter, const DisplayContext &context);

// Looks through many blocks on all cores, and gives the matches in the order of the blocks. GUI thread.
class EventSearch : public QObject
{
    Q_OBJECT
public:
    explicit EventSearch(QObject *parent = nullptr);
    ~EventSearch() override;

    void start(std::vector<EventBlock> blocks, const Filter &filter, const DisplayContext &context);
    void stop(); // nothing more comes from it
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void found(const radiosonde::MatchList::Part &part, qint64 end); // all records before `end` are looked at
    void finished();

private:
    struct Looked
    {
        MatchList::Part part;
        qint64 end = 0;
    };

    void give();

    QFutureWatcher<Looked> m_watcher;
    int m_given = 0; // results
    bool m_running = false;
};

} // namespace radiosonde
