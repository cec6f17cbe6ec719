// SPDX-License-Identifier: GPL-3.0-or-later
// A session with the real stub on this machine's kernel.
#include "chunk_collector.h"
#include "ring_program.h"

#include "core/base/architecture.h"
#include "remote/session/session.h"
#include "remote/session/target_files.h"
#include "remote/session/target_probe.h"
#include "remote/wire/wire.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

#include <csignal>
#include <sys/utsname.h>
#include <unistd.h>

using namespace radiosonde;

namespace
{

constexpr int ringFd = 64;
constexpr int counterFd = 65;
constexpr quint32 eventBytes = RingProgram::eventBytes;

Result<std::unique_ptr<Session>> open(SessionOptions options = {})
{
    const Interruptor interruptor;
    auto channel = openChannel(QStringLiteral("local"), nullptr, interruptor);
    if (!channel)
        return std::unexpected(channel.error());
    return Session::open(*std::move(channel), QStringLiteral("local"), options, interruptor);
}

quint32 capabilities()
{
    return WIRE_CAP_BPF | WIRE_CAP_PERFMON | WIRE_CAP_SYS_ADMIN; // maps of others are opened by their number
}

bool isGone(int pid)
{
    return kill(pid, 0) != 0 && errno == ESRCH;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Counts, and gives credit back at once.
class CountingSink : public ChunkSink
{
public:
    explicit CountingSink(Session &session) : m_session(session) {}
    void take(const Chunk &chunk) override
    {
        inOrder = inOrder && (m_next == 0 || chunk.position == m_next);
        m_next = chunk.position + quint64(chunk.bytes.size());
        bytes += quint64(chunk.bytes.size());
        m_session.consumed(quint64(chunk.bytes.size()));
    }
    std::atomic<quint64> bytes = 0;
    std::atomic<bool> inOrder = true;

private:
    Session &m_session;
    quint64 m_next = 0;
};

} // namespace

class TestSessionLocal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowsTheMachine();
    void readsFiles();
    void closingLeavesNoProcess();
    void killedStubIsNamed();
    void stoppedStubIsNoticed();
    void clockIsAligned();
    void statisticsCome();

    void everyEventArrives();
    void starvedRingCountsItsLosses();
    void flushBringsWhatStoodInTheRing();
    void mapIsDumped();
    void interruptsBlockingCalls();

    void probesTheTarget();
    void resolvesDevices();
    void cachesFiles();

private:
    const Interruptor m_interruptor;
};

void TestSessionLocal::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("needs root: a stub that may trace");
}

void TestSessionLocal::knowsTheMachine()
{
    const auto session = open();
    QVERIFY2(session, session ? "" : qPrintable(describe(session.error())));
    utsname names{};
    uname(&names);
    const TargetInfo &target = (*session)->target();
    QCOMPARE(target.release, QString::fromLatin1(names.release));
    QCOMPARE(target.machine, QString::fromLatin1(names.machine));
    QCOMPARE(target.hostName, QString::fromLatin1(names.nodename));
    QCOMPARE(target.architecture, hostArchitecture());
    QCOMPARE(target.pageSize, quint32(getpagesize()));
    QCOMPARE(target.cpus, quint32(sysconf(_SC_NPROCESSORS_CONF)));
    QCOMPARE(target.bootId,
             QString::fromLatin1(contents(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed()));
    QVERIFY(target.capabilities & WIRE_CAP_BPF);
    QVERIFY(!(target.capabilities & WIRE_CAP_SYS_ADMIN));
}

void TestSessionLocal::readsFiles()
{
    const auto session = open();
    QVERIFY(session);
    const auto version = (*session)->readFile(QStringLiteral("/proc/version"), 4096, m_interruptor);
    QVERIFY(version);
    QCOMPARE(*version, contents(QStringLiteral("/proc/version")));
    const auto part = (*session)->readFile(QStringLiteral("/proc/version"), 5, m_interruptor);
    QVERIFY(part);
    QCOMPARE(*part, QByteArray("Linux"));
    const auto missing = (*session)->readFile(QStringLiteral("/nowhere/at/all"), 5, m_interruptor);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::Refused);
    QVERIFY(missing.error().text.contains(QStringLiteral("No such file")));
    const auto folder = (*session)->readFile(QStringLiteral("/proc"), 5, m_interruptor);
    QVERIFY(!folder);
    QVERIFY(!(*session)->readFile(QStringLiteral("relative"), 5, m_interruptor));
    QVERIFY(!(*session)->readFile(QString(5000, u'/'), 5, m_interruptor));
    const auto program =
        (*session)->readFile(QCoreApplication::applicationFilePath(), 64 << 20, m_interruptor);
    QVERIFY(program);
    QVERIFY(*program == contents(QCoreApplication::applicationFilePath()));
    QVERIFY((*session)->alive());
}

