// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QMap>
#include <QTest>
#include <QVersionNumber>

#include <csignal>

#include <sys/syscall.h>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

QStringList callRun(const QString &probe, const Workload &workload)
{
    return {u"run"_s,    sourcePath(u"probes/%1.bpf.c"_s.arg(probe)),
            u"--format"_s, u"json"_s,
            u"--set"_s,  u"pid=%1"_s.arg(workload.pid()),
            u"--set"_s,  u"call=%1"_s.arg(SYS_getpid)};
}

// What the loss lines add up to, by place and view.
QMap<QString, qint64> lossesOf(const Tool &tool)
{
    QMap<QString, qint64> losses;
    for (const QJsonObject &loss : tool.objects(u"loss"_s))
        losses[loss["where"_L1].toString() + u' ' + loss["view"_L1].toString(u"?"_s)] +=
            loss["count"_L1].toInteger();
    return losses;
}

QJsonObject endOf(const Tool &tool)
{
    const QList<QJsonObject> ends = tool.objects(u"end"_s);
    return ends.size() == 1 ? ends.constFirst() : QJsonObject();
}

} // namespace

// What a probe could not keep or was not run for, beside work whose losses are known to the last one.
class TestLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsUpdatesThatFailed();
    void tellsRunsThatTheKernelLeftOut();
};

void TestLosses::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestLosses::tellsUpdatesThatFailed()
{
    constexpr qint64 calls = 1000;
    Workload workload(workloadPath(u"callwork"_s), {QString::number(calls)});
    QVERIFY(workload.waitForReady());
    Tool tool(callRun(u"full"_s, workload));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const QMap<QString, qint64> expected{{u"map seen"_s, 2 * (calls - 100)}, {u"map ?"_s, calls - 40}};
    QCOMPARE(lossesOf(tool), expected);
    QCOMPARE(endOf(tool)["produced"_L1].toInteger(), calls); // of records: none of them was lost
    QCOMPARE(endOf(tool)["delivered"_L1].toInteger(), calls);
    QCOMPARE(endOf(tool)["lost"_L1].toInteger(-1), 0);
    QCOMPARE(tool.objects(u"event"_s).size(), calls);
}

void TestLosses::tellsRunsThatTheKernelLeftOut()
{
    // before 6.2 bpf_trace_printk() holds a lock while its tracepoint runs
    if (QVersionNumber::fromString(QSysInfo::kernelVersion()) < QVersionNumber(6, 2))
        QSKIP("this kernel's bpf_trace_printk() takes no second call");
    constexpr qint64 calls = 777;
    Workload workload(workloadPath(u"callwork"_s), {QString::number(calls)});
    QVERIFY(workload.waitForReady());
    Tool tool(callRun(u"nested"_s, workload));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const QMap<QString, qint64> expected{{u"missed ?"_s, calls}};
    QCOMPARE(lossesOf(tool), expected);
    QCOMPARE(endOf(tool)["lost"_L1].toInteger(-1), 0);
}

QTEST_GUILESS_MAIN(TestLosses)
#include "test_losses.moc"
