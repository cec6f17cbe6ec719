// SPDX-License-Identifier: GPL-3.0-or-later
// Links that are cut under a run, and what the run makes of it.
#include "app/run/probe_library.h"
#include "app/run/probe_run.h"
#include "tests/bench/quiet_observer.h"
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde;
using namespace radiosonde::e2e;

namespace
{

constexpr int backMs = 30'000;

// A target behind a relay whose process number stands in a file: cut() ends the relay, as a pulled cable
// does.
class CutLink
{
public:
    explicit CutLink(const QString &folder) : m_folder(folder) {}

    QString url() const
    {
        return u"cmd:export TMPDIR=%1; echo $$ > %1/relay; exec socat - EXEC:sh"_s.arg(m_folder);
    }
    bool cut() const
    {
        QFile file(m_folder + u"/relay"_s);
        return file.open(QIODevice::ReadOnly) && ::kill(file.readAll().trimmed().toInt(), SIGKILL) == 0;
    }

private:
    QString m_folder;
};

// Takes in what the tool has said meanwhile.
bool pumped(Tool &tool)
{
    tool.update();
    return true;
}

qint64 opensOf(const Tool &tool, qint64 pid)
{
    const QList<QJsonObject> events = tool.objects(u"event"_s);
    return std::count_if(events.begin(), events.end(), [pid](const QJsonObject &event) {
        return event["fields"_L1]["pid"_L1].toInteger() == pid;
    });
}

qint64 positionOf(const Tool &tool, const QString &type)
{
    const QList<QJsonObject> lines = tool.objects();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i]["type"_L1].toString() == type)
            return i;
    }
    return -1;
}

QList<QByteArray> linesOf(const QList<QByteArray> &lines, const QList<QByteArray> &types)
{
    QList<QByteArray> chosen;
    for (const QByteArray &line : lines) {
        for (const QByteArray &type : types) {
            if (line.startsWith("{\"type\":\"" + type + '"'))
                chosen.append(line);
        }
    }
    return chosen;
}

// Counts holes, and what was said of the link.
class LinkObserver : public QuietObserver
{
public:
    void hole(qint64, qint64) override { ++holes; }
    void link(const LinkState &state) override
    {
        phase = state.phase;
        attempts = std::max(attempts.load(), state.attempts);
    }

    std::atomic<int> holes = 0;
    std::atomic<LinkPhase> phase = LinkPhase::Up;
    std::atomic<int> attempts = 0;
};

} // namespace

class TestReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eventsGoOnAfterAHole();
    void intervalsAreExactOnBothSides();
    void comesBackThroughCutsInEveryPhase();
    void aStopEndsTheWait();
    void withoutTheOptionALostLinkEndsTheRun();
    void oneTargetsDeathLeavesTheOtherAlone();
    void theLogTellsEveryCall();
};

void TestReconnect::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestReconnect::eventsGoOnAfterAHole()
{
    const QTemporaryDir folder;
    const CutLink link(folder.path());
    const QString recording = folder.filePath(u"run.rsrec"_s);
    Tool tool({u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--target"_s, link.url(),
               u"--reconnect"_s, u"--record"_s, recording});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    const QString file = folder.filePath(u"opened"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    Workload before(workloadPath(u"openwork"_s), {file, u"50"_s});
    QVERIFY(before.waitForReady() && before.run());
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && opensOf(tool, before.pid()) >= 50, backMs);
    const qint64 seenBefore = opensOf(tool, before.pid());
    QVERIFY(link.cut());
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && tool.errors().contains(u"is back"_s), backMs);
    Workload after(workloadPath(u"openwork"_s), {file, u"50"_s});
    QVERIFY(after.waitForReady() && after.run());
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && opensOf(tool, after.pid()) >= 50, backMs);
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    QCOMPARE(opensOf(tool, before.pid()), seenBefore); // none twice
    QCOMPARE(tool.objects(u"meta"_s).size(), 1);
    QCOMPARE(tool.objects(u"hole"_s).size(), 1);
    QVERIFY(tool.objects(u"hole"_s).constFirst()["duration_ns"_L1].toInteger() > 0);
    QVERIFY(positionOf(tool, u"hole"_s) > positionOf(tool, u"event"_s));
    const QJsonObject end = tool.objects(u"end"_s).value(0);
    QVERIFY(end["produced"_L1].isNull() && end["lost"_L1].isNull()); // nobody knows what the cut took
    QCOMPARE(end["delivered"_L1].toInteger(), tool.objects(u"event"_s).size());

    const Outcome replay = runTool({u"export"_s, recording, u"--format"_s, u"json"_s, u"--output"_s, u"-"_s});
    QCOMPARE(replay.status, 0);
    const QList<QByteArray> types{"event", "hole", "loss", "end"};
    QCOMPARE(linesOf(replay.output.split('\n'), types), linesOf(tool.lines(), types));
}

