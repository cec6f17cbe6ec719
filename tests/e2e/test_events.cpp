// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

QJsonObject endOf(const Tool &tool)
{
    const QList<QJsonObject> ends = tool.objects(u"end"_s);
    return ends.size() == 1 ? ends.constFirst() : QJsonObject();
}

qint64 lossTold(const Tool &tool)
{
    qint64 count = 0;
    for (const QJsonObject &loss : tool.objects(u"loss"_s))
        count += loss["count"_L1].toInteger();
    return count;
}

QStringList eventRun(const QString &probe, const QStringList &options)
{
    return QStringList{u"run"_s, probe, u"--format"_s, u"json"_s} + options;
}

QStringList set(const QString &name, qint64 value)
{
    return {u"--set"_s, u"%1=%2"_s.arg(name).arg(value)};
}

} // namespace

// Probes that send events, beside a known number of them.
class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seesEveryOpen_data();
    void seesEveryOpen();
    void tellsWhyOpensFailed();
    void seesEveryExec_data();
    void seesEveryExec();
    void accountsForWhatAStarvedRunLoses();

private:
    QTemporaryDir m_folder;
};

void TestEvents::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestEvents::seesEveryOpen_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("the alternative that is chosen here") << QStringList{};
    QTest::newRow("tp_btf") << QStringList{u"--alternative"_s, u"tp_btf"_s};
    QTest::newRow("raw_tp") << QStringList{u"--alternative"_s, u"raw_tp"_s};
    QTest::newRow("tracepoint") << QStringList{u"--alternative"_s, u"tracepoint"_s};
}

void TestEvents::seesEveryOpen()
{
    QFETCH(QStringList, options);
    constexpr qint64 opens = 10'000;
    Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, QString::number(opens)});
    QVERIFY(workload.waitForReady());
    Tool tool(eventRun(u"opensnoop"_s, options + set(u"pid"_s, workload.pid())));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const QList<QJsonObject> events = tool.objects(u"event"_s);
    QCOMPARE(events.size(), opens);
    QCOMPARE(endOf(tool)["produced"_L1].toInteger(), opens);
    QCOMPARE(endOf(tool)["delivered"_L1].toInteger(), opens);
    QCOMPARE(endOf(tool)["lost"_L1].toInteger(-1), 0);
    for (const QJsonObject &event : events) {
        QCOMPARE(event["fields"_L1]["path"_L1].toString(), u"/etc/passwd"_s);
        QCOMPARE(event["fields"_L1]["comm"_L1].toString(), u"openwork"_s);
        QCOMPARE(event["fields"_L1]["pid"_L1].toInteger(), workload.pid());
        QVERIFY(event["fields"_L1]["ret"_L1].toInteger() >= 0);
    }
}

void TestEvents::tellsWhyOpensFailed()
{
    const QString file = m_folder.filePath(u"here"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    Workload workload(workloadPath(u"openwork"_s), {file, u"50"_s, u"33"_s});
    QVERIFY(workload.waitForReady());
    Tool tool(eventRun(u"opensnoop"_s, set(u"failed"_s, 1) + set(u"pid"_s, workload.pid())));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const QList<QJsonObject> events = tool.objects(u"event"_s);
    QCOMPARE(events.size(), 33);
    for (const QJsonObject &event : events) {
        QCOMPARE(event["fields"_L1]["path"_L1].toString(), file + u".missing"_s);
        QCOMPARE(event["fields"_L1]["ret"_L1].toInteger(), -ENOENT);
    }
}

void TestEvents::seesEveryExec_data()
{
    seesEveryOpen_data();
}

void TestEvents::seesEveryExec()
{
    QFETCH(QStringList, options);
    constexpr qint64 execs = 500;
    const QString program = workloadPath(u"execwork"_s);
    Workload workload(program, {QString::number(execs)});
    QVERIFY(workload.waitForReady());
    Tool tool(eventRun(u"execsnoop"_s, options + set(u"ppid"_s, workload.pid())));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const QList<QJsonObject> events = tool.objects(u"event"_s);
    QCOMPARE(events.size(), execs);
    QCOMPARE(endOf(tool)["produced"_L1].toInteger(), execs);
    QCOMPARE(endOf(tool)["delivered"_L1].toInteger(), execs);
    QSet<QString> arguments;
    for (const QJsonObject &event : events) {
        QCOMPARE(event["fields"_L1]["filename"_L1].toString(), program);
        QCOMPARE(event["fields"_L1]["ppid"_L1].toInteger(), workload.pid());
        arguments.insert(event["fields"_L1]["args"_L1].toString());
    }
    QCOMPARE(arguments.size(), execs);
    QVERIFY(arguments.contains(program + u" child 499 two words"_s));
}

// A small ring whose reader stands still for a while overflows; what is missing is told to the last event.
void TestEvents::accountsForWhatAStarvedRunLoses()
{
    constexpr qint64 opens = 200'000;
    Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, QString::number(opens)});
    QVERIFY(workload.waitForReady());
    Tool tool(
        eventRun(u"opensnoop"_s, set(u"pid"_s, workload.pid()) + QStringList{u"--ring-size"_s, u"65536"_s}));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    tool.signal(SIGSTOP); // shorter than the silence after which the stub would end
    const bool worked = workload.run(3);
    tool.signal(SIGCONT);
    QVERIFY(worked);
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const qint64 lines = tool.objects(u"event"_s).size();
    QCOMPARE(endOf(tool)["produced"_L1].toInteger(), opens);
    QCOMPARE(endOf(tool)["delivered"_L1].toInteger(), lines);
    QVERIFY(endOf(tool)["lost"_L1].toInteger() > 0);
    QCOMPARE(endOf(tool)["lost"_L1].toInteger(), opens - lines);
    QCOMPARE(lossTold(tool), opens - lines);
}

QTEST_GUILESS_MAIN(TestEvents)
#include "test_events.moc"
