// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/exporter.h"
#include "core/model/decoder.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

QByteArray eventBytes(quint64 ts, quint32 pid, const QByteArray &comm)
{
    return number(ts, 8) + number(pid, 4) + comm.leftJustified(4, '\0', true);
}

QByteArray row(quint32 tid, quint64 reads, quint64 bytes, const QByteArray &comm)
{
    return number(tid, 4) + number(reads, 8) + number(bytes, 8) + comm.leftJustified(8, '\0', true);
}

Plan planWithTarget(const Facts &facts)
{
    Plan plan = planOf(facts);
    plan.target.url = u"local"_s;
    plan.target.name = u"This machine"_s;
    plan.target.hostName = u"desk"_s;
    plan.target.sysname = u"Linux"_s;
    plan.target.release = u"6.1.0"_s;
    plan.target.version = u"#1 SMP"_s;
    plan.target.machine = u"x86_64"_s;
    plan.target.cpus = 2;
    return plan;
}

Facts histogramFacts()
{
    Facts facts;
    facts.callsLog2 = true;
    const TypePtr value = record(u"latency"_s, {{u"slots"_s, array(u64(), 4), {{u"unit"_s, u"us"_s}}}});
    facts.maps = {mapFacts(u"latencies"_s, HashMap, u32(), value, 10)};
    return facts;
}

// 0x1000 is "main", 0x2000 a name that means mischief; kernel addresses are "vfs_read".
class Names : public SymbolSource
{
public:
    QList<SymbolFrame> resolve(const CodeAddress &address) override
    {
        const QString name = address.kernel              ? u"vfs_read"_s
                             : address.address == 0x1000 ? u"main"_s
                                                         : u"a;b\n\"c\u202e"_s;
        return {{name, {}, {}, 0, false, 0}};
    }
    quint64 generation() const override { return 0; }
    void settle(const Interruptor &) override {}
};

// Three rows: two processes called "cat" with the same stack, one that has no room in the stack map.
QList<Chunk> stackChunks()
{
    const auto sample = [](quint32 pid, quint32 user, quint32 kernel, quint64 count) {
        return number(pid, 4) + number(user, 4) + number(kernel, 4) + QByteArray("cat\0", 4) +
               number(count, 8);
    };
    const auto stack = [](quint32 id, quint64 inner, quint64 outer) {
        return number(id, 4) + number(inner, 8) + number(outer, 8) + QByteArray(16, '\0');
    };
    const QByteArray stacks = stack(1, 0x2000, 0x1000) + stack(2, 0xffffffff81000000, 0);
    return {
        snapshot(1, sample(7, 1, 2, 3) + sample(8, 1, 2, 4) + sample(9, quint32(-14), quint32(-17), 1), 5),
        snapshot(2, stacks, 6),
        snapshot(1, sample(7, 1, 2, 3) + sample(8, 1, 2, 9) + sample(9, quint32(-14), quint32(-17), 1), 7,
                 true),
        snapshot(2, stacks, 8, true)};
}

// JSON with ' for ", so that it can be read here.
QByteArray quoted(const QByteArray &text)
{
    return QByteArray(text).replace('\'', '"');
}

// What an exporter makes of chunks, line by line.
QList<QByteArray> exported(ExportFormat format, const Plan &plan, const QList<Chunk> &chunks, int columns = 0)
{
    QTemporaryFile file;
    if (!file.open())
        return {};
    const std::unique_ptr<Exporter> exporter = makeExporter(format, file.handle(), columns);
    exporter->setSymbols(std::make_shared<Names>());
    Decoder decoder(plan, *exporter);
    for (const Chunk &chunk : chunks)
        decoder.take(chunk);
    decoder.finish(1'500, true);
    file.seek(0);
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast();
    return lines;
}

} // namespace

