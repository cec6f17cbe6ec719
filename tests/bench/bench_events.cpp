// SPDX-License-Identifier: GPL-3.0-or-later
// An event table of 50 million rows: how long it takes to take them in, to show another place, and to filter
// ten million of them. `bench_events [ROWS]`.
#include "core/model/event_store.h"
#include "tests/bench/figures.h"
#include "tests/gui/demo_updates.h"
#include "views/event_model.h"
#include "views/long_table.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <random>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 filtered = 10'000'000;

double residentMiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

// No event comes as fast as these: they wait for the disk.
void append(EventStore &store, const EventBatch &batch)
{
    store.append(batch);
    for (; store.memoryBytes() > 400 << 20; store.append({}))
        QThread::msleep(1);
}

void fill(EventStore &store, EventModel &model, qint64 rows, const std::vector<EventBatch> &batches)
{
    Figures task;
    const double start = now();
    double turn = start;
    for (std::size_t i = 0; store.end() < rows; ++i) {
        append(store, batches[i % batches.size()]);
        if (now() - turn < 0.008)
            continue;
        model.refresh(); // as the window does after each turn
        QCoreApplication::processEvents();
        task.add((now() - turn) * 1e3);
        turn = now();
    }
    model.refresh();
    std::printf("rows %lld, %.1f s, %.0f MiB in memory, %.1f GiB on the disk, %lld gave way\n",
                static_cast<long long>(store.count()), now() - start, residentMiB(),
                double(store.diskBytes()) / (1 << 30), static_cast<long long>(store.dropped()));
    printRow(u"a turn of 8 ms and its picture"_s, task, u"ms"_s);
}

void scroll(LongTable &table)
{
    std::mt19937 random(1);
    Figures frames;
    for (int i = 0; i < 200; ++i) {
        const double start = now();
        table.verticalScrollBar()->setValue(
            int(random() % unsigned(table.verticalScrollBar()->maximum() + 1)));
        table.viewport()->repaint();
        frames.add((now() - start) * 1e3);
    }
    printRow(u"another place, drawn"_s, frames, u"ms"_s);
}

void filter(const ViewSpec &view, const std::vector<EventBatch> &batches, const QString &folder)
{
    EventStore store(view, {256 << 20, folder, qint64(32) << 30});
    for (std::size_t i = 0; store.end() < filtered; ++i)
        append(store, batches[i % batches.size()]);
    EventModel model(store, {});
    for (const QString &text : {u"pid = 4003"_s, u"comm ~ \"ssh\" and ret >= 0"_s, u"passwd"_s}) {
        Figures times;
        for (int repeat = 0; repeat < 3; ++repeat) {
            const double start = now();
            model.setFilter(text);
            while (model.filtering())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            times.add(now() - start);
        }
        printRow(u"filter %1 rows: %2 (%3 pass)"_s.arg(store.count()).arg(text).arg(model.rowCount()), times,
                 u"s"_s);
    }
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const qint64 rows = argc > 1 ? QByteArray(argv[1]).toLongLong() : 50'000'000;
    const QTemporaryDir folder;
    const Plan plan = demoPlan(u"opensnoop"_s);
    const std::vector<EventBatch> batches = Updates(u"opensnoop"_s, 100).batches;
    printHeading(u"Event table"_s);
    {
        EventStore store(plan.views.first(), {256 << 20, folder.path(), qint64(32) << 30});
        EventModel model(store, {});
        LongTable table;
        table.setModel(&model);
        table.resize(1200, 800);
        table.show();
        fill(store, model, rows, batches);
        scroll(table);
    }
    filter(plan.views.first(), batches, folder.path());
    return 0;
}
