// SPDX-License-Identifier: GPL-3.0-or-later
// The program over a serial line: a console of this machine on a pseudo terminal, clean, damaged, slow and
// cut.
#include "tests/e2e/support/counts.h"
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"
#include "tests/unit/serial/console_fixture.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;
using namespace radiosonde::e2e;

namespace
{

constexpr int opens = 500;
constexpr int calls = 3000;
constexpr int fileCalls = 1500; // reads and writes of iowork
constexpr int metaSeconds = 60; // the stub goes across the console first
const QString fast = u"?baud=4000000"_s;

enum class Watched : quint8 { Opens, Calls, Files };

QStringList words(Watched watched, const Workload &workload, const QString &url)
{
    const QString probe = watched == Watched::Opens   ? u"opensnoop"_s
                          : watched == Watched::Calls ? sourcePath(u"probes/calls.bpf.c"_s)
                                                      : u"filetop"_s;
    QStringList words{u"run"_s,      probe,     u"--target"_s, url,
                      u"--format"_s, u"json"_s, u"--set"_s,    u"pid=%1"_s.arg(workload.pid())};
    if (watched == Watched::Calls)
        words += {u"--set"_s, u"call=%1"_s.arg(SYS_getpid)};
    return words;
}

QStringList workOf(Watched watched, const QTemporaryDir &folder)
{
    switch (watched) {
    case Watched::Opens:
        return {u"openwork"_s, u"/etc/passwd"_s, QString::number(opens)};
    case Watched::Calls:
        return {u"callwork"_s, QString::number(calls)};
    case Watched::Files:
        break;
    }
    return {u"iowork"_s, folder.filePath(u"known-file"_s), folder.filePath(u"far-end"_s)};
}

// The numbers of the calls, each once and in order.
bool isSequence(const QList<QJsonObject> &events)
{
    qint64 expected = 0;
    return std::ranges::all_of(events, [&expected](const QJsonObject &event) {
        return event["fields"_L1]["number"_L1].toInteger() == ++expected;
    });
}

} // namespace

class TestSerial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsExactly_data();
    void countsExactly();
    void refusals_data();
    void refusals();
    void tellsWhenThePortIsTaken();
    void endsWhenTheCableIsPulled();

private:
    void compare(Watched watched, const Tool &tool);

    QTemporaryDir m_folder;
};

void TestSerial::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
    QVERIFY(m_folder.isValid());
}

void TestSerial::countsExactly_data()
{
    QTest::addColumn<int>("watched");
    QTest::addColumn<bool>("noisy");
    for (const bool noisy : {false, true}) {
        const char *line = noisy ? "a damaged line" : "a clean line";
        QTest::addRow("opensnoop, %s", line) << int(Watched::Opens) << noisy;
        QTest::addRow("a record for each call, %s", line) << int(Watched::Calls) << noisy;
        QTest::addRow("filetop, %s", line) << int(Watched::Files) << noisy;
    }
}

void TestSerial::compare(Watched watched, const Tool &tool)
{
    const QJsonObject end = tool.objects(u"end"_s).constLast();
    QCOMPARE(end["produced"_L1].toInteger(), end["delivered"_L1].toInteger() + end["lost"_L1].toInteger());
    QCOMPARE(end["lost"_L1].toInteger(-1), 0);
    QCOMPARE(end["delivered"_L1].toInteger(), tool.objects(u"event"_s).size());
    if (watched == Watched::Opens)
        QCOMPARE(eventsOf(tool, u"openwork"_s), opens);
    if (watched == Watched::Files)
        QCOMPARE(callsOn(tool, u"known-file"_s), fileCalls);
    if (watched == Watched::Calls) {
        QCOMPARE(end["produced"_L1].toInteger(), calls);
        QVERIFY(isSequence(tool.objects(u"event"_s)));
    }
}

void TestSerial::countsExactly()
{
    QFETCH(int, watched);
    QFETCH(bool, noisy);
    ConsoleFixture console;
    QVERIFY(console.answers("echo ready-$((1+1))\r", "ready-2"));
    std::atomic<int> toHost = 0, toTarget = 0;
    if (noisy)
        console.setLine(damage(2011, &toHost), damage(1999, &toTarget));
    QStringList work = workOf(Watched(watched), m_folder);
    Workload workload(workloadPath(work.takeFirst()), work);
    QVERIFY(workload.waitForReady());
    Tool tool(words(Watched(watched), workload, console.url(fast)));
    QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QVERIFY2(tool.finish() == 0, qPrintable(tool.errors()));
    compare(Watched(watched), tool);
    QVERIFY(!noisy || toHost + toTarget > 10);
    console.setLine({}, {});
    QVERIFY(console.answers("echo back-$((6*7))\r", "back-42"));
}

void TestSerial::refusals_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such device") << u"serial:///dev/ttyUSB77"_s << 1 << u"There is no serial port"_s;
    QTest::newRow("no terminal") << u"serial:///dev/null"_s << 1 << u"is no serial port"_s;
    QTest::newRow("a folder") << u"serial:///dev"_s << 1 << u"is no serial port"_s;
    QTest::newRow("no speed") << u"serial:///dev/ttyS0?baud=12"_s << 64 << u"no speed"_s;
    QTest::newRow("no device") << u"serial://"_s << 64 << u"names no serial port"_s;
}

void TestSerial::refusals()
{
    QFETCH(QString, url);
    QFETCH(int, status);
    QFETCH(QString, words);
    const Outcome outcome = runTool({u"run"_s, u"opensnoop"_s, u"--target"_s, url});
    QCOMPARE(outcome.status, status);
    QVERIFY2(outcome.errors.contains(words), qPrintable(outcome.errors));
}

void TestSerial::tellsWhenThePortIsTaken()
{
    ConsoleFixture console;
    const int port = open(console.device().toLatin1().constData(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(port >= 0 && flock(port, LOCK_EX | LOCK_NB) == 0);
    const Outcome outcome = runTool({u"run"_s, u"opensnoop"_s, u"--target"_s, console.url()});
    close(port);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.errors.contains(u"is in use"), qPrintable(outcome.errors));
}

// While the stub is sent, and while events come.
void TestSerial::endsWhenTheCableIsPulled()
{
    for (const bool attached : {false, true}) {
        ConsoleFixture console;
        QVERIFY(console.answers("echo ready-$((1+1))\r", "ready-2"));
        Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, QString::number(opens)});
        QVERIFY(workload.waitForReady());
        Tool tool(words(Watched::Opens, workload, console.url(fast)));
        std::atomic<int> passed = 0;
        if (attached) {
            QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
            QVERIFY(workload.run());
        } else {
            console.setLine({}, damage(8000, &passed));
            QTRY_VERIFY_WITH_TIMEOUT(passed > 0, 30'000);
        }
        console.unplug();
        QCOMPARE(tool.finish(), attached ? 2 : 1);
        QVERIFY2(tool.errors().contains(u"has gone"), qPrintable(tool.errors()));
    }
}

QTEST_GUILESS_MAIN(TestSerial)
#include "test_serial.moc"
