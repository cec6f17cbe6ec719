// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

struct Totals
{
    qint64 reads = 0;
    qint64 writes = 0;
    qint64 readBytes = 0;
    qint64 writtenBytes = 0;

    bool operator==(const Totals &) const = default;
};

// What a thread did to a file in all intervals together.
Totals totalsOf(const Tool &tool, qint64 tid, const QString &file)
{
    Totals totals;
    for (const QJsonObject &table : tool.objects(u"table"_s)) {
        const QJsonArray rows = table.value("rows"_L1).toArray();
        for (const QJsonValue &row : rows) {
            if (row["tid"_L1].toInteger() != tid || row["file"_L1].toString() != file)
                continue;
            totals.reads += row["reads"_L1].toInteger();
            totals.writes += row["writes"_L1].toInteger();
            totals.readBytes += row["rbytes"_L1].toInteger();
            totals.writtenBytes += row["wbytes"_L1].toInteger();
        }
    }
    return totals;
}

Totals reportedTotals(const Workload &workload, const QString &path)
{
    const QByteArray line = path.toLocal8Bit();
    return {workload.reported(line, "reads"), workload.reported(line, "writes"),
            workload.reported(line, "rbytes"), workload.reported(line, "wbytes")};
}

QStringList columnNames(const QJsonObject &meta)
{
    QStringList names;
    const QJsonArray columns = meta["views"_L1][0]["columns"_L1].toArray();
    for (const QJsonValue &column : columns)
        names.append(column["name"_L1].toString());
    return names;
}

QJsonObject firstRowOf(const Tool &tool, qint64 tid)
{
    for (const QJsonObject &table : tool.objects(u"table"_s)) {
        const QJsonArray rows = table.value("rows"_L1).toArray();
        for (const QJsonValue &row : rows) {
            if (row["tid"_L1].toInteger() == tid)
                return row.toObject();
        }
    }
    return {};
}

} // namespace

// `radiosonde run filetop` beside a program that reads and writes a known amount.
class TestFiletop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheColumnsInOrder();
    void countsEveryCallExactly_data();
    void countsEveryCallExactly();
    void leavesOtherFilesOutUnlessAsked();

private:
    QTemporaryDir m_folder;
};

void TestFiletop::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
    QVERIFY(m_folder.isValid());
}

void TestFiletop::showsTheColumnsInOrder()
{
    Tool tool({u"run"_s, u"filetop"_s, u"--format"_s, u"json"_s, u"--duration"_s, u"0.2"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QCOMPARE(tool.finish(), 0);
    const QStringList expected{u"tid"_s,    u"comm"_s,   u"reads"_s, u"writes"_s,
                               u"rbytes"_s, u"wbytes"_s, u"type"_s,  u"file"_s};
    QCOMPARE(columnNames(tool.objects(u"meta"_s).constFirst()), expected);
    QCOMPARE(tool.objects(u"meta"_s).constFirst()["views"_L1][0]["accumulate"_L1].toString(), u"interval"_s);
}

void TestFiletop::countsEveryCallExactly_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("the alternative that is chosen here") << QStringList{};
    QTest::newRow("tp_btf") << QStringList{u"--alternative"_s, u"tp_btf"_s};
    QTest::newRow("raw_tp") << QStringList{u"--alternative"_s, u"raw_tp"_s};
    QTest::newRow("short intervals") << QStringList{u"--interval"_s, u"0.05"_s};
}

void TestFiletop::countsEveryCallExactly()
{
    QFETCH(QStringList, options);
    const QString file = m_folder.filePath(u"known-file"_s);
    const QString other = m_folder.filePath(u"far-end"_s);
    Workload workload(workloadPath(u"iowork"_s), {file, other});
    QVERIFY(workload.waitForReady());
    Tool tool(QStringList{u"run"_s, u"filetop"_s, u"--format"_s, u"json"_s} + options);
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const qint64 tid = workload.reported("tid");
    QCOMPARE(reportedTotals(workload, file).reads, 1000);
    QCOMPARE(reportedTotals(workload, file).writes, 500);
    QVERIFY(totalsOf(tool, tid, u"known-file"_s) == reportedTotals(workload, file));
    QVERIFY(totalsOf(tool, tid, u"far-end"_s) == reportedTotals(workload, other));
    QCOMPARE(firstRowOf(tool, tid)["comm"_L1].toString(), u"iowork"_s);
    QCOMPARE(firstRowOf(tool, tid)["type"_L1].toString(), u"R"_s);
    QVERIFY(tool.lines().constLast().contains(R"("type":"end")"));
}

// The tool's own reader waits for its input on a pipe: with all_files its row is there, else it is not.
void TestFiletop::leavesOtherFilesOutUnlessAsked()
{
    for (const bool all : {false, true}) {
        Workload workload(workloadPath(u"iowork"_s), {m_folder.filePath(u"a"_s), m_folder.filePath(u"b"_s)});
        QVERIFY(workload.waitForReady());
        Tool tool({u"run"_s, u"filetop"_s, u"--format"_s, u"json"_s, u"--set"_s,
                   u"pid=%1"_s.arg(workload.pid()), u"--set"_s,
                   u"all_files=%1"_s.arg(all ? u"true"_s : u"false"_s)});
        QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
        QVERIFY(workload.run());
        tool.signal(SIGINT);
        QCOMPARE(tool.finish(), 0);
        bool others = false;
        for (const QJsonObject &table : tool.objects(u"table"_s)) {
            const QJsonArray rows = table.value("rows"_L1).toArray();
            for (const QJsonValue &row : rows)
                others = others || row["type"_L1].toString() == u"O";
        }
        QCOMPARE(others, all);
    }
}

QTEST_GUILESS_MAIN(TestFiletop)
#include "test_filetop.moc"