void TestSessionLocal::closingLeavesNoProcess()
{
    for (int i = 0; i < 3; ++i) {
        auto session = open();
        QVERIFY(session);
        const int pid = (*session)->stubProcessId();
        QVERIFY(!isGone(pid));
        QElapsedTimer timer;
        timer.start();
        if (i < 2)
            (*session)->close();
        else
            session->reset();
        QVERIFY(timer.elapsed() < 1000);
        QVERIFY(isGone(pid));
    }
}

void TestSessionLocal::killedStubIsNamed()
{
    const auto session = open();
    QVERIFY(session);
    QCOMPARE(kill((*session)->stubProcessId(), SIGKILL), 0);
    QElapsedTimer timer;
    timer.start();
    while ((*session)->alive() && timer.elapsed() < 2000)
        QTest::qSleep(1);
    QVERIFY(timer.elapsed() < 1000);
    const auto answer = (*session)->readFile(QStringLiteral("/proc/version"), 10, m_interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
    QVERIFY2(answer.error().text.contains(QStringLiteral("killed by signal 9")),
             qPrintable(answer.error().text));
}

void TestSessionLocal::stoppedStubIsNoticed()
{
    auto session = open({.heartbeatMs = 100, .patienceMs = 400});
    QVERIFY(session);
    const int pid = (*session)->stubProcessId();
    QCOMPARE(kill(pid, SIGSTOP), 0);
    const auto answer = (*session)->readFile(QStringLiteral("/proc/version"), 10, m_interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
    QVERIFY(answer.error().text.contains(QStringLiteral("silent")));
    session->reset();
    QVERIFY(isGone(pid));
}

void TestSessionLocal::clockIsAligned()
{
    const auto session = open();
    QVERIFY(session);
    QTest::qWait(150); // the first pings
    timespec wall{};
    timespec monotonic{};
    clock_gettime(CLOCK_REALTIME, &wall);
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    const qint64 truth =
        (wall.tv_sec - monotonic.tv_sec) * 1'000'000'000LL + wall.tv_nsec - monotonic.tv_nsec;
    QVERIFY2(qAbs((*session)->wallOffset() - truth) < 1'000'000,
             qPrintable(QString::number((*session)->wallOffset() - truth)));
}

void TestSessionLocal::statisticsCome()
{
    const auto session = open();
    QVERIFY(session);
    QTRY_VERIFY_WITH_TIMEOUT((*session)->latestStatistics().rssBytes > 0, 3000);
    const StubStatistics statistics = (*session)->latestStatistics();
    QVERIFY2(statistics.rssBytes <= 128 << 10, qPrintable(QString::number(statistics.rssBytes)));
    QVERIFY(statistics.cpuNs > 0);
    QVERIFY(statistics.roundTripMs > 0 && statistics.roundTripMs < 100);
}

void TestSessionLocal::everyEventArrives()
{
    constexpr quint32 rounds = 50;
    constexpr quint32 perRound = 10'000;
    const auto session = open({.keepCapabilities = capabilities()});
    QVERIFY(session);
    const RingProgram ring(16 << 20);
    QVERIFY(ring.isValid());
    const Result<> shared = ring.shareWith(**session, ringFd, m_interruptor);
    QVERIFY2(shared, shared ? "" : qPrintable(describe(shared.error())));
    CountingSink sink(**session);
    QVERIFY((*session)->addRing(1, ringFd, 16 << 20, sink, m_interruptor));
    for (quint32 i = 0; i < rounds; ++i) {
        QVERIFY(ring.emit(perRound));
        const quint64 made = quint64(i + 1) * perRound * eventBytes;
        // A busy machine may not let the stub run: no more than half of the ring is to be filled.
        QTRY_VERIFY(made - sink.bytes < (8u << 20));
    }
    QVERIFY((*session)->flush(1, m_interruptor));
    QCOMPARE(ring.lost(), 0u);
    QCOMPARE(sink.bytes.load(), quint64(rounds) * perRound * eventBytes);
    QVERIFY(sink.inOrder);
    QVERIFY((*session)->removeStream(1, m_interruptor));
}

void TestSessionLocal::starvedRingCountsItsLosses()
{
    constexpr quint32 events = 100'000; // 6.4 MB through a ring of 64 KiB and 128 KiB of credit
    const auto session = open({.credit = 128 << 10, .keepCapabilities = capabilities()});
    QVERIFY(session);
    const RingProgram ring(64 << 10);
    QVERIFY(ring.isValid());
    QVERIFY(ring.shareWith(**session, ringFd, m_interruptor));
    ChunkCollector sink; // gives nothing back
    QVERIFY((*session)->addRing(1, ringFd, 64 << 10, sink, m_interruptor));
    for (quint32 i = 0; i < 100; ++i) {
        QVERIFY(ring.emit(events / 100));
        QTest::qSleep(1);
    }
    const auto alive = (*session)->readFile(QStringLiteral("/proc/version"), 10, m_interruptor);
    QVERIFY(alive); // answers stay prompt
    QVERIFY((*session)->flush(1, m_interruptor));
    QVERIFY(ring.lost() > 0);
    QCOMPARE(quint64(sink.bytes().size()) / eventBytes, events - ring.lost());
    QVERIFY(sink.bytes().size() <= (128 << 10) + 3 * (64 << 10)); // credit, a span in excess, the ring
}

void TestSessionLocal::flushBringsWhatStoodInTheRing()
{
    const auto session = open({.keepCapabilities = capabilities()});
    QVERIFY(session);
    const RingProgram ring(1 << 20);
    QVERIFY(ring.shareWith(**session, ringFd, m_interruptor));
    CountingSink sink(**session);
    QVERIFY(ring.emit(3)); // before anyone listens
    QVERIFY((*session)->addRing(1, ringFd, 1 << 20, sink, m_interruptor));
    for (int i = 1; i <= 200; ++i) {
        QVERIFY(ring.emit(2));
        QVERIFY((*session)->flush(1, m_interruptor));
        QCOMPARE(sink.bytes.load(), quint64(3 + 2 * i) * eventBytes);
    }
    QVERIFY(sink.inOrder);
}

void TestSessionLocal::mapIsDumped()
{
    const auto session = open({.keepCapabilities = capabilities()});
    QVERIFY(session);
    const RingProgram ring(4096);
    QVERIFY(ring.shareCounterWith(**session, counterFd, m_interruptor));
    ChunkCollector sink;
    const Session::Dump dump{.fd = counterFd,
                             .mapType = 2,
                             .keySize = 4,
                             .valueSize = 8,
                             .maxEntries = 1,
                             .intervalMs = 20,
                             .firstMs = 5};
    QVERIFY((*session)->addDump(2, dump, sink, m_interruptor));
    QTRY_VERIFY(sink.count() >= 3);
    QVERIFY(ring.emit(1000)); // the ring holds but 63
    QVERIFY(ring.lost() > 900);
    QVERIFY((*session)->flush(2, m_interruptor));
    const qsizetype count = sink.count();
    const Chunk last = sink.chunks().last();
    QVERIFY(last.final);
    QCOMPARE(last.bytes.size(), 12);
    quint64 value = 0;
    memcpy(&value, last.bytes.constData() + 4, sizeof value);
    QCOMPARE(value, ring.lost());
    for (qsizetype i = 0; i < count; ++i)
        QCOMPARE(sink.chunks().at(i).position, quint64(i));
    QTest::qWait(60);
    QCOMPARE(sink.count(), count); // nothing follows the last one
    QVERIFY((*session)->removeStream(2, m_interruptor));
    QVERIFY((*session)->alive());
}

void TestSessionLocal::interruptsBlockingCalls()
{
    auto session =
        open({.heartbeatMs = 100, .silenceMs = 2000, .patienceMs = 2000, .keepCapabilities = capabilities()});
    QVERIFY(session);
    const RingProgram ring(4096);
    QVERIFY(ring.shareWith(**session, ringFd, m_interruptor));
    CountingSink sink(**session);
    QVERIFY((*session)->addRing(1, ringFd, 4096, sink, m_interruptor));
    const int pid = (*session)->stubProcessId();
    QCOMPARE(kill(pid, SIGSTOP), 0);
    const auto isCancelled = [](auto &&blocking) {
        Interruptor interruptor;
        std::thread other([&] {
            QTest::qSleep(10);
            interruptor.interrupt();
        });
        const auto result = blocking(interruptor);
        other.join();
        return !result && result.error().kind == ErrorKind::Cancelled;
    };
    QVERIFY(
        isCancelled([&](auto &i) { return (*session)->readFile(QStringLiteral("/proc/version"), 9, i); }));
    QVERIFY(isCancelled([&](auto &i) { return (*session)->addRing(5, ringFd, 4096, sink, i); }));
    QVERIFY(isCancelled([&](auto &i) { return (*session)->addPerf(6, 0, ringFd, 4096, sink, i); }));
    QVERIFY(isCancelled([&](auto &i) { return (*session)->addDump(7, {.fd = 70}, sink, i); }));
    QVERIFY(isCancelled([&](auto &i) { return (*session)->flush(1, i); }));
    QVERIFY(isCancelled([&](auto &i) { return (*session)->removeStream(1, i); }));
    QVERIFY(isCancelled([&](auto &i) { return (*session)->call(WIRE_STREAM_DEL, 9, {}, i); }));
    QCOMPARE(kill(pid, SIGCONT), 0);
    QVERIFY((*session)->readFile(QStringLiteral("/proc/version"), 9, m_interruptor));
    QVERIFY((*session)->addRing(1, ringFd, 4096, sink, m_interruptor)); // nothing was left behind
}

void TestSessionLocal::probesTheTarget()
{
    const auto session = open();
    QVERIFY(session);
    const auto facts = probeTarget(**session, true, m_interruptor);
    QVERIFY(facts);
    QCOMPARE(facts->hostName, (*session)->target().hostName);
    QCOMPARE(facts->onlineCpus, quint32(sysconf(_SC_NPROCESSORS_ONLN)));
    QCOMPARE(facts->memoryBytes >> 20, quint64(sysconf(_SC_PHYS_PAGES)) * quint64(getpagesize()) >> 20);
    QVERIFY(facts->uptimeSeconds > 0);
    QCOMPARE(facts->hasBtf, QFile::exists(QStringLiteral("/sys/kernel/btf/vmlinux")));
    QCOMPARE(facts->kprobePmu.has_value(),
             QFile::exists(QStringLiteral("/sys/bus/event_source/devices/kprobe")));
    QCOMPARE(facts->tracefs, QStringLiteral("/sys/kernel/tracing"));
    if (QFile::exists(QStringLiteral("/proc/config.gz")))
        QCOMPARE(kernelOption(facts->kernelConfig, u"CONFIG_BPF_SYSCALL"), QStringLiteral("y"));
}

void TestSessionLocal::resolvesDevices()
{
    const auto session = open();
    QVERIFY(session);
    for (const char *bad : {"", "..", "../loop0", "a/b", ".", "/dev/loop0"}) {
        const auto refused = resolveDevice(**session, QString::fromLatin1(bad), m_interruptor);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Usage);
    }
    const auto missing = resolveDevice(**session, QStringLiteral("999:1"), m_interruptor);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::Usage);
    if (!QFile::exists(QStringLiteral("/sys/class/block/loop0")))
        QSKIP("this kernel has no loop0");
    const auto device = resolveDevice(**session, QStringLiteral("loop0"), m_interruptor);
    QVERIFY(device);
    QCOMPARE(*device, 7u << 20);
    QCOMPARE(resolveDevice(**session, QStringLiteral("7:0"), m_interruptor), device);
    QCOMPARE(*deviceName(**session, 7u << 20, m_interruptor), QStringLiteral("loop0"));
    QCOMPARE(*deviceName(**session, 999u << 20 | 5, m_interruptor), QStringLiteral("999:5"));
    const auto slip = resolveDevice(**session, QStringLiteral("lop0"), m_interruptor);
    QVERIFY(!slip);
    QVERIFY2(slip.error().hint.contains(QStringLiteral("loop0")), qPrintable(describe(slip.error())));
}

