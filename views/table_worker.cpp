// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table_worker.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace radiosonde
{

TableWorker::TableWorker(std::shared_ptr<LiveTable> table, QObject *parent)
    : QObject(parent), m_table(std::move(table))
{
}

void TableWorker::request(const TableQuery &query, std::shared_ptr<const TableData> held)
{
    m_request = {query, std::move(held), m_passes};
    m_wanted = true;
    if (!m_busy)
        start();
}

void TableWorker::keepUp()
{
    if (m_table->rows() <= rowsAtOnce)
        m_table->takeIn();
    else
        QThreadPool::globalInstance()->start([table = m_table] { table->takeIn(); });
}

TableLook TableWorker::look(LiveTable &table, const Request &request)
{
    TableLook look;
    look.data = request.held ? request.held : table.data();
    look.query = request.query;
    Passes &passes = *request.passes;
    if (passes.epoch != look.data->epoch())
        passes = {look.data->epoch(), {}};
    look.result = runTableQuery(*look.data, look.query, passes.rows);
    return look;
}

void TableWorker::start()
{
    m_wanted = false;
    if ((m_request.held ? m_request.held->rowCount() : m_table->rows()) <= rowsAtOnce) {
        Q_EMIT ready(look(*m_table, m_request));
        return;
    }
    m_busy = true;
    QThreadPool::globalInstance()->start(
        [guard = QPointer<TableWorker>(this), table = m_table, request = m_request] {
            auto done = std::make_shared<const TableLook>(look(*table, request));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [guard, done = std::move(done)] {
                    if (guard)
                        guard->finish(*done);
                },
                Qt::QueuedConnection);
        });
}

// A look at data that is no longer looked at is of no use.
void TableWorker::finish(const TableLook &look)
{
    m_busy = false;
    if (!m_request.held || m_request.held == look.data)
        Q_EMIT ready(look);
    if (m_wanted && !m_busy)
        start();
}

} // namespace radiosonde
