// SPDX-License-Identifier: GPL-3.0-or-later
// Links that fail during a deployment, at every step of it, with a real shell at the other end.
#include "remote/session/session.h"
#include "remote/transport/deploy.h"
#include "remote/transport/deploy_script.h"
#include "target_shell.h"

#include <QTest>

#include <vector>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int cleanMs = 8000; // 5 s of silence, and what a busy machine adds

qint64 firstLine()
{
    return deployScript("0123456789abcdef", "x").indexOf('\n') + 1;
}

qint64 scriptSize()
{
    return deployScript("0123456789abcdef", "012345678901234567890123").size();
}

using Shells = std::vector<std::unique_ptr<TargetShell>>;

QStringList leftovers(const Shells &shells)
{
    QStringList all;
    for (const auto &shell : shells)
        all += shell->leftovers();
    return all;
}

} // namespace

class TestDeployFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cutLinksLeaveNothing();
    void stalledLinksLeaveNothing_data();
    void stalledLinksLeaveNothing();
    void deathOfTheHostBeforeTheAck();
    void interruptible();

private:
    qint64 m_whole = 0; // bytes to the shell of a deployment that works
};

void TestDeployFaults::initTestCase()
{
    TargetShell shell("exec sh");
    const Interruptor never;
    const Result<> done = deployStub(shell.channel(), {}, nullptr, never);
    QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
    m_whole = shell.bytesSent();
    shell.cut();
    QTRY_COMPARE_WITH_TIMEOUT(shell.leftovers(), QStringList(), cleanMs);
}

void TestDeployFaults::cutLinksLeaveNothing()
{
    const Interruptor never;
    Shells shells;
    constexpr qint64 step = 487;
    for (qint64 at = 0; at < m_whole; at += step) {
        TargetShell &shell = *shells.emplace_back(std::make_unique<TargetShell>("exec sh"));
        shell.failAfter(TargetShell::Failure::Cut, at);
        const Result<> done = deployStub(shell.channel(), {}, nullptr, never);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().text.contains(u"the link was cut"_s), qPrintable(done.error().text));
    }
    QTRY_COMPARE_WITH_TIMEOUT(leftovers(shells), QStringList(), cleanMs);
}

void TestDeployFaults::stalledLinksLeaveNothing_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("dash") << QByteArray("exec dash");
    QTest::newRow("bash") << QByteArray("exec bash");
    QTest::newRow("busybox") << QByteArray("exec busybox sh");
    QTest::newRow("mksh") << QByteArray("exec mksh");
}

void TestDeployFaults::stalledLinksLeaveNothing()
{
    QFETCH(QByteArray, command);
    const Interruptor never;
    Shells shells;
    const QList<qint64> places{firstLine(),       firstLine() + 1,    scriptSize() / 2, scriptSize() + 20,
                               scriptSize() + 70, scriptSize() + 300, m_whole / 2,      m_whole - 100};
    for (const qint64 at : places) {
        shells.push_back(std::make_unique<TargetShell>(command));
        shells.back()->failAfter(TargetShell::Failure::Stall, at);
        const Result<> done =
            deployStub(shells.back()->channel(), {.name = {}, .answerMs = 700}, nullptr, never);
        QVERIFY(!done);
        QVERIFY2(done.error().text.contains(u"within 0.7 s"_s), qPrintable(done.error().text));
    }
    QTRY_COMPARE_WITH_TIMEOUT(leftovers(shells), QStringList(), cleanMs);
}

void TestDeployFaults::deathOfTheHostBeforeTheAck()
{
    const Interruptor never;
    TargetShell shell("exec sh");
    QVERIFY(deployStub(shell.channel(), {}, nullptr, never));
    QTRY_COMPARE_WITH_TIMEOUT(shell.leftovers().size(), 1, cleanMs); // the stub alone, and no file
    QVERIFY2(shell.leftovers().first().contains(u"radiosonde-stub"_s), qPrintable(shell.leftovers().first()));
    shell.cut();
    QTRY_COMPARE_WITH_TIMEOUT(shell.leftovers(), QStringList(), 1000);
}

void TestDeployFaults::interruptible()
{
    Shells shells;
    for (int call = 0, calls = 1; call < calls; ++call) {
        TargetShell &shell = *shells.emplace_back(std::make_unique<TargetShell>("exec sh"));
        Interruptor interruptor;
        calls = 0;
        shell.onCall([&] {
            if (calls++ == call)
                interruptor.interrupt();
        });
        const Result<> done = deployStub(shell.channel(), {}, nullptr, interruptor);
        QVERIFY(done || done.error().kind == ErrorKind::Cancelled);
        shell.onCall({});
        shell.cut();
    }
    QTRY_COMPARE_WITH_TIMEOUT(leftovers(shells), QStringList(), cleanMs);
}

QTEST_GUILESS_MAIN(TestDeployFaults)
#include "test_deploy_faults.moc"