void TestSessionLocal::cachesFiles()
{
    const QTemporaryDir cache;
    qputenv("XDG_CACHE_HOME", QFile::encodeName(cache.path()));
    const auto session = open();
    QVERIFY(session);
    const auto first = cachedTargetFile(**session, QStringLiteral("/proc/version"), TargetFileLife::Boot,
                                        4096, m_interruptor);
    QVERIFY(first);
    QVERIFY(first->startsWith(cache.path() + QStringLiteral("/radiosonde/targets/")));
    QCOMPARE(contents(*first), contents(QStringLiteral("/proc/version")));
    QFile file(*first);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("kept");
    file.close();
    const auto second = cachedTargetFile(**session, QStringLiteral("/proc/version"), TargetFileLife::Boot,
                                         4096, m_interruptor);
    QCOMPARE(second, first);
    QCOMPARE(contents(*second), QByteArray("kept")); // not fetched again
    const auto large =
        cachedTargetFile(**session, QStringLiteral("/proc/cpuinfo"), TargetFileLife::Build, 8, m_interruptor);
    QVERIFY(!large);
    QCOMPARE(large.error().kind, ErrorKind::Internal);
    if (!QFile::exists(QStringLiteral("/sys/kernel/btf/vmlinux")))
        QSKIP("this kernel has no BTF");
    const auto btf = cachedKernelBtf(**session, m_interruptor);
    QVERIFY(btf);
    QCOMPARE(QFile(*btf).size(), QFile(QStringLiteral("/sys/kernel/btf/vmlinux")).size());
}

QTEST_GUILESS_MAIN(TestSessionLocal)
#include "test_session_local.moc"
