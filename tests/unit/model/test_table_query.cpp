// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_query.h"
#include "core/model/table_series.h"
#include "core/model/table_store.h"
#include "tests/unit/model/make_chunks.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 second = 1'000'000'000;

Column columnOf(const QString &name, quint32 offset, quint32 size, TypeKind kind)
{
    Column column;
    column.name = column.title = name;
    column.offset = offset;
    column.type = std::make_shared<Type>(Type{.kind = kind, .size = size});
    return column;
}

// Key: u32 tid. Value: char comm[8], u64 reads, s64 balance.
ViewSpec threads()
{
    ViewSpec view;
    view.kind = ViewKind::Table;
    Column tid = columnOf(u"tid"_s, 0, 4, TypeKind::Unsigned);
    tid.inKey = true;
    tid.meaning = Meaning::Identifier;
    Column comm = columnOf(u"comm"_s, 0, 8, TypeKind::Array);
    auto letter = std::make_shared<Type>(Type{.kind = TypeKind::Character, .size = 1});
    comm.type =
        std::make_shared<Type>(Type{.kind = TypeKind::Array, .size = 8, .count = 8, .element = letter});
    comm.meaning = Meaning::Text;
    Column reads = columnOf(u"reads"_s, 8, 8, TypeKind::Unsigned);
    Column balance = columnOf(u"balance"_s, 16, 8, TypeKind::Signed);
    reads.counter = balance.counter = true;
    view.columns = {tid, comm, reads, balance};
    return view;
}

struct Thread
{
    quint32 tid;
    QByteArray comm;
    quint64 reads; // in the interval; the total is ten times that
    qint64 balance;
};

TableUpdate updateAt(qint64 time, const QList<Thread> &changed, const QList<quint32> &removed = {})
{
    TableUpdate update;
    update.time = time;
    update.intervalNs = second;
    update.keySize = 4;
    update.valueSize = 24;
    for (const Thread &thread : changed) {
        const QByteArray head = number(thread.tid, 4) + thread.comm.leftJustified(8, '\0', true);
        update.interval += head + number(thread.reads, 8) + number(quint64(thread.balance), 8);
        update.total += head + number(thread.reads * 10, 8) + number(quint64(thread.balance * 10), 8);
        ++update.rows;
    }
    for (const quint32 tid : removed)
        update.removed += number(tid, 4);
    return update;
}

TableResult run(const TableStore &store, const TableQuery &query)
{
    std::vector<qint8> passes;
    return runTableQuery(store, query, passes);
}

QList<quint32> tidsOf(const TableStore &store, const TableResult &result)
{
    QList<quint32> tids;
    for (const TableLine &line : result.lines)
        tids += quint32(
            std::get<quint64>(readValue(store.view().columns[0], store.cell(line.row, store.view().columns[0],
                                                                            TableStore::Values::Total))));
    return tids;
}

constexpr int readsColumn = 2;
constexpr int balanceColumn = 3;

} // namespace

class TableQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreSortedBySeveralKeys()
    {
        TableStore store(threads());
        store.update(updateAt(second, {{1, "b", 5, 0}, {2, "a", 5, 0}, {3, "a", 9, 0}, {4, "b", 5, -3}}));
        TableQuery query;
        query.sort = {{readsColumn, Qt::DescendingOrder}};
        QCOMPARE(tidsOf(store, run(store, query)), (QList<quint32>{3, 1, 2, 4}));
        query.sort = {{1, Qt::AscendingOrder}, {readsColumn, Qt::DescendingOrder}};
        QCOMPARE(tidsOf(store, run(store, query)), (QList<quint32>{3, 2, 1, 4}));
        query.sort = {{balanceColumn, Qt::AscendingOrder}}; // below zero first
        QCOMPARE(tidsOf(store, run(store, query)).first(), 4u);
    }

    void newAndGoneRowsAreMarked()
    {
        TableStore store(threads());
        store.update(updateAt(second, {{1, "a", 1, 0}, {2, "a", 1, 0}}));
        TableQuery query;
        query.sort = {{0, Qt::AscendingOrder}};
        QCOMPARE(run(store, query).lines[0].state, TableLine::State::Known); // all are new at first
        store.update(updateAt(2 * second, {{1, "a", 1, 0}, {3, "a", 7, 0}}, {2}));
        TableResult result = run(store, query);
        QCOMPARE(tidsOf(store, result), (QList<quint32>{1, 2, 3}));
        QCOMPARE(result.lines[0].state, TableLine::State::Known);
        QCOMPARE(result.lines[1].state, TableLine::State::Gone);
        QCOMPARE(result.numbers[1 * 2], 0u); // it did nothing in this interval
        QCOMPARE(result.lines[2].state, TableLine::State::New);
        for (int i = 3; i < 6; ++i)
            store.update(updateAt(i * second, {{1, "a", 1, 0}}));
        QCOMPARE(tidsOf(store, run(store, query)), (QList<quint32>{1})); // long gone, or at rest
        store.update(updateAt(6 * second, {{2, "a", 1, 0}}));
        QCOMPARE(run(store, query).lines[0].state, TableLine::State::New); // and back
        query.values = TableValues::Total;
        QCOMPARE(tidsOf(store, run(store, query)), (QList<quint32>{1, 2, 3}));
    }

    void pinnedRowsStayOnTop()
    {
        TableStore store(threads());
        store.update(updateAt(second, {{1, "a", 1, 0}, {2, "b", 2, 0}, {3, "c", 3, 0}}));
        store.update(updateAt(2 * second, {{2, "b", 2, 0}, {3, "c", 3, 0}}));
        TableQuery query;
        query.sort = {{readsColumn, Qt::DescendingOrder}};
        query.filter = *Filter::parse(u"comm = c"_s, store.view().columns);
        query.pins = {number(1, 4)};
        const TableResult result = run(store, query);
        QCOMPARE(tidsOf(store, result), (QList<quint32>{1, 3})); // at rest, and not in the filter
        QVERIFY(result.lines[0].pinned && !result.lines[1].pinned);
        QCOMPARE(result.numbers, (std::vector<quint64>{0, 0, 3, 0}));
    }

    void groupsAddUpTheirRows()
    {
        TableStore store(threads());
        store.update(updateAt(second, {{1, "b\0x", 5, -7}, {2, "a", 6, 2}, {3, "b", 4, 1}}));
        TableQuery query;
        query.sort = {{readsColumn, Qt::DescendingOrder}};
        query.group = 1;
        const TableResult result = run(store, query);
        QCOMPARE(result.lines.size(), 2u);
        QCOMPARE(result.lines[0].members, 2u); // what follows a text's end does not count
        QCOMPARE(result.numbers, (std::vector<quint64>{9, quint64(-6), 6, 2}));
        QVERIFY(result.lines[0].same >> 1 & 1);
        QVERIFY(!(result.lines[0].same & 1)); // different threads
        QCOMPARE(result.largest, (std::vector<double>{9, 2}));
        QCOMPARE(membersOf(store, query, result.lines[0]), (std::vector<quint32>{0, 2}));
        query.group = 0;
        QCOMPARE(run(store, query).lines.size(), 3u);
        query.group = 99; // no such column
        QCOMPARE(run(store, query).lines.size(), 3u);
    }

    void rangesAddUpIntervals()
    {
        TableStore store(threads());
        for (int i = 1; i <= 5; ++i)
            store.update(updateAt(i * second, {{quint32(i % 2), "a", quint64(i), 0}}));
        TableQuery query;
        query.values = TableValues::Range;
        query.range = {second, 4 * second}; // the intervals that end at 2, 3 and 4 s
        query.sort = {{readsColumn, Qt::DescendingOrder}};
        TableResult result = run(store, query);
        QCOMPARE(tidsOf(store, result), (QList<quint32>{0, 1}));
        QCOMPARE(result.numbers, (std::vector<quint64>{6, 0, 3, 0}));
        query.range = {50 * second, 60 * second};
        QVERIFY(run(store, query).lines.empty());
        query.range = {4 * second, second};
        QVERIFY(run(store, query).lines.empty());
    }

    void historyOfRows()
    {
        TableStore store(threads());
        store.update(updateAt(second, {{1, "a", 10, 0}, {2, "a", 1, 0}}));
        store.update(updateAt(2 * second, {{2, "a", 3, -4}}));
        store.hole(2 * second, 2 * second);
        store.update(updateAt(5 * second, {{1, "a", 20, 0}}));
        const auto series = tableSeries(store, {0, 1}, CounterValues::Interval);
        QCOMPARE(series.size(), 2u);
        QCOMPARE(series[0].size(), 3u);
        QCOMPARE(series[0][0].value, 11.0);
        QCOMPARE(series[0][1].value, 3.0);
        QCOMPARE(series[1][1].value, -4.0);
        QVERIFY(series[0][2].afterHole && !series[0][1].afterHole);
        QCOMPARE(tableSeries(store, {0}, CounterValues::Total)[0].back().value, 30.0);
        QCOMPARE(tableSeries(store, {1}, CounterValues::Rate)[0][1].value, 3.0);
        const std::vector<double> trend = store.trend(0);
        QCOMPARE(trend.size(), 4u);
        QCOMPARE(trend[1], 0.0);
        QVERIFY(std::isnan(trend[2]));
        QCOMPARE(trend[3], 20.0);
    }

    void valuesAbove63Bits()
    {
        TableStore store(threads());
        const quint64 huge = (quint64(1) << 63) + 5;
        store.update(updateAt(second, {{1, "a", huge, 0}, {2, "b", 7, std::numeric_limits<qint64>::min()}}));
        TableQuery query;
        query.sort = {{readsColumn, Qt::DescendingOrder}};
        const TableResult result = run(store, query);
        QCOMPARE(tidsOf(store, result), (QList<quint32>{1, 2}));
        QCOMPARE(result.numbers[0], huge);
        QCOMPARE(result.largest[0], double(huge));
        QCOMPARE(result.largest[1], 0.0); // the least number there is is no largest
        QCOMPARE(store.rate(0, store.view().columns[readsColumn]), double(huge));
    }

    // A million keys come and go: the store stays within its bound, and those that are there are seen.
    void manyKeysComeAndGo()
    {
        TableStore store(threads());
        QList<quint32> before;
        for (quint32 round = 0; round < 10; ++round) {
            QList<Thread> changed;
            for (quint32 i = 0; i < 100'000; ++i)
                changed += {round * 100'000 + i, "churn", 1, 0};
            store.update(updateAt((round + 1) * second, changed, before));
            before.clear();
            for (const Thread &thread : changed)
                before += thread.tid;
        }
        QVERIFY(store.rowCount() <= TableStore::maximumRows);
        QCOMPARE(store.rowsNotKept(), 0u);
        QVERIFY(store.rowsForgotten() > 0);
        QVERIFY(store.epoch() > 0);
        quint64 newest = 0;
        TableQuery query;
        query.sort = {{0, Qt::DescendingOrder}};
        const TableResult result = run(store, query);
        QCOMPARE(tidsOf(store, result).first(), 999'999u);
        for (const TableLine &line : result.lines)
            newest += line.state == TableLine::State::New;
        QCOMPARE(newest, 100'000u);
        QCOMPARE(store.trend(result.lines.front().row).back(), 1.0);
    }

    void otherRowSizesAreRefused()
    {
        TableStore store(threads());
        store.update(updateAt(second, {{1, "a", 1, 0}}));
        TableUpdate hostile = updateAt(2 * second, {{2, "a", 1, 0}});
        hostile.keySize = 8;
        hostile.valueSize = 20;
        store.update(hostile);
        QCOMPARE(store.rowCount(), 1);
        store.clear();
        QCOMPARE(store.rowCount(), 0);
        store.update(updateAt(3 * second, {{2, "a", 1, 0}}));
        QCOMPARE(store.rowCount(), 1);
    }
};

QTEST_APPLESS_MAIN(TableQueryTest)
#include "test_table_query.moc"
