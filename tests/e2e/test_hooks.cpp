// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

QStringList probeRun(const QString &probe, const QStringList &options)
{
    return QStringList{u"run"_s, QStringLiteral(RADIOSONDE_E2E_SOURCE) + u"/probes/%1.bpf.c"_s.arg(probe),
                       u"--format"_s, u"json"_s} +
           options;
}

QStringList set(const QString &name, qint64 value)
{
    return {u"--set"_s, u"%1=%2"_s.arg(name).arg(value)};
}

QJsonObject endOf(const Tool &tool)
{
    const QList<QJsonObject> ends = tool.objects(u"end"_s);
    return ends.size() == 1 ? ends.constFirst() : QJsonObject();
}

// The fields of a view's events, in order.
QList<QJsonObject> eventsOf(const Tool &tool, const QString &view)
{
    QList<QJsonObject> events;
    for (const QJsonObject &event : tool.objects(u"event"_s)) {
        if (event["view"_L1].toString() == view)
            events.append(event["fields"_L1].toObject());
    }
    return events;
}

// Sends datagrams to a port of this machine that nobody reads from; the port.
class Datagrams
{
public:
    Datagrams() : m_socket(socket(AF_INET, SOCK_DGRAM, 0))
    {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof m_address;
        bind(m_socket, reinterpret_cast<sockaddr *>(&m_address), size);
        getsockname(m_socket, reinterpret_cast<sockaddr *>(&m_address), &size);
    }
    ~Datagrams() { close(m_socket); }
    Datagrams(const Datagrams &) = delete;
    Datagrams &operator=(const Datagrams &) = delete;

    quint16 port() const { return ntohs(m_address.sin_port); }
    int send(int count)
    {
        int sent = 0;
        for (int i = 0; i < count; ++i)
            sent += sendto(m_socket, "datagram", 8, 0, reinterpret_cast<sockaddr *>(&m_address),
                           sizeof m_address) == 8;
        return sent;
    }

private:
    int m_socket;
    sockaddr_in m_address{};
};

} // namespace

// Programs whose attaching libbpf leaves to others, and ring buffers of kernels that have none.
class TestHooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsIterators();
    void filtersSockets();
    void samplesTheClock();
    void replacesRingBuffers();
    void replacesRingBuffersOfTheLibrary();
};

void TestHooks::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestHooks::readsIterators()
{
    Tool tool(probeRun(u"tasks"_s, set(u"process"_s, getpid()) + QStringList{u"--interval"_s, u"0.1"_s}));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(
        tool.waitForLines(13)); // of three readings at least: Qt Test has a thread or two beside the main one
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    const QList<QJsonObject> lines = eventsOf(tool, u"threads"_s);
    const auto own = std::ranges::count_if(lines, [](const QJsonObject &fields) {
        return fields["text"_L1].toString().startsWith(QString::number(getpid()) + u' ');
    });
    QVERIFY(own >= 3);
    QCOMPARE(endOf(tool)["produced"_L1].toInteger(-1), 0); // readings are no stream
}

void TestHooks::filtersSockets()
{
    constexpr int count = 5000;
    Datagrams datagrams;
    Tool tool(probeRun(u"packets"_s, set(u"port"_s, datagrams.port())));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QCOMPARE(datagrams.send(count), count);
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    const QList<QJsonObject> tables = tool.objects(u"table"_s);
    QVERIFY(!tables.isEmpty());
    const QJsonArray rows = tables.last()["rows"_L1].toArray();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0]["value"_L1].toInteger(), count);
}

// Ten times as often gives more, whatever the machine's load: both run at the same time, the slow one longer.
void TestHooks::samplesTheClock()
{
    const auto samples = [](const Tool &tool) {
        qint64 count = 0;
        const QList<QJsonObject> tables = tool.objects(u"table"_s);
        for (const QJsonValue &row : tables.isEmpty() ? QJsonArray() : tables.last()["rows"_L1].toArray())
            count += row["value"_L1].toInteger();
        return count;
    };
    Tool slow(probeRun(u"samples"_s, {}));
    QVERIFY2(slow.waitForMeta(), qPrintable(slow.errors()));
    Tool fast(probeRun(u"samples"_s, set(u"sample_freq"_s, 990)));
    QVERIFY2(fast.waitForMeta(), qPrintable(fast.errors()));
    QVERIFY(fast.waitForLines(4));
    fast.signal(SIGINT);
    QCOMPARE(fast.finish(), 0);
    slow.signal(SIGINT);
    QCOMPARE(slow.finish(), 0);
    QVERIFY(samples(slow) > 0);
    QVERIFY(samples(fast) > samples(slow));
}

void TestHooks::replacesRingBuffers()
{
    constexpr int calls = 3000;
    QList<QList<QJsonObject>> first, second;
    for (const QStringList &option : {QStringList{}, QStringList{u"--perf-buffers"_s}}) {
        Tool tool(probeRun(u"rings"_s, set(u"pid"_s, getpid()) + set(u"call"_s, SYS_getpriority) + option));
        QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
        for (int i = 0; i < calls; ++i)
            getpriority(PRIO_PROCESS, 0);
        tool.signal(SIGINT);
        QCOMPARE(tool.finish(), 0);
        first.append(eventsOf(tool, u"reserved"_s));
        second.append(eventsOf(tool, u"copied"_s));
        QCOMPARE(first.last().size(), calls - calls / 3); // each third is discarded
        QCOMPARE(second.last().size(), calls);
        QCOMPARE(endOf(tool)["produced"_L1].toInteger(), 2 * calls - calls / 3);
        QCOMPARE(endOf(tool)["lost"_L1].toInteger(-1), 0);
    }
    const auto byNumber = [](const QJsonObject &a, const QJsonObject &b) {
        return a["number"_L1].toInteger() < b["number"_L1].toInteger();
    };
    for (QList<QJsonObject> *list : {&first[0], &first[1], &second[0], &second[1]})
        std::ranges::sort(*list, byNumber); // buffers of several CPUs are read one after the other
    QCOMPARE(first[1], first[0]);
    QCOMPARE(second[1], second[0]);
}

void TestHooks::replacesRingBuffersOfTheLibrary()
{
    constexpr qint64 opens = 10'000;
    Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, QString::number(opens)});
    QVERIFY(workload.waitForReady());
    Tool tool(QStringList{u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--perf-buffers"_s} +
              set(u"pid"_s, workload.pid()));
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    const QList<QJsonObject> events = eventsOf(tool, u"opens"_s);
    QCOMPARE(endOf(tool)["produced"_L1].toInteger(), opens);
    QCOMPARE(events.size() + endOf(tool)["lost"_L1].toInteger(-1), opens);
    for (const QJsonObject &fields : events)
        QCOMPARE(fields["path"_L1].toString(), u"/etc/passwd"_s);
}

QTEST_GUILESS_MAIN(TestHooks)
#include "test_hooks.moc"
