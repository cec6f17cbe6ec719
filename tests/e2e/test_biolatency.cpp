// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/loop_device.h"
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

struct Bucket
{
    qint64 low = 0;
    qint64 count = 0;
};
using Buckets = QList<Bucket>;

constexpr qint64 blockDeviceBytes = 16 << 20;

Buckets bucketsOf(const QJsonObject &histogram)
{
    Buckets buckets;
    const QJsonArray array = histogram["buckets"_L1].toArray();
    for (const QJsonValue &bucket : array)
        buckets.append({bucket["low"_L1].toInteger(), bucket["count"_L1].toInteger()});
    return buckets;
}

// Lines such as "        16 -> 31         : 882      |****   |".
Buckets bucketsOfPeer(const QByteArray &text)
{
    static const QRegularExpression line(uR"((\d+) -> \d+\s*: (\d+))"_s);
    Buckets buckets;
    for (const auto &match : line.globalMatch(QString::fromUtf8(text)))
        buckets.append({match.captured(1).toLongLong(), match.captured(2).toLongLong()});
    return buckets;
}

qint64 totalOf(const Buckets &buckets)
{
    qint64 total = 0;
    for (const Bucket &bucket : buckets)
        total += bucket.count;
    return total;
}

// The low end of the bucket that holds the quantile; 0 and 1 us share a bucket.
qint64 quantile(const Buckets &buckets, double part)
{
    const double rank = part * static_cast<double>(totalOf(buckets));
    qint64 below = 0;
    for (const Bucket &bucket : buckets) {
        below += bucket.count;
        if (static_cast<double>(below) >= rank)
            return bucket.low <= 1 ? 0 : bucket.low;
    }
    return -1;
}

// Two tools read the clock one after the other, so requests near a bucket's end fall to either side of it: on
// a fast device that is a tenth of all.
bool nearlySame(const Buckets &ours, const Buckets &theirs, double part)
{
    constexpr double slack = 0.01;
    const qint64 our = quantile(ours, part);
    return our >= quantile(theirs, part - slack) / 2 && our <= quantile(theirs, part + slack) * 2;
}

} // namespace

// `radiosonde run biolatency` beside a known number of writes to a block device of its own.
class TestBiolatency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsEveryRequest_data();
    void countsEveryRequest();
    void agreesWithLibbpfTools();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<LoopDevice> m_device;
};

void TestBiolatency::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
    m_device = std::make_unique<LoopDevice>(m_folder, blockDeviceBytes);
    if (!m_device->isValid())
        QSKIP("this machine gives no loop device");
}

void TestBiolatency::countsEveryRequest_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("the alternative that is chosen here") << QStringList{};
    QTest::newRow("tp_btf") << QStringList{u"--alternative"_s, u"tp_btf"_s};
    QTest::newRow("raw_tp") << QStringList{u"--alternative"_s, u"raw_tp"_s};
    QTest::newRow("tracepoint") << QStringList{u"--alternative"_s, u"tracepoint"_s};
    QTest::newRow("time in the queue too") << QStringList{u"--set"_s, u"queued=true"_s};
    QTest::newRow("by disk") << QStringList{u"--set"_s, u"per_disk=true"_s};
}

void TestBiolatency::countsEveryRequest()
{
    QFETCH(QStringList, options);
    constexpr qint64 writes = 777;
    Workload workload(workloadPath(u"biowork"_s), {m_device->path(), QString::number(writes)});
    QVERIFY(workload.waitForReady());
    Tool tool(QStringList{u"run"_s, u"biolatency"_s, u"--format"_s, u"json"_s, u"--set"_s,
                          u"dev=%1"_s.arg(m_device->name())} +
              options);
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const QList<QJsonObject> histograms = tool.objects(u"histogram"_s);
    QVERIFY(!histograms.isEmpty());
    QCOMPARE(totalOf(bucketsOf(histograms.constLast())), writes);
    QCOMPARE(histograms.constLast()["unit"_L1].toString(), u"us"_s);
    QCOMPARE(histograms.constLast()["scale"_L1].toString(), u"log2"_s);
    QCOMPARE(tool.objects(u"meta"_s).constFirst()["views"_L1][0]["accumulate"_L1].toString(), u"total"_s);
}

void TestBiolatency::agreesWithLibbpfTools()
{
    QString peerPath; // Debian 13 has added a suffix
    for (const QString &name : {u"biolatency"_s, u"biolatency-libbpf"_s}) {
        if (peerPath.isEmpty())
            peerPath = QStandardPaths::findExecutable(name, {u"/usr/sbin"_s});
    }
    if (peerPath.isEmpty())
        QSKIP("libbpf-tools are not installed");
    Workload workload(workloadPath(u"biowork"_s), {m_device->path(), u"5000"_s});
    QVERIFY(workload.waitForReady());
    Tool tool(
        {u"run"_s, u"biolatency"_s, u"--format"_s, u"json"_s, u"--set"_s, u"dev=%1"_s.arg(m_device->name())});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QProcess peer;
    peer.start(u"stdbuf"_s, {u"-oL"_s, peerPath, u"-d"_s, m_device->name(), u"3600"_s, u"1"_s});
    QVERIFY(peer.waitForReadyRead()); // "Tracing block device I/O..."
    QVERIFY(workload.run());
    ::kill(static_cast<pid_t>(peer.processId()), SIGINT);
    QVERIFY(peer.waitForFinished());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);

    const Buckets ours = bucketsOf(tool.objects(u"histogram"_s).constLast());
    const Buckets theirs = bucketsOfPeer(peer.readAllStandardOutput());
    // While two programs wait for the event, the kernel (6.18) now and then fires none for a completion.
    QCOMPARE(totalOf(ours), totalOf(theirs));
    QVERIFY(totalOf(ours) > 5000 - 5);
    QVERIFY(totalOf(ours) <= 5000);
    for (const double part : {0.25, 0.5, 0.75, 0.9})
        QVERIFY(nearlySame(ours, theirs, part));
}

QTEST_GUILESS_MAIN(TestBiolatency)
#include "test_biolatency.moc"