class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonTellsWhatIsComing()
    {
        Plan plan = planWithTarget(eventFacts(RingBuffer, false));
        plan.programs = {{u"good"_s, u"tp_btf/x"_s, true, u"tp_btf/x"_s, {}, {}},
                         {u"bad"_s, u"kprobe/y"_s, false, {}, u"no \"kprobes\""_s, {}}};
        const QList<QByteArray> lines = exported(ExportFormat::Json, plan, {});
        QCOMPARE(lines.size(), 2);
        QCOMPARE(
            lines[0],
            quoted(
                "{'type':'meta','probe':'test','target':{'url':'local','name':'This "
                "machine','hostname':'desk',"
                "'sysname':'Linux','release':'6.1.0','version':'#1 SMP','machine':'x86_64','arch':'x86_64',"
                "'pointer_size':8,'page_size':4096,'cpus':2},'programs':[{'name':'good','section':'tp_btf/x',"
                "'attached':true,'via':'tp_btf/x','error':null},{'name':'bad','section':'kprobe/y',"
                "'attached':false,'via':null,'error':'no \\\"kprobes\\\"'}],'views':[{'name':'events',"
                "'kind':'events','accumulate':'total','columns':[{'name':'ts','type':'u64','unit':'ns'},"
                "{'name':'pid','type':'u32','unit':null},{'name':'comm','type':'text','unit':null}]}]}"));
        QCOMPARE(lines[1],
                 quoted("{'type':'end','produced':null,'delivered':0,'lost':null,'duration_ns':1500}"));
    }

    void jsonEvents()
    {
        const QByteArray span =
            ringRecord(eventBytes(4000, ~0u, "a\"b")) + ringRecord(eventBytes(4001, 2, "x\xff"));
        const QList<QByteArray> lines =
            exported(ExportFormat::Json, planWithTarget(eventFacts(RingBuffer, false)),
                     {chunk(ChunkKind::Ring, 1, span, 5000)});
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[1], quoted("{'type':'event','view':'events','time':1004000,"
                                  "'fields':{'ts':4000,'pid':4294967295,'comm':'a\\\"b'}}"));
        QCOMPARE(lines[2], quoted("{'type':'event','view':'events','time':1004001,"
                                  "'fields':{'ts':4001,'pid':2,'comm':'x\\ufffd'}}"));
        for (const QByteArray &line : lines)
            QVERIFY2(!QJsonDocument::fromJson(line).isNull(), line.constData());
    }

    void jsonStacks()
    {
        const QList<QByteArray> lines =
            exported(ExportFormat::Json, planWithTarget(stackFacts()), stackChunks());
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].contains("\"kind\":\"stacks\",\"accumulate\":\"total\""));
        const QByteArray work = "{'frames':['cat','main','a;b\\n\\\"c\u202e','vfs_read'],'value':";
        const QByteArray lost = "{'frames':['cat','[stack lost: the map is full]'],'value':1}";
        QCOMPARE(lines[1], quoted("{'type':'stacks','view':'samples','time':1000005,'stacks':[" + work +
                                  "7}," + lost + "]}"));
        QCOMPARE(lines[2], quoted("{'type':'loss','view':'samples','time':1000005,'count':1,'where':'map'}"));
        QCOMPARE(lines[3], quoted("{'type':'stacks','view':'samples','time':1000007,'stacks':[" + work +
                                  "12}," + lost + "]}"));
        for (const QByteArray &line : lines)
            QVERIFY2(!QJsonDocument::fromJson(line).isNull(), line.constData());
    }

    void foldedStacks()
    {
        const QList<QByteArray> lines =
            exported(ExportFormat::Folded, planWithTarget(stackFacts()), stackChunks());
        QCOMPARE(lines, QList<QByteArray>({"cat;main;a:b\\x0a\"c\\u202e;vfs_read 12",
                                           "cat;[stack lost: the map is full] 1"}));
    }

    void csvStacks()
    {
        const QList<QByteArray> lines =
            exported(ExportFormat::Csv, planWithTarget(stackFacts()), stackChunks());
        QCOMPARE(lines[0], "time,pid,comm,stack,value");
        QCOMPARE(lines[1], "1000005,7,cat,\"cat;main;a:b\\x0a\"\"c\\u202e;vfs_read\",3");
        QCOMPARE(lines[3], "1000005,9,cat,cat;[stack lost: the map is full],1");
        QCOMPARE(lines.size(), 7);
    }

    void stacksForPeople()
    {
        const QList<QByteArray> lines =
            exported(ExportFormat::Table, planWithTarget(stackFacts()), stackChunks());
        QVERIFY(lines.contains("92.3 %  12"));
        QVERIFY(lines.contains("    vfs_read"));
    }

    void jsonTables()
    {
        const QList<QByteArray> lines = exported(ExportFormat::Json, planWithTarget(tableFacts()),
                                                 {snapshot(1, row(1, 10, ~quint64(0) - 1, "cat"), 5),
                                                  snapshot(1, row(1, 11, ~quint64(0), "cat"), 6, true)});
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[1],
                 quoted("{'type':'table','view':'uses','time':1000005,"
                        "'rows':[{'tid':1,'reads':10,'rbytes':18446744073709551614,'comm':'cat'}]}"));
        QCOMPARE(lines[2], quoted("{'type':'table','view':'uses','time':1000006,"
                                  "'rows':[{'tid':1,'reads':1,'rbytes':1,'comm':'cat'}]}"));
        QCOMPARE(lines[3], quoted("{'type':'end','produced':0,'delivered':0,'lost':0,'duration_ns':1500}"));
    }

    void jsonHistograms()
    {
        const QByteArray counts = number(0, 8) + number(3, 8) + number(0, 8) + number(1, 8);
        const QList<QByteArray> lines = exported(ExportFormat::Json, planWithTarget(histogramFacts()),
                                                 {snapshot(1, number(8, 4) + counts, 5)});
        QCOMPARE(lines[1], quoted("{'type':'histogram','view':'latencies','time':1000005,'key':{'key':8},"
                                  "'scale':'log2','unit':'us','buckets':[{'low':2,'high':4,'count':3},"
                                  "{'low':4,'high':8,'count':0},{'low':8,'high':16,'count':1}]}"));
    }

    void jsonLoss()
    {
        const QByteArray sites = number(0, 4) + number(5, 8) + number(5, 8);
        const QByteArray loss =
            quoted("{'type':'loss','view':'events','time':1000007,'count':5,'where':'kernel'}");
        const Plan plan = planWithTarget(eventFacts(RingBuffer, true));
        QList<QByteArray> lines = exported(ExportFormat::Json, plan, {snapshot(2, sites, 7, true)});
        QCOMPARE(lines[1], loss);
        QCOMPARE(lines[2], quoted("{'type':'end','produced':5,'delivered':0,'lost':5,'duration_ns':1500}"));
        // What was produced before a hole, and not told any more, nobody knows.
        lines = exported(ExportFormat::Json, plan,
                         {snapshot(2, sites, 7, true), chunk(ChunkKind::Hole, 0, {}, 8, 9)});
        QCOMPARE(lines[1], loss);
        QCOMPARE(lines[2], quoted("{'type':'hole','time':1000008,'duration_ns':9}"));
        QCOMPARE(lines[3],
                 quoted("{'type':'end','produced':null,'delivered':0,'lost':null,'duration_ns':1500}"));
    }

    void csvOfOneView()
    {
        const QByteArray span =
            ringRecord(eventBytes(4000, 7, "a,\"b")) + ringRecord(eventBytes(4001, 8, "ok"));
        const QList<QByteArray> lines = exported(ExportFormat::Csv, planOf(eventFacts(RingBuffer, false)),
                                                 {chunk(ChunkKind::Ring, 1, span, 5000)});
        QCOMPARE(lines,
                 QList<QByteArray>({"time,ts,pid,comm", "1004000,4000,7,\"a,\"\"b\"", "1004001,4001,8,ok"}));
    }

    void csvOfSeveralViews()
    {
        Facts facts = histogramFacts();
        facts.maps += tableFacts().maps;
        const QByteArray counts = number(2, 8) + QByteArray(24, '\0');
        const QList<QByteArray> lines =
            exported(ExportFormat::Csv, planOf(facts),
                     {snapshot(1, number(8, 4) + counts, 5), snapshot(2, row(1, 2, 3, "cat"), 6)});
        QCOMPARE(lines, QList<QByteArray>({"latencies,time,key,low,high,count", "latencies,1000005,8,0,2,2",
                                           "uses,time,tid,reads,rbytes,comm", "uses,1000006,1,2,3,cat"}));
    }

    void tablesForPeople()
    {
        const QByteArray rows = row(1, 1, 10, "small") + row(22, 9, 2048, "large");
        const QList<QByteArray> lines =
            exported(ExportFormat::Table, planOf(tableFacts()), {snapshot(1, rows, 5, true)});
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[1].endsWith("  uses"));
        QCOMPARE(lines[2], "tid  reads   rbytes  comm");
        QCOMPARE(lines[3], " 22      9  2.0 KiB  large");
        QCOMPARE(lines[4], "  1      1     10 B  small");
    }

    void histogramsForPeople()
    {
        const QByteArray counts = number(0, 8) + number(4, 8) + number(0, 8) + number(1, 8);
        const Plan plan = planOf(histogramFacts());
        const Chunk half = snapshot(1, number(8, 4) + counts, 5);
        const Chunk whole = snapshot(1, number(8, 4) + counts, 6, true);
        const QList<QByteArray> lines = exported(ExportFormat::Table, plan, {half, whole});
        QCOMPARE(lines.size(), 7); // a file gets a view in total once, at the end
        QCOMPARE(lines[2], "key 8");
        QCOMPARE(lines[3], "     us  count");
        QCOMPARE(lines[4], "2 ->  3      4 |" + QByteArray(60, '*') + "|");
        QCOMPARE(lines[5], "4 ->  7      0 |" + QByteArray(60, ' ') + "|");
        QCOMPARE(lines[6], "8 -> 15      1 |" + QByteArray(15, '*') + QByteArray(45, ' ') + "|");
        QCOMPARE(exported(ExportFormat::Table, plan, {half, whole}, 80).size(), 14);
        QCOMPARE(exported(ExportFormat::Table, plan, {half}).size(),
                 7); // the run was lost: nothing final came
    }

    void eventsForPeople()
    {
        const QByteArray span = ringRecord(eventBytes(4000, 7, "\x1b[m"));
        const QList<QByteArray> lines = exported(ExportFormat::Table, planOf(eventFacts(RingBuffer, false)),
                                                 {chunk(ChunkKind::Ring, 1, span, 5000)});
        QCOMPARE(lines[0], "Time                 pid  comm");
        QVERIFY(lines[1].endsWith("        7  \\x1b[m"));
    }

    void formatsThatDoNotApplyAreNamed()
    {
        const QList<ViewSpec> views = planOf(tableFacts()).views;
        QVERIFY(checkFormat(ExportFormat::Json, views));
        QVERIFY(checkFormat(ExportFormat::Table, views));
        const Result<> folded = checkFormat(ExportFormat::Folded, views);
        QVERIFY(!folded);
        QCOMPARE(folded.error().kind, ErrorKind::Usage);
        QVERIFY(folded.error().hint.contains(u"table, json, csv"_s));
        QVERIFY(!checkFormat(ExportFormat::Json, {}));
        QCOMPARE(exportFormatNames(), QStringList({u"table"_s, u"json"_s, u"csv"_s, u"folded"_s}));
        QCOMPARE(exportFormatFromName(u"json"), ExportFormat::Json);
        QVERIFY(!exportFormatFromName(u"xml"));
    }

    void aReaderThatHasGoneIsNoError()
    {
        signal(SIGPIPE, SIG_IGN);
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        close(ends[0]);
        const std::unique_ptr<Exporter> exporter = makeExporter(ExportFormat::Json, ends[1], 0);
        exporter->begin(planOf(tableFacts()));
        QVERIFY(exporter->closed());
        QVERIFY(!exporter->error());
        exporter->end({});
        close(ends[1]);
        const std::unique_ptr<Exporter> broken = makeExporter(ExportFormat::Json, ends[1], 0);
        broken->begin(planOf(tableFacts()));
        QVERIFY(broken->closed());
        QVERIFY(broken->error());
    }
};

QTEST_APPLESS_MAIN(ExportTest)
#include "test_export.moc"
