// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/counter_inference.h"
#include "core/model/counter_store.h"
#include "core/model/decoder.h"
#include "tests/unit/model/keeping_sink.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QTest>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

GlobalFacts global(const QString &name, const TypePtr &type, const QList<Annotation> &annotations = {},
                   const QString &section = u".bss"_s)
{
    GlobalFacts facts;
    facts.name = name;
    facts.section = section;
    facts.type = type;
    facts.annotations = annotations;
    return facts;
}

// u64 hits, s32 balance, u32 small, u32 level (a gauge) at 0, 8, 12, 16 of a section of 24 bytes.
Facts someFacts()
{
    Facts facts;
    facts.globals = {global(u"hits"_s, u64()),
                     global(u"balance"_s, s32()),
                     global(u"small"_s, u32()),
                     global(u"level"_s, u32(), {{u"gauge"_s, {}}}),
                     global(u"secret"_s, u64(), {{u"hide"_s, {}}}),
                     global(u"table"_s, array(u64(), 4)),
                     global(u"parameter"_s, u64(), {}, u".rodata"_s)};
    return facts;
}

Plan counterPlan()
{
    Plan plan = planOf(someFacts());
    plan.streams[0].valueSize = 24; // as the loader sees the section
    placeCounter(plan.views[0], u"balance"_s, 8);
    placeCounter(plan.views[0], u"small"_s, 12);
    placeCounter(plan.views[0], u"level"_s, 16);
    return plan;
}

QByteArray section(quint64 hits, qint32 balance, quint32 small, quint32 level)
{
    return number(0, 4) + number(hits, 8) + number(quint32(balance), 4) + number(small, 4) +
           number(level, 4) + QByteArray(4, '\0');
}

} // namespace

class CountersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersOfBssAreCounters()
    {
        const Plan plan = planOf(someFacts());
        QCOMPARE(plan.views.size(), 1);
        const ViewSpec &view = plan.views[0];
        QCOMPARE(view.kind, ViewKind::Counters);
        QCOMPARE(view.name, u"counters"_s);
        QCOMPARE(view.accumulate, Accumulate::Interval);
        QStringList names;
        for (const Column &column : view.columns)
            names += column.name;
        QCOMPARE(names, QStringList({u"hits"_s, u"balance"_s, u"small"_s, u"level"_s}));
        QVERIFY(view.columns[0].counter && view.columns[1].counter && !view.columns[3].counter);
        QCOMPARE(plan.streams.size(), 1);
        QCOMPARE(plan.streams[0].map, u".bss"_s);
        QVERIFY(!findCounters(Facts()));
    }

    void aRowComesEachTime()
    {
        const Plan plan = counterPlan();
        KeepingSink sink;
        Decoder decoder(plan, sink);
        CounterStore store(plan.views[0]);
        decoder.take(snapshot(1, section(10, -3, 0xfffffff0, 7), 1));
        decoder.take(snapshot(1, section(10, -5, 0x10, 3), 2));    // small went past its end
        decoder.take(snapshot(1, section(4, 1, 0x8, 3), 3));       // hits and small were set back
        decoder.take(snapshot(1, section(4, 1, 0x8, 3), 4, true)); // nothing happened
        QCOMPARE(sink.tables.size(), 4);
        for (const TableUpdate &update : std::as_const(sink.tables)) {
            QCOMPARE(update.rows, 1);
            store.update(update);
        }
        QCOMPARE(store.points().size(), 4u);
        const auto difference = [&](int point, int column) {
            return numberOf(store.points()[size_t(point)].difference[size_t(column)]);
        };
        QCOMPARE(difference(0, 0), 10.0);
        QCOMPARE(difference(1, 0), 0.0);
        QCOMPARE(difference(2, 0), 4.0);
        QCOMPARE(difference(3, 0), 0.0);
        QCOMPARE(difference(0, 1), -3.0);
        QCOMPARE(difference(1, 1), -2.0);
        QCOMPARE(difference(2, 1), 6.0);
        QCOMPARE(difference(1, 2), 32.0);
        QCOMPARE(difference(2, 2), 8.0);
        QCOMPARE(difference(0, 3), 7.0); // a gauge
        QCOMPARE(difference(1, 3), 3.0);
        QCOMPARE(numberOf(store.points()[2].total[0]), 4.0);
    }

    void joinedRunsCountFromThere()
    {
        Plan plan = counterPlan();
        plan.joined = true;
        KeepingSink sink;
        Decoder decoder(plan, sink);
        decoder.take(snapshot(1, section(1000, 0, 0, 0), 1));
        decoder.take(snapshot(1, section(1001, 0, 0, 0), 2));
        CounterStore store(plan.views[0]);
        for (const TableUpdate &update : std::as_const(sink.tables))
            store.update(update);
        QCOMPARE(store.points().size(), 2u);
        QCOMPARE(numberOf(store.points()[0].difference[0]), 0.0);
        QCOMPARE(numberOf(store.points()[1].difference[0]), 1.0);
    }

    void theStoreIsBoundedAndInOrder()
    {
        const Plan plan = counterPlan();
        CounterStore store(plan.views[0]);
        TableUpdate update;
        update.keySize = 4;
        update.valueSize = 24;
        update.rows = 1;
        update.intervalNs = 500'000'000;
        update.interval = update.total = section(5, 0, 0, 9);
        for (qsizetype i = 0; i < CounterStore::maximumPoints + 10; ++i) {
            update.time = i == 20 ? 3 : i; // the clock steps back once
            store.update(update);
        }
        QCOMPARE(qsizetype(store.points().size()), CounterStore::maximumPoints);
        QCOMPARE(store.dropped(), 10);
        QCOMPARE(store.points()[10].time, 19);
        QCOMPARE(store.rate(store.points()[0], 0), 10.0);
        QCOMPARE(store.rate(store.points()[0], 3), 9.0);
        update.rows = 2; // no row of a section
        store.update(update);
        QCOMPARE(store.dropped(), 10);
        store.marks().addHole(5, -7);
        QCOMPARE(store.marks().holes()[0].durationNs, 0);
    }
};

QTEST_APPLESS_MAIN(CountersTest)
#include "test_counters.moc"
