// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/inference.h"
#include "core/model/parameters.h"
#include "core/model/plan_codec.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QTest>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

ProgramFacts program(const QString &name, const QString &section, const QList<Annotation> &annotations = {})
{
    return {name, section, annotations, 0};
}

GlobalFacts parameter(const QString &name, const TypePtr &type, const QList<Annotation> &annotations = {})
{
    GlobalFacts global;
    global.name = name;
    global.section = u".rodata"_s;
    global.type = type;
    global.isParameter = true;
    global.annotations = annotations;
    return global;
}

QByteArray bytesFor(const GlobalFacts &global, const QString &text)
{
    const Result<QByteArray> bytes = parseParameter(global, text, [](const QString &name) -> Result<quint32> {
        if (name == u"sda")
            return 8 << 20;
        return fail(ErrorKind::Usage, u"no such device"_s);
    });
    return bytes.value_or("refused");
}

} // namespace

class InferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRingIsEvents()
    {
        const Inferred inferred = inferViews(eventFacts(RingBuffer, true), 4);
        QCOMPARE(inferred.views.size(), 1);
        QCOMPARE(inferred.views[0].kind, ViewKind::Events);
        QCOMPARE(inferred.views[0].name, u"events"_s);
        QCOMPARE(inferred.views[0].recordSize, 16u);
        QCOMPARE(inferred.streams.size(), 2);
        QCOMPARE(inferred.streams[0].kind, StreamKind::Ring);
        QCOMPARE(inferred.streams[1].kind, StreamKind::Sites);
        QCOMPARE(inferred.streams[1].cpus, 4u);
        QCOMPARE(inferred.streams[1].valueSize, 16u);
    }

    void aRingOfUnknownRecordsIsBytes()
    {
        Facts facts = eventFacts(RingBuffer, false);
        facts.maps[0].records.clear();
        const Inferred inferred = inferViews(facts, 1);
        QCOMPARE(inferred.views.size(), 1);
        QCOMPARE(inferred.views[0].columns.value(0).meaning, Meaning::Bytes);
    }

    void aHashIsATopTable()
    {
        const Inferred inferred = inferViews(tableFacts(), 1);
        QCOMPARE(inferred.views.size(), 1);
        const ViewSpec &view = inferred.views[0];
        QCOMPARE(view.kind, ViewKind::Table);
        QCOMPARE(view.accumulate, Accumulate::Interval);
        QCOMPARE(view.columns.size(), 4);
        QVERIFY(view.columns[0].inKey);
        QVERIFY(view.columns[1].counter);
        QVERIFY(!view.columns[3].counter);
    }

    void annotationsRefine()
    {
        Facts facts = tableFacts();
        facts.maps[0].annotations = {{u"view"_s, u"top total sort=rbytes ascending"_s},
                                     {u"title"_s, u"Uses"_s}};
        const ViewSpec view = inferViews(facts, 1).views.value(0);
        QCOMPARE(view.accumulate, Accumulate::Total);
        QCOMPARE(view.sortColumn, u"rbytes"_s);
        QVERIFY(!view.sortDescending);
        QCOMPARE(view.title, u"Uses"_s);
        facts.maps[0].annotations = {{u"hide"_s, u""_s}};
        QVERIFY(inferViews(facts, 1).views.isEmpty());
    }

    void scratchMapsAreHidden()
    {
        Facts facts = tableFacts();
        facts.maps[0].deletedByProgram = true;
        QVERIFY(inferViews(facts, 1).streams.isEmpty());
        facts.maps[0].deletedByProgram = false;
        facts.maps[0].type = PerCpuArray;
        QVERIFY(inferViews(facts, 1).streams.isEmpty());
    }

    void sameNamesInKeyAndValueStayApart()
    {
        Facts facts = tableFacts();
        facts.maps[0].key = record(u"key"_s, {{u"comm"_s, text(8)}});
        QStringList names;
        const Inferred inferred = inferViews(facts, 1);
        for (const Column &column : inferred.views[0].columns)
            names.append(column.name);
        QCOMPARE(names, QStringList({u"comm"_s, u"reads"_s, u"rbytes"_s, u"value.comm"_s}));
    }

    void slotsAreAHistogram()
    {
        Facts facts;
        facts.callsLog2 = true;
        const TypePtr value = record(u"hist"_s, {{u"other"_s, u64()}, {u"slots"_s, array(u32(), 26)}});
        facts.maps = {mapFacts(u"hists"_s, HashMap, u32(), value, 10)};
        GlobalFacts milliseconds = parameter(u"targ_ms"_s, scalar(TypeKind::Boolean, 1));
        milliseconds.initial = QByteArray(1, '\1');
        facts.globals = {milliseconds};
        const ViewSpec view = inferViews(facts, 1).views.value(0);
        QCOMPARE(view.kind, ViewKind::Histogram);
        QCOMPARE(view.accumulate, Accumulate::Total);
        QCOMPARE(view.histogram.scale, Scale::Log2);
        QCOMPARE(view.histogram.slotsOffset, 8u);
        QCOMPARE(view.histogram.slotWidth, 4u);
        QCOMPARE(view.histogram.slotCount, 26u);
        QCOMPARE(view.histogram.unit, u"ms"_s);
        QCOMPARE(view.columns.size(), 1);
    }

    void groupsFromAnnotations()
    {
        const auto alternative = [](const QString &text) {
            return QList<Annotation>{{u"alternative"_s, text}};
        };
        Facts facts;
        facts.programs = {program(u"a"_s, u"fentry/vfs_read"_s, alternative(u"calls fentry"_s)),
                          program(u"b"_s, u"fexit/vfs_write"_s, alternative(u"calls fentry"_s)),
                          program(u"c"_s, u"kprobe/vfs_read"_s, alternative(u"calls kprobe"_s)),
                          program(u"d"_s, u"tp_btf/sched_switch"_s)};
        facts.programs[1].annotations.append({u"optional"_s, u""_s});
        const QList<AlternativeGroup> groups = alternativeGroups(facts);
        const AlternativeGroup expected{
            u"calls"_s, {{u"fentry"_s, {u"a"_s, u"b"_s}, {u"b"_s}}, {u"kprobe"_s, {u"c"_s}, {}}}};
        QCOMPARE(groups, QList<AlternativeGroup>{expected});
    }

    void groupsFromSections()
    {
        Facts facts;
        facts.programs = {program(u"late"_s, u"tracepoint/block/block_rq_issue"_s),
                          program(u"raw"_s, u"raw_tp/block_rq_issue"_s),
                          program(u"best"_s, u"tp_btf/block_rq_issue"_s),
                          program(u"alone"_s, u"kprobe/vfs_open"_s)};
        const QList<AlternativeGroup> groups = alternativeGroups(facts);
        QCOMPARE(groups.size(), 1);
        QCOMPARE(groups[0].name, u"block_rq_issue"_s);
        QStringList order;
        for (const Alternative &alternative : groups[0].alternatives)
            order += alternative.programs;
        QCOMPARE(order, QStringList({u"best"_s, u"raw"_s, u"late"_s}));
    }

    void parametersTakeText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("decimal") << u"300"_s << 0 << number(300, 4);
        QTest::newRow("hex") << u"0x12c"_s << 0 << number(300, 4);
        QTest::newRow("all bits") << u"-1"_s << 0 << QByteArray(4, '\xff');
        QTest::newRow("too large") << u"4294967296"_s << 0 << QByteArray("refused");
        QTest::newRow("too negative") << u"-2"_s << 0 << QByteArray("refused");
        QTest::newRow("no number") << u"ten"_s << 0 << QByteArray("refused");
        QTest::newRow("true") << u"yes"_s << 1 << QByteArray(1, '\1');
        QTest::newRow("false") << u"OFF"_s << 1 << QByteArray(1, '\0');
        QTest::newRow("neither") << u"maybe"_s << 1 << QByteArray("refused");
        QTest::newRow("text") << u"ab"_s << 2 << QByteArray("ab\0\0", 4);
        QTest::newRow("long text") << u"abcd"_s << 2 << QByteArray("refused");
        QTest::newRow("device") << u"8:1"_s << 3 << number(8 << 20 | 1, 4);
        QTest::newRow("device by name") << u"sda"_s << 3 << number(8 << 20, 4);
        QTest::newRow("no device") << u"sdz"_s << 3 << QByteArray("refused");
        QTest::newRow("duration") << u"10ms"_s << 4 << number(10'000, 8);
        QTest::newRow("plain duration") << u"10"_s << 4 << number(10, 8);
        QTest::newRow("broken duration") << u"1ns"_s << 4 << QByteArray("refused");
        QTest::newRow("signed") << u"-5"_s << 5 << number(quint32(-5), 4);
    }

    void parametersTakeText()
    {
        const GlobalFacts globals[] = {
            parameter(u"pid"_s, u32()),    parameter(u"all"_s, scalar(TypeKind::Boolean, 1)),
            parameter(u"name"_s, text(4)), parameter(u"disk"_s, u32(), {{u"type"_s, u"dev"_s}}),
            parameter(u"min_us"_s, u64()), parameter(u"nice"_s, s32())};
        QFETCH(QString, text);
        QFETCH(int, type);
        QFETCH(QByteArray, bytes);
        QCOMPARE(bytesFor(globals[type], text), bytes);
    }

    void parametersComeBackAsText()
    {
        QCOMPARE(parameterText(parameter(u"pid"_s, u32()), number(300, 4)), u"300"_s);
        QCOMPARE(parameterText(parameter(u"all"_s, scalar(TypeKind::Boolean, 1)), number(1, 1)), u"true"_s);
        QCOMPARE(parameterText(parameter(u"d"_s, u32(), {{u"type"_s, u"dev"_s}}), number(8 << 20 | 1, 4)),
                 u"8:1"_s);
        QCOMPARE(parameterText(parameter(u"n"_s, text(4)), QByteArray("ab\0\0", 4)), u"ab"_s);
    }

    void unknownParametersNameTheNearest()
    {
        Facts facts;
        facts.globals = {parameter(u"all_files"_s, u32()), parameter(stubTgidName, u32())};
        QCOMPARE(parameters(facts).size(), 1);
        QVERIFY(findParameter(facts, u"all_files"_s));
        const Result<GlobalFacts> wrong = findParameter(facts, u"all_file"_s);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, ErrorKind::Usage);
        QCOMPARE(wrong.error().hint, u"Did you mean all_files?"_s);
    }

    void aPlanComesBackAsItWas()
    {
        Plan plan = planOf(eventFacts(RingBuffer, true), 4);
        plan.views.append(planOf(tableFacts()).views);
        plan.programs = {{u"p"_s, u"tp_btf/x"_s, true, u"tp_btf/x"_s, {}, u"best"_s}};
        plan.parameters = {{u"pid"_s, u"1"_s}};
        plan.target.buildId = QByteArray("\1\2\3", 3);
        plan.target.architecture = Architecture::Riscv64;
        plan.target.wallOffset = -5;
        plan.target.names.users = {{0, u"root"_s}, {4'000'000'000, u"kim"_s}};
        plan.target.names.devices = {{8 << 20, u"sda"_s}};
        plan.joined = true;
        const Result<Plan> read = planFromCbor(QCborValue::fromCbor(planToCbor(plan).toCbor()));
        QVERIFY(read);
        QCOMPARE(planToCbor(*read), planToCbor(plan));
        QCOMPARE(read->programs, plan.programs);
        QCOMPARE(read->target.wallOffset, -5);
        QVERIFY(read->target.names == plan.target.names);
        QCOMPARE(read->views.size(), 2);
        QVERIFY(*read->views[0].columns[0].type == *plan.views[0].columns[0].type);
        QVERIFY(!planFromCbor(QCborMap{{u"views"_s, QCborArray{1}}}));
        QVERIFY(!planFromCbor(QCborValue(1)));
    }
};

QTEST_APPLESS_MAIN(InferenceTest)
#include "test_inference.moc"
