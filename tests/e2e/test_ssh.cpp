// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/probe_library.h"
#include "tests/bench/quiet_observer.h"
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"
#include "tests/unit/transport/ssh_fixture.h"

#include <QTest>

#include <csignal>
#include <optional>

#include <sys/syscall.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;
using namespace radiosonde::e2e;

// This machine as the target of a real sshd of its own.
class TestSsh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void carriesAFloodWithoutLoss();
    void aProbeOfEverySendSettles_data();
    void aProbeOfEverySendSettles();

private:
    std::optional<SshHome> m_home;
    QByteArray m_key;
};

void TestSsh::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
    if (const QString why = SshServer::whyNot(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_home.emplace();
    m_key = m_home->makeKey(u".ssh/id_ed25519"_s);
}

// 900,000 records of 64 bytes at 300,000 a second. The ring holds the half of them, in case that the machine
// is busy with other things; the link has to carry the rest meanwhile.
void TestSsh::carriesAFloodWithoutLoss()
{
    constexpr quint64 calls = 900'000;
    SshServer server({.authorized = m_key});
    QVERIFY2(server.start(), qPrintable(server.log()));
    m_home->write(u".ssh/known_hosts"_s, server.knownHostsLine());
    Workload workload(workloadPath(u"callwork"_s), {QString::number(calls), u"300000"_s});
    QVERIFY(workload.waitForReady());
    const auto source = findProbe(sourcePath(u"probes/calls.bpf.c"_s));
    QVERIFY(source);
    RunRequest request;
    request.probe = source->name;
    request.fileName = source->fileName;
    request.source = source->source;
    request.target = server.url();
    request.parameters = {{u"pid"_s, QString::number(workload.pid())},
                          {u"call"_s, QString::number(SYS_getpid)}};
    request.ringBytes = 32 << 20;

    RunEnvironment environment;
    QuietObserver observer;
    std::atomic<bool> begun = false;
    observer.onBegin = [&begun] { begun = true; };
    ProbeRun run(request, environment, observer);
    run.start();
    QTRY_VERIFY_WITH_TIMEOUT(begun, 60'000);
    QVERIFY(workload.run());
    run.stop();
    const RunSummary summary = run.wait();
    QVERIFY2(!summary.error, summary.error ? qPrintable(describe(*summary.error)) : "");
    QCOMPARE(summary.end.produced.value_or(0), calls);
    QCOMPARE(summary.end.delivered, calls);
    QCOMPARE(summary.end.lost.value_or(1), 0u);
    QCOMPARE(observer.eventsSeen(), calls);
}

void TestSsh::aProbeOfEverySendSettles_data()
{
    QTest::addColumn<bool>("dropbear");
    QTest::newRow("OpenSSH") << false;
    QTest::newRow("dropbear") << true;
}

// What carries the events makes events. As they go out in batches, a batch makes fewer than it carries, so
// that the rate stays where the batches are: it neither grows nor comes near the ten thousands of a loop that
// feeds itself.
void TestSsh::aProbeOfEverySendSettles()
{
    QFETCH(bool, dropbear);
    SshServer server({.authorized = m_key, .dropbear = dropbear});
    QVERIFY2(server.start(), qPrintable(server.log()));
    m_home->write(u".ssh/known_hosts"_s, server.knownHostsLine());
    Tool tool({u"run"_s, sourcePath(u"probes/sends.bpf.c"_s), u"--target"_s, server.url(), u"--format"_s,
               u"json"_s, u"--duration"_s, u"6"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QCOMPARE(tool.finish(), 0);

    const QList<QJsonObject> events = tool.objects(u"event"_s);
    QVERIFY(!events.isEmpty());
    const qint64 begin = events.constFirst()["time"_L1].toInteger();
    qint64 bySecond[8] = {};
    for (const QJsonObject &event : events)
        bySecond[qBound(0LL, (event["time"_L1].toInteger() - begin) / 1'000'000'000, 7LL)]++;
    qInfo("events by second: %lld %lld %lld %lld %lld %lld", bySecond[0], bySecond[1], bySecond[2],
          bySecond[3], bySecond[4], bySecond[5]);
    const qint64 early = bySecond[1] + bySecond[2];
    const qint64 late = bySecond[4] + bySecond[5];
    QVERIFY(early < 4000);
    QVERIFY(late < early * 3 / 2 + 400);
    const QJsonObject end = tool.objects(u"end"_s).constLast();
    QCOMPARE(end["delivered"_L1].toInteger(), events.size());
    QCOMPARE(end["lost"_L1].toInteger(-1), 0);
}

QTEST_GUILESS_MAIN(TestSsh)
#include "test_ssh.moc"
