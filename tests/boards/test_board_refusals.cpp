// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board.h"
#include "tests/e2e/support/tool.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int runSeconds = 240;

// Where a stub may be put on a board. The key that logs in lies in one of them.
constexpr char places[] = "/tmp /dev/shm /run /root";

} // namespace

// Boards on which a run cannot be: each says why, and ends with 1. A board of its own, as a kernel that was
// locked stays so.
class TestBoardRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noPlaceForAStub_data();
    void noPlaceForAStub();
    void anotherPlaceIsTaken();
    void lockedKernel_data();
    void lockedKernel();

private:
    // Mounts a file system over each of the places and does something to it; afterwards takes all away again.
    bool cover(const QString &commands);
    bool uncover();
    Outcome run(const QString &probe = QStringLiteral("opensnoop"));

    Board m_board;
};

void TestBoardRefusals::initTestCase()
{
    bool impossible = false;
    const QString obstacle =
        m_board.startOwn(qEnvironmentVariable("RADIOSONDE_BOARD", u"arm64-bookworm"_s), impossible);
    if (impossible)
        QSKIP(qPrintable(obstacle));
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
}

bool TestBoardRefusals::cover(const QString &commands)
{
    return m_board
        .run(u"set -e; cp -a /root/.ssh /keys; for p in %1; do mount -t tmpfs -o size=64k,mode=700 none $p; "
             "cp -a /keys $p/.ssh; %2; done; echo covered"_s.arg(QLatin1StringView(places), commands))
        .contains("covered");
}

bool TestBoardRefusals::uncover()
{
    return m_board
        .run(u"set -e; for p in %1; do umount -l $p; done; rm -r /keys; echo uncovered"_s.arg(
            QLatin1StringView(places)))
        .contains("uncovered");
}

Outcome TestBoardRefusals::run(const QString &probe)
{
    return runTool(QStringList{u"run"_s, probe, u"--format"_s, u"json"_s, u"--duration"_s, u"0.2"_s} +
                       m_board.target(),
                   runSeconds);
}

void TestBoardRefusals::noPlaceForAStub_data()
{
    QTest::addColumn<QString>("commands");
    QTest::addColumn<QString>("words");
    QTest::newRow("full") << u"dd if=/dev/zero of=$p/filler 2>/dev/null || true"_s << u"the disk is full"_s;
    QTest::newRow("read-only") << u"mount -o remount,ro $p"_s << u"Read-only file system"_s;
    QTest::newRow("noexec") << u"mount -o remount,noexec $p"_s << u"mounted noexec"_s;
}

void TestBoardRefusals::noPlaceForAStub()
{
    QFETCH(QString, commands);
    QFETCH(QString, words);
    QVERIFY(cover(commands));
    const Outcome outcome = run();
    QVERIFY(uncover());
    QCOMPARE(outcome.status, 1);
    for (const char *place : {"/tmp: ", "/dev/shm: ", "/root: ", "/run: "})
        QVERIFY2(outcome.errors.contains(QLatin1StringView(place) + words), qPrintable(outcome.errors));
}

void TestBoardRefusals::anotherPlaceIsTaken()
{
    QVERIFY(cover(u"mount -o remount,noexec $p"_s));
    m_board.run(u"mount -o remount,exec /run"_s);
    const Outcome outcome = run();
    QVERIFY(uncover());
    QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
}

void TestBoardRefusals::lockedKernel_data()
{
    QTest::addColumn<QString>("probe");
    QTest::newRow("refused by the verifier") << u"opensnoop"_s;
    QTest::newRow("one of its ways attaches no more") << u"filetop"_s;
    QTest::newRow("refused at attaching") << QStringLiteral(BOARD_PROBES) + u"/reads.bpf.c"_s;
}

void TestBoardRefusals::lockedKernel()
{
    QFETCH(QString, probe);
    const QByteArray locked = m_board.run(u"mount -t securityfs none /sys/kernel/security 2>/dev/null; "
                                          "echo confidentiality 2>/dev/null >/sys/kernel/security/lockdown; "
                                          "cat /sys/kernel/security/lockdown"_s);
    QVERIFY2(locked.contains("[confidentiality]"), locked.constData());
    const Outcome outcome = run(probe);
    QVERIFY2(outcome.status == 1, qPrintable(outcome.errors));
    QVERIFY2(outcome.errors.contains(u"locked down"_s), qPrintable(outcome.errors));
}

QTEST_GUILESS_MAIN(TestBoardRefusals)
#include "test_board_refusals.moc"
