// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr qint64 rounds = 20'000;

// A tool of libbpf-tools that runs until stop(); Debian 13 has added a suffix to their names. Some look for
// tracefs, which is mounted for them alone where nobody else has.
class Peer
{
public:
    static QString find(const QString &name)
    {
        const QString path = QStandardPaths::findExecutable(name, {u"/usr/sbin"_s});
        return path.isEmpty() ? QStandardPaths::findExecutable(name + u"-libbpf"_s, {u"/usr/sbin"_s}) : path;
    }

    bool start(const QString &path, const QStringList &arguments)
    {
        const QString script =
            u"mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null; exec stdbuf -oL \"$@\""_s;
        m_process.start(u"unshare"_s,
                        QStringList{u"-m"_s, u"sh"_s, u"-c"_s, script, u"sh"_s, path} + arguments);
        return m_process.waitForReadyRead(); // "Tracing..."
    }

    QString stop()
    {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
        m_process.waitForFinished();
        return QString::fromUtf8(m_process.readAllStandardOutput());
    }

private:
    QProcess m_process;
};

// The sum of a number that stands in each line where `pattern` matches.
qint64 sumOf(const QString &text, const QString &pattern)
{
    const QRegularExpression line(pattern, QRegularExpression::MultilineOption);
    qint64 sum = 0;
    for (const auto &match : line.globalMatch(text))
        sum += match.captured(1).toLongLong();
    return sum;
}

qint64 valuesIn(const QJsonObject &histogram)
{
    qint64 sum = 0;
    const QJsonArray buckets = histogram["buckets"_L1].toArray();
    for (const QJsonValue &bucket : buckets)
        sum += bucket["count"_L1].toInteger();
    return sum;
}

// The sum of a column over all lines of a table, of rows where `key` is `value`; of all where it is empty.
qint64 sumOf(const Tool &tool, QLatin1StringView column, QLatin1StringView key = {},
             const QString &value = {})
{
    qint64 sum = 0;
    for (const QJsonObject &table : tool.objects(u"table"_s)) {
        const QJsonArray rows = table["rows"_L1].toArray();
        for (const QJsonValue &row : rows)
            sum += key.isEmpty() || row[key].toString() == value ? row[column].toInteger() : 0;
    }
    return sum;
}

bool isNear(qint64 ours, qint64 theirs) // within 2 %
{
    return std::abs(ours - theirs) * 50 <= theirs;
}

} // namespace

// Probes of the library beside libbpf-tools' programs of the same name, in the same interval.
class TestLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runqlat_data();
    void runqlat();
    void runqlen();
    void syscount_data();
    void syscount();
    void hardirqs();
    void globalsAreCounters();
    void countersAsCsv();
};

void TestLibrary::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestLibrary::runqlat_data()
{
    QTest::addColumn<QString>("alternative");
    QTest::newRow("tp_btf") << u"tp_btf"_s;
    QTest::newRow("raw_tp") << u"raw_tp"_s;
}

void TestLibrary::runqlat()
{
    QFETCH(QString, alternative);
    Workload workload(workloadPath(u"switchwork"_s), {QString::number(rounds)});
    QVERIFY(workload.waitForReady());
    const QString pid = QString::number(workload.pid());
    Tool tool({u"run"_s, u"runqlat"_s, u"--format"_s, u"json"_s, u"--alternative"_s, alternative, u"--set"_s,
               u"pid="_s + pid});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    Peer peer;
    const QString peerPath = Peer::find(u"runqlat"_s);
    if (!peerPath.isEmpty())
        QVERIFY(peer.start(peerPath, {u"-p"_s, pid, u"3600"_s, u"1"_s}));
    QVERIFY(workload.run());
    const QString theirs = peerPath.isEmpty() ? QString() : peer.stop();
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    const QList<QJsonObject> histograms = tool.objects(u"histogram"_s);
    QVERIFY(!histograms.isEmpty());
    const qint64 ours = valuesIn(histograms.constLast());
    QVERIFY2(ours >= rounds, qPrintable(QString::number(ours))); // a reader may find its byte without waiting
    if (peerPath.isEmpty())
        QSKIP("libbpf-tools are not installed");
    const qint64 peerTotal = sumOf(theirs, uR"(\d+ -> \d+\s*: (\d+))"_s);
    QVERIFY2(isNear(ours, peerTotal), qPrintable(u"%1 beside %2"_s.arg(ours).arg(peerTotal)));
}

// A look on each CPU, 99 times a second: of every look there is a length.
void TestLibrary::runqlen()
{
    Tool tool({u"run"_s, u"runqlen"_s, u"--format"_s, u"json"_s, u"--duration"_s, u"3"_s});
    QCOMPARE(tool.finish(), 0);
    const QList<QJsonObject> histograms = tool.objects(u"histogram"_s);
    QVERIFY(!histograms.isEmpty());
    QCOMPARE(histograms.constLast()["scale"_L1].toString(), u"linear"_s);
    QVERIFY(valuesIn(histograms.constLast()) > 0);
    const QJsonArray buckets = histograms.constLast()["buckets"_L1].toArray();
    QCOMPARE(buckets.first()["high"_L1].toInteger() - buckets.first()["low"_L1].toInteger(), 1);
}