void TestReconnect::intervalsAreExactOnBothSides()
{
    const QTemporaryDir folder;
    const CutLink link(folder.path());
    Tool tool({u"run"_s, u"filetop"_s, u"--format"_s, u"json"_s, u"--interval"_s, u"0.1"_s, u"--target"_s,
               link.url(), u"--reconnect"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    const auto readsOf = [&tool](qint64 tid) {
        qint64 reads = 0;
        for (const QJsonObject &table : tool.objects(u"table"_s)) {
            const QJsonArray rows = table["rows"_L1].toArray();
            for (const QJsonValue &row : rows) {
                if (row["tid"_L1].toInteger() == tid)
                    reads += row["reads"_L1].toInteger();
            }
        }
        return reads;
    };
    // a shell that reads its own line by line: as many reads as there are bytes
    const QString text = folder.filePath(u"text"_s);
    {
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(200, 'x'));
    }
    const auto reader = [&] {
        QProcess process;
        process.start(u"dd"_s, {u"if="_s + text, u"of=/dev/null"_s, u"bs=1"_s, u"status=none"_s});
        process.waitForStarted();
        const qint64 pid = process.processId();
        process.waitForFinished();
        return pid;
    };
    const qint64 before = reader();
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && readsOf(before) >= 200, backMs);
    const qint64 seenBefore = readsOf(before);
    QVERIFY(link.cut());
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && tool.errors().contains(u"is back"_s), backMs);
    const qint64 after = reader();
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && readsOf(after) >= 200, backMs);
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    QCOMPARE(readsOf(before), seenBefore);
    QCOMPARE(readsOf(after), seenBefore); // the same program did the same
    const QJsonObject end = tool.objects(u"end"_s).value(0);
    QCOMPARE(end["produced"_L1].toInteger(-1), 0); // no stream of records
    QCOMPARE(end["lost"_L1].toInteger(-1), 0);
}

