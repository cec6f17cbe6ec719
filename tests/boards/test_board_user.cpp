// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board.h"
#include "tests/boards/board_table.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int metaSeconds = 120;
constexpr int workSeconds = 120;
constexpr qint64 calls = 100;

QString probe(const QString &name)
{
    return QStringLiteral(BOARD_PROBES) + u'/' + name + u".bpf.c"_s;
}

QStringList at(const QString &binary, const QString &symbol)
{
    return {u"--set"_s, u"binary="_s + binary, u"--set"_s, u"symbol="_s + symbol};
}

qint64 number(const QJsonObject &event, const QString &field)
{
    return event["fields"_L1][field].toInteger();
}

} // namespace

// Programs of a board's user space: functions and USDT probes, with exact counts and values.
class TestBoardUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void functions();
    void usdtProbes();
    void thumbIsRefused();
    void dearInstructionsAreToldBefore();

private:
    QStringList command(const QString &name, const QStringList &where) const;
    // The events of a probe while the program makes its calls.
    void run(const QString &name, const QString &symbol, QList<QJsonObject> &events);
    void tell(const QString &what, qsizetype events) const; // for the page of compatibility: all was right

    Board m_board;
};

void TestBoardUser::initTestCase()
{
    bool impossible = false;
    const QString obstacle =
        m_board.start(qEnvironmentVariable("RADIOSONDE_BOARD", u"arm64-bookworm"_s), impossible);
    if (impossible)
        QSKIP(qPrintable(obstacle));
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
    QVERIFY(m_board.put(u"work"_s));
}

QStringList TestBoardUser::command(const QString &name, const QStringList &where) const
{
    return QStringList{u"run"_s, probe(name), u"--format"_s, u"json"_s} + where + m_board.target();
}

void TestBoardUser::run(const QString &name, const QString &symbol, QList<QJsonObject> &events)
{
    // The program begins behind the shell's "ready", so that it is probed from its start on.
    Workload workload(m_board.shell(), {u"echo ready; read -r go; echo %1 | /tmp/work"_s.arg(calls)});
    QVERIFY(workload.waitForReady(workSeconds));
    Tool tool(command(name, at(u"/tmp/work"_s, symbol)));
    QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
    QVERIFY2(workload.run(workSeconds), qPrintable(tool.errors()));
    tool.signal(SIGINT);
    QVERIFY2(tool.finish(workSeconds) == 0, qPrintable(tool.errors()));
    events = tool.objects(u"event"_s);
}

void TestBoardUser::tell(const QString &what, qsizetype events) const
{
    note({m_board.name(), m_board.release(), what, {}, u"dropbear"_s, {}, events, u"%1 of %1"_s.arg(events)});
}

void TestBoardUser::functions()
{
    QList<QJsonObject> events;
    run(u"user"_s, u"work_step"_s, events);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(events.size(), 2 * calls);
    for (qint64 i = 0; i < calls; i++) { // one thread: a call and its end follow each other
        QVERIFY(!events[2 * i]["fields"_L1]["returned"_L1].toBool());
        QCOMPARE(number(events[2 * i], u"value"_s), i);
        QVERIFY(events[2 * i + 1]["fields"_L1]["returned"_L1].toBool());
        QCOMPARE(number(events[2 * i + 1], u"value"_s), 2 * i);
    }
    tell(u"uprobe, uretprobe"_s, events.size());
}

void TestBoardUser::usdtProbes()
{
    QList<QJsonObject> events;
    run(u"usdt"_s, u"work:plain"_s, events);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(events.size(), calls);
    for (qint64 i = 0; i < calls; i++) {
        QCOMPARE(number(events[i], u"count"_s), 3);
        QCOMPARE(number(events[i], u"constant"_s), -9);
        QCOMPARE(number(events[i], u"in_register"_s), i + 1);
        QCOMPARE(number(events[i], u"in_memory"_s), -(i + 1));
    }
    tell(u"USDT"_s, events.size());
}

// The kernel would take the probe and never fire it.
void TestBoardUser::thumbIsRefused()
{
    if (m_board.architecture() != u"armhf")
        return; // no Thumb code there
    QVERIFY(m_board.put(u"work-thumb"_s));
    for (const auto &[name, symbol] : {std::pair(u"user"_s, u"work_step"_s), {u"usdt"_s, u"work:plain"_s}}) {
        const Outcome outcome = runTool(command(name, at(u"/tmp/work-thumb"_s, symbol)), metaSeconds);
        QCOMPARE(outcome.status, 3);
        QVERIFY2(outcome.errors.contains(u"Thumb"_s) && outcome.errors.contains(u"-marm"_s),
                 qPrintable(outcome.errors));
    }
}

void TestBoardUser::dearInstructionsAreToldBefore()
{
    if (m_board.architecture() == u"armhf")
        return; // all instructions cost alike
    const Outcome outcome = runTool(
        command(u"user"_s, QStringList{u"--duration"_s, u"0.1"_s} + at(u"/tmp/work"_s, u"work_stepped"_s)),
        metaSeconds);
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.errors.contains(u"work_stepped begins with"_s), qPrintable(outcome.errors));
}

QTEST_GUILESS_MAIN(TestBoardUser)
#include "test_board_user.moc"
