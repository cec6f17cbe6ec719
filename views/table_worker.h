// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/live_table.h"
#include "core/model/table_query.h"

#include <QObject>

namespace radiosonde
{

// The rows of a table as a query chose and ordered them, with the data that they are of.
struct TableLook
{
    std::shared_ptr<const TableData> data; // never null
    TableQuery query;
    TableResult result;
};

// Takes in what a table was brought and orders its rows: at once where that is little work, else on a thread
// of the pool, one look at a time, the newest request next. GUI thread.
class TableWorker : public QObject
{
    Q_OBJECT
public:
    explicit TableWorker(std::shared_ptr<LiveTable> table, QObject *parent = nullptr);

    // How many rows are ordered at once: what takes a few milliseconds.
    static constexpr qsizetype rowsAtOnce = 5000;

    // A look at `held`, or, where that is null, at the newest data.
    void request(const TableQuery &query, std::shared_ptr<const TableData> held);
    // While held data is looked at: what the table is brought does not pile up.
    void keepUp();
    // The filter of the requests from now on is another one.
    void forgetFilter() { m_passes = std::make_shared<Passes>(); }
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    // Perhaps before request() returns.
    void ready(const radiosonde::TableLook &look);

private:
    struct Passes // what runTableQuery() remembers
    {
        quint64 epoch = 0; // of the rows
        std::vector<qint8> rows;
    };
    struct Request
    {
        TableQuery query;
        std::shared_ptr<const TableData> held;
        std::shared_ptr<Passes> passes; // one look at a time has it
    };

    static TableLook look(LiveTable &table, const Request &request);
    void start();
    void finish(const TableLook &look);

    std::shared_ptr<LiveTable> m_table;
    std::shared_ptr<Passes> m_passes = std::make_shared<Passes>();
    Request m_request;
    bool m_wanted = false; // a request that no look was begun for
    bool m_busy = false;
};

} // namespace radiosonde