// The target ends each of its first sessions after so many bytes: in the greeting, while types and facts are
// read, in loading, in attaching, in streaming. Each is another attempt, and the run is back in the end.
void TestReconnect::comesBackThroughCutsInEveryPhase()
{
    const QTemporaryDir folder;
    const QByteArray script = "n=$(cat $1/count 2>/dev/null || echo 0)\n"
                              "echo $((n + 1)) > $1/count\n"
                              "export TMPDIR=$1\n"
                              "case $n in\n"
                              "1) exit 1;;\n"
                              "2) echo noise; exit 0;;\n"
                              "3) sh | head -c 40;;\n"
                              "4) sh | head -c 400;;\n"
                              "5) sh | head -c 2000;;\n"
                              "6) sh | head -c 4000;;\n"
                              "7) sh | head -c 8000;;\n"
                              "8) sh | head -c 16000;;\n"
                              "*) echo $$ > $1/relay; exec socat - EXEC:sh;;\n"
                              "esac\n";
    {
        QFile file(folder.filePath(u"target.sh"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script);
    }
    const CutLink link(folder.path());
    const auto source = findProbe(u"opensnoop"_s, QStringLiteral(PROBES));
    QVERIFY(source);
    RunEnvironment environment;
    LinkObserver observer;
    RunRequest request;
    request.probe = source->name;
    request.fileName = source->fileName;
    request.source = source->source;
    request.target = u"cmd:sh %1/target.sh %1"_s.arg(folder.path());
    request.reconnect = true;
    std::atomic<bool> begun = false;
    observer.onBegin = [&] { begun = true; };
    ProbeRun run(request, environment, observer);
    run.start();
    QTRY_VERIFY_WITH_TIMEOUT(begun.load(), backMs);
    QVERIFY(link.cut());
    QTRY_VERIFY_WITH_TIMEOUT(observer.phase.load() != LinkPhase::Up, backMs);
    for (int turn = 0; turn < 600 && observer.holes.load() == 0; ++turn) {
        run.reconnectNow();
        QTest::qWait(100);
    }
    QVERIFY(observer.holes.load() >= 1);
    QTRY_VERIFY_WITH_TIMEOUT(observer.attempts.load() >= 6, backMs);
    const quint64 seen = observer.eventsSeen();
    for (int turn = 0; turn < 300 && observer.eventsSeen() == seen; ++turn) {
        QFile count(folder.filePath(u"count"_s)); // an event
        QVERIFY(count.open(QIODevice::ReadOnly));
        QTest::qWait(100);
    }
    QVERIFY(observer.eventsSeen() > seen);
    run.stop();
    const RunSummary summary = run.wait();
    QVERIFY2(!summary.error, qPrintable(summary.error ? describe(*summary.error) : QString()));
}

void TestReconnect::aStopEndsTheWait()
{
    const QTemporaryDir folder;
    const CutLink link(folder.path());
    const QString once =
        u"cmd:test -e %1/relay && exec sleep 60; %2"_s.arg(folder.path(), link.url().sliced(4));
    Tool tool({u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--target"_s, once, u"--reconnect"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(link.cut());
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && tool.errors().contains(u"trying again"_s), backMs);
    QTest::qWait(1500); // the next attempt hangs
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(20), 2); // it was lost and is not back
    QCOMPARE(tool.objects(u"end"_s).size(), 1);
    QVERIFY(tool.objects(u"end"_s).constFirst()["lost"_L1].isNull());
}

void TestReconnect::withoutTheOptionALostLinkEndsTheRun()
{
    const QTemporaryDir folder;
    const CutLink link(folder.path());
    Tool tool({u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--target"_s, link.url()});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(link.cut());
    QCOMPARE(tool.finish(), 2);
    QCOMPARE(tool.objects(u"end"_s).size(), 1);
}

void TestReconnect::oneTargetsDeathLeavesTheOtherAlone()
{
    const QTemporaryDir first;
    const QTemporaryDir second;
    const CutLink mortal(first.path());
    const CutLink other(second.path());
    Tool tool({u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--target"_s, mortal.url(), u"--target"_s,
               other.url()});
    QTRY_COMPARE_WITH_TIMEOUT((pumped(tool), tool.objects(u"meta"_s).size()), 2, backMs);
    QVERIFY(mortal.cut());
    QTRY_COMPARE_WITH_TIMEOUT((pumped(tool), tool.objects(u"end"_s).size()), 1, backMs);
    QCOMPARE(tool.objects(u"end"_s).constFirst()["target"_L1].toString(), mortal.url());
    const QString file = second.filePath(u"opened"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    Workload work(workloadPath(u"openwork"_s), {file, u"20"_s});
    QVERIFY(work.waitForReady() && work.run());
    QTRY_VERIFY_WITH_TIMEOUT(pumped(tool) && opensOf(tool, work.pid()) >= 20, backMs);
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 2); // of the one that was lost
    const QList<QJsonObject> ends = tool.objects(u"end"_s);
    QCOMPARE(ends.size(), 2);
    QCOMPARE(ends[1]["target"_L1].toString(), other.url());
    QCOMPARE(ends[1]["produced"_L1].toInteger(),
             ends[1]["delivered"_L1].toInteger() + ends[1]["lost"_L1].toInteger(-1));
    for (const QJsonObject &meta : tool.objects(u"meta"_s))
        QVERIFY(meta["target"_L1]["url"_L1].toString().startsWith(u"cmd:"_s));
}

void TestReconnect::theLogTellsEveryCall()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"calls.log"_s);
    Tool tool(
        {u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--log"_s, path, u"--duration"_s, u"0.2"_s});
    QCOMPARE(tool.finish(), 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const QString &words : {u"bpf MAP_CREATE ringbuf"_s, u"bpf PROG_LOAD"_s, u"read file \"/"_s,
                                 u"drain ring buffer fd"_s, u"flush stream"_s, u"opensnoop on local"_s})
        QVERIFY2(text.contains(words), qPrintable(words + u'\n' + text.left(4000)));
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
        QVERIFY2(line.contains(u"Z  "_s) && line.endsWith(u']'), qPrintable(line));

    const Outcome full =
        runTool({u"run"_s, u"opensnoop"_s, u"--log"_s, u"/dev/full"_s, u"--duration"_s, u"0.3"_s});
    QCOMPARE(full.status, 0); // a disk that is full does not end a run
    QVERIFY2(full.errors.contains(u"/dev/full can't be written"_s), qPrintable(full.errors));
}

QTEST_GUILESS_MAIN(TestReconnect)
#include "test_reconnect.moc"
