// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int opens = 2000;
constexpr int execs = 200;
constexpr int writes = 500;

// The sum of a column over all rows with this file.
qint64 sumOf(const Tool &tool, const QString &file, const QString &column)
{
    qint64 sum = 0;
    for (const QJsonObject &table : tool.objects(u"table"_s)) {
        const QJsonArray rows = table["rows"_L1].toArray();
        for (const QJsonValue &row : rows) {
            if (row["file"_L1].toString() == file)
                sum += row[column].toInteger();
        }
    }
    return sum;
}

qsizetype eventsOf(const Tool &tool, const QString &program)
{
    qsizetype count = 0;
    for (const QJsonObject &event : tool.objects(u"event"_s))
        count += event["fields"_L1]["comm"_L1].toString() == program ? 1 : 0;
    return count;
}

qint64 requestsOf(const Tool &tool)
{
    qint64 count = 0;
    const QJsonArray buckets = tool.objects(u"histogram"_s).constLast()["buckets"_L1].toArray();
    for (const QJsonValue &bucket : buckets)
        count += bucket["count"_L1].toInteger();
    return count;
}

// What the programs that attached are attached to.
QStringList attachedTo(const Tool &tool)
{
    QStringList hooks;
    const QJsonArray programs = tool.objects(u"meta"_s).constFirst()["programs"_L1].toArray();
    for (const QJsonValue &program : programs) {
        if (program["attached"_L1].toBool())
            hooks.append(program["via"_L1].toString());
    }
    return hooks;
}

} // namespace

// The library on a kernel that has kprobes and fentry: every alternative, with exact counts. The board is
// Debian 12's 6.1; RADIOSONDE_BOARD names another suite.
class TestBoardProbes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void choosesFentry();
    void filetop_data();
    void filetop();
    void biolatency_data();
    void biolatency();
    void opensnoop_data();
    void opensnoop();
    void execsnoop_data();
    void execsnoop();

private:
    void addAlternatives(const QStringList &names);
    // Runs a probe on the board beside a workload there.
    void run(Tool &tool, Workload &workload);
    QStringList command(const QString &probe, const QStringList &options = {}) const;

    Board m_board;
};

void TestBoardProbes::initTestCase()
{
    bool impossible = false;
    const QString suite = qEnvironmentVariable("RADIOSONDE_BOARD", u"bookworm"_s);
    const QString obstacle = m_board.start(suite, impossible);
    if (impossible)
        QSKIP(qPrintable(obstacle));
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
    qInfo("the board runs %s", qPrintable(m_board.release()));
    QTemporaryDir folder;
    const QString stub = folder.filePath(u"stub"_s);
    QCOMPARE(runTool({u"stub"_s, u"--arch"_s, u"x86_64"_s, u"--output"_s, stub}).status, 0);
    QVERIFY(m_board.put(stub, u"stub"_s));
    for (const QString &name : {u"iowork"_s, u"biowork"_s, u"openwork"_s, u"execwork"_s})
        QVERIFY(m_board.put(workloadPath(name), name));
}

QStringList TestBoardProbes::command(const QString &probe, const QStringList &options) const
{
    return QStringList{u"run"_s, probe, u"--format"_s, u"json"_s, u"--target"_s, m_board.target()} + options;
}

void TestBoardProbes::run(Tool &tool, Workload &workload)
{
    QVERIFY2(tool.waitForMeta(60), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
}

void TestBoardProbes::addAlternatives(const QStringList &names)
{
    QTest::addColumn<QStringList>("options");
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << QStringList{u"--alternative"_s, name};
}

void TestBoardProbes::choosesFentry()
{
    Tool tool(command(u"filetop"_s, {u"--duration"_s, u"0.1"_s}));
    QCOMPARE(tool.finish(), 0);
    QVERIFY(attachedTo(tool).contains(u"fexit/vfs_read"_s));
    QVERIFY(!attachedTo(tool).contains(u"kprobe/vfs_read"_s));
}

void TestBoardProbes::filetop_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("folder");
    for (const QString &name : {u"fentry"_s, u"tp_btf"_s, u"kprobe"_s, u"raw_tp"_s}) {
        for (const QString &folder : {u"/mnt"_s, u"/overlay"_s})
            QTest::addRow("%s %s", qPrintable(name), qPrintable(folder))
                << QStringList{u"--alternative"_s, name} << folder;
    }
}

void TestBoardProbes::filetop()
{
    QFETCH(QStringList, options);
    QFETCH(QString, folder);
    Workload workload(m_board.shell(), {u"/tmp/iowork %1/known-file %1/far-end"_s.arg(folder)});
    QVERIFY(workload.waitForReady());
    Tool tool(command(u"filetop"_s, options));
    run(tool, workload);
    if (QTest::currentTestFailed())
        return;
    for (const QByteArray &file : {"known-file"_ba, "far-end"_ba}) {
        for (const QByteArray &column : {"reads"_ba, "writes"_ba, "rbytes"_ba, "wbytes"_ba})
            QCOMPARE(sumOf(tool, QString::fromLatin1(file), QString::fromLatin1(column)),
                     workload.reported(folder.toLatin1() + '/' + file, column));
    }
    QCOMPARE(sumOf(tool, u"known-file"_s, u"reads"_s), 1000);
    QCOMPARE(sumOf(tool, u"known-file"_s, u"writes"_s), 500);
}

void TestBoardProbes::biolatency_data()
{
    addAlternatives({u"tp_btf"_s, u"raw_tp"_s, u"tracepoint"_s});
}

void TestBoardProbes::biolatency()
{
    QFETCH(QStringList, options);
    Workload workload(m_board.shell(), {u"/tmp/biowork /dev/vdb %1"_s.arg(writes)});
    QVERIFY(workload.waitForReady());
    Tool tool(command(u"biolatency"_s, options + QStringList{u"--set"_s, u"dev=vdb"_s}));
    run(tool, workload);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(requestsOf(tool), writes);
}

void TestBoardProbes::opensnoop_data()
{
    addAlternatives({u"tp_btf"_s, u"raw_tp"_s, u"tracepoint"_s});
}

void TestBoardProbes::opensnoop()
{
    QFETCH(QStringList, options);
    Workload workload(m_board.shell(), {u"/tmp/openwork /etc/passwd %1"_s.arg(opens)});
    QVERIFY(workload.waitForReady());
    Tool tool(command(u"opensnoop"_s, options));
    run(tool, workload);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(eventsOf(tool, u"openwork"_s), opens);
}

void TestBoardProbes::execsnoop_data()
{
    addAlternatives({u"tp_btf"_s, u"raw_tp"_s, u"tracepoint"_s});
}

void TestBoardProbes::execsnoop()
{
    QFETCH(QStringList, options);
    Workload workload(m_board.shell(), {u"/tmp/execwork %1"_s.arg(execs)});
    QVERIFY(workload.waitForReady());
    Tool tool(command(u"execsnoop"_s, options));
    run(tool, workload);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(eventsOf(tool, u"execwork"_s), execs);
}

QTEST_GUILESS_MAIN(TestBoardProbes)
#include "test_board_probes.moc"