void TestLibrary::syscount_data()
{
    QTest::addColumn<QString>("alternative");
    QTest::newRow("tp_btf") << u"tp_btf"_s;
    QTest::newRow("raw_tp") << u"raw_tp"_s;
    QTest::newRow("tracepoint") << u"tracepoint"_s;
}

void TestLibrary::syscount()
{
    QFETCH(QString, alternative);
    Workload workload(workloadPath(u"switchwork"_s), {QString::number(rounds)});
    QVERIFY(workload.waitForReady());
    const QString pid = QString::number(workload.pid());
    Tool tool({u"run"_s, u"syscount"_s, u"--format"_s, u"json"_s, u"--alternative"_s, alternative, u"--set"_s,
               u"pid="_s + pid});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    Peer peer;
    const QString peerPath = Peer::find(u"syscount"_s);
    if (!peerPath.isEmpty())
        QVERIFY(peer.start(peerPath, {u"-p"_s, pid, u"-T"_s, u"100"_s}));
    QVERIFY(workload.run());
    const QString theirs = peerPath.isEmpty() ? QString() : peer.stop();
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    // two reads a round, one that the other thread waited in already, and those of the go
    const qint64 reads = sumOf(tool, "calls"_L1, "call"_L1, u"sys_read"_s);
    QVERIFY2(reads >= 2 * rounds && reads <= 2 * rounds + 4, qPrintable(QString::number(reads)));
    QCOMPARE(sumOf(tool, "calls"_L1, "call"_L1, u"sys_write"_s), 2 * rounds + 1);
    if (peerPath.isEmpty())
        QSKIP("libbpf-tools are not installed");
    const qint64 peerTotal = sumOf(theirs, uR"(^\w+\s+(\d+)\s*$)"_s);
    const qint64 ours = sumOf(tool, "calls"_L1);
    QVERIFY2(isNear(ours, peerTotal), qPrintable(u"%1 beside %2"_s.arg(ours).arg(peerTotal)));
}

void TestLibrary::hardirqs()
{
    const QString peerPath = Peer::find(u"hardirqs"_s);
    if (peerPath.isEmpty())
        QSKIP("libbpf-tools are not installed");
    const QString file = QCoreApplication::applicationDirPath() + u"/hardirqs-work"_s;
    Tool tool({u"run"_s, u"hardirqs"_s, u"--format"_s, u"json"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    Peer peer;
    QVERIFY(peer.start(peerPath, {u"-C"_s, u"3600"_s, u"1"_s}));
    QCOMPARE(QProcess::execute(u"dd"_s, {u"if=/dev/zero"_s, u"of="_s + file, u"bs=4096"_s, u"count=3000"_s,
                                         u"oflag=direct"_s, u"status=none"_s}),
             0);
    const QString theirs = peer.stop();
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    QFile::remove(file);
    const qint64 peerTotal = sumOf(theirs, uR"(^\S.*\s(\d+)\s*$)"_s);
    const qint64 ours = sumOf(tool, "interrupts"_L1);
    if (peerTotal < 1000)
        QSKIP("this machine's disk makes too few interrupts");
    QVERIFY2(isNear(ours, peerTotal), qPrintable(u"%1 beside %2"_s.arg(ours).arg(peerTotal)));
}

// Rule 5: global variables of a program, over time.
void TestLibrary::globalsAreCounters()
{
    Tool tool({u"run"_s, sourcePath(u"probes/counters.bpf.c"_s), u"--format"_s, u"json"_s, u"--interval"_s,
               u"0.2"_s, u"--set"_s, u"pid=%1"_s.arg(getpid()), u"--set"_s,
               u"call=%1"_s.arg(SYS_getpriority)});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    const QJsonObject view = tool.objects(u"meta"_s).constFirst()["views"_L1][0].toObject();
    QCOMPARE(view["kind"_L1].toString(), u"counters"_s);
    QStringList names;
    for (const QJsonValue column : view["columns"_L1].toArray())
        names += column["name"_L1].toString();
    QCOMPARE(names, QStringList({u"asked"_s, u"balance"_s, u"last"_s}));
    for (int i = 0; i < 1234; ++i)
        ::syscall(SYS_getpriority, 0, 0);
    QVERIFY(tool.waitForLines(4));
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    QCOMPARE(sumOf(tool, "asked"_L1), 1234);
    QCOMPARE(sumOf(tool, "balance"_L1), -2468);
    for (const QJsonObject &table : tool.objects(u"table"_s))
        QCOMPARE(table["rows"_L1].toArray().size(), 1);
}

void TestLibrary::countersAsCsv()
{
    const Outcome outcome = runTool({u"run"_s, sourcePath(u"probes/counters.bpf.c"_s), u"--format"_s,
                                     u"csv"_s, u"--duration"_s, u"0.1"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.output.split('\n').constFirst(), QByteArray("time,asked,balance,last"));
}

QTEST_GUILESS_MAIN(TestLibrary)
#include "test_library.moc"
