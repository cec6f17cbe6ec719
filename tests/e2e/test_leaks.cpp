// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr qint64 times = 2000; // that each function of the workload allocates

// Bytes that stacks with a function hold, as the last snapshot has them.
qint64 heldBy(const Tool &tool, const QString &function)
{
    qint64 bytes = 0;
    const QList<QJsonObject> lines = tool.objects(u"stacks"_s);
    const QJsonArray stacks = lines.isEmpty() ? QJsonArray() : lines.last()["stacks"_L1].toArray();
    for (const QJsonValue &stack : stacks) {
        if (stack["frames"_L1].toArray().contains(function))
            bytes += stack["value"_L1].toInteger();
    }
    return bytes;
}

} // namespace

// `radiosonde run memleak` beside a program that leaks a known number of bytes.
class TestLeaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
            QSKIP(qPrintable(obstacle));
    }
    void memleakCountsWhatIsNotFreed();
};

void TestLeaks::memleakCountsWhatIsNotFreed()
{
    Workload work(workloadPath(u"leakwork"_s), {QString::number(times)});
    QVERIFY(work.waitForReady());
    Tool tool({u"run"_s, u"memleak"_s, u"--set"_s, u"binary="_s + workloadPath(u"leakwork"_s), u"--set"_s,
               u"pid="_s + QString::number(work.pid()), u"--format"_s, u"json"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(work.run(120));
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    for (const auto &[function, name] :
         {std::pair(u"leakMalloc"_s, "malloc"), std::pair(u"leakCalloc"_s, "calloc"),
          std::pair(u"leakRealloc"_s, "realloc"), std::pair(u"leakAligned"_s, "aligned")}) {
        const qint64 leaked = work.reported("leaked", name);
        QVERIFY(leaked > 0);
        QVERIFY2(heldBy(tool, function) == leaked, qPrintable(u"%1: %2 held, %3 leaked\n%4"_s.arg(function)
                                                                  .arg(heldBy(tool, function))
                                                                  .arg(leaked)
                                                                  .arg(tool.errors())));
    }
    QCOMPARE(heldBy(tool, u"giveBack"_s), 0);
}

QTEST_GUILESS_MAIN(TestLeaks)
#include "test_leaks.moc"
