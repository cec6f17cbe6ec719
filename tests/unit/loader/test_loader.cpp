// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

LoadRequest countsRequest()
{
    LoadRequest request = fixtureRequest(u"counts"_s);
    request.globals = {global("wanted_tgid", quint32(getpid())),
                       global("wanted_call", qint64(SYS_getpriority))};
    return request;
}

} // namespace

// Objects of the fixtures on this machine's own kernel, through a real stub.
class TestLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsExactly();
    void buffersAndSamples();
    void keepsSmallRings();

private:
    LocalTarget m_target;
    const Interruptor m_never;
};

void TestLoader::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("loading programs takes root");
    QElapsedTimer timer;
    timer.start();
    m_target = openLocalTarget();
    QVERIFY2(m_target.loader, qPrintable(m_target.complaint));
    qInfo("session and loader after %.1f ms", double(timer.nsecsElapsed()) / 1e6);
}

void TestLoader::countsExactly()
{
    QElapsedTimer timer;
    timer.start();
    const auto loaded = m_target.loader->load(countsRequest(), m_never);
    QVERIFY2(loaded, loaded ? "" : qPrintable(describe(loaded.error())));
    qInfo("loaded in %.1f ms, %d round trips, libbpf %s", double(timer.nsecsElapsed()) / 1e6,
          loaded->roundTrips, qPrintable(loaded->libbpfVersion));
    QVERIFY2(loaded->loaded,
             loaded->diagnostics.isEmpty() ? "" : qPrintable(format(loaded->diagnostics.first())));
    timer.restart();
    const auto attached = m_target.loader->attach(m_never);
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    qInfo("attached in %.1f ms", double(timer.nsecsElapsed()) / 1e6);
    QVERIFY(!attached->reload);
    QCOMPARE(attached->programs.size(), 1);
    QVERIFY2(attached->programs.first().attached, qPrintable(attached->programs.first().error));
    QCOMPARE(attached->programs.first().via, u"tracepoint/raw_syscalls/sys_enter"_s);

    constexpr int calls = 12'345;
    for (int i = 0; i < calls; ++i)
        getpriority(PRIO_PROCESS, 0);
    QVERIFY(m_target.loader->detach(m_never));
    getpriority(PRIO_PROCESS, 0);

    QCOMPARE(variable(*m_target.session, *loaded, "total"), quint64(calls));
    QCOMPARE(variable(*m_target.session, *loaded, "extra"), quint64(calls + 5));
    const quint32 tgid = quint32(getpid());
    const QByteArray key(reinterpret_cast<const char *>(&tgid), sizeof tgid);
    const LoadedMap *counts = findMap(*loaded, "counts");
    QVERIFY(counts);
    quint64 count = 0;
    const QByteArray value = lookUp(*m_target.session, *counts, key);
    QCOMPARE(value.size(), qsizetype(sizeof count));
    std::memcpy(&count, value.constData(), sizeof count);
    QCOMPARE(count, quint64(calls));
    QVERIFY(m_target.loader->unload(m_never));
}

void TestLoader::buffersAndSamples()
{
    LoadRequest request = fixtureRequest(u"buffers"_s);
    request.globals = {global("wanted_tgid", quint32(getpid())),
                       global("wanted_call", qint64(SYS_getpriority))};
    request.minimumRingBytes = 100'000; // not a power of two: the next one is taken
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY2(loaded && loaded->loaded, loaded ? "" : qPrintable(describe(loaded.error())));
    QCOMPARE(findMap(*loaded, "small")->maxEntries, 131'072u);
    QVERIFY(findMap(*loaded, "small")->enlarged);
    QVERIFY(!findMap(*loaded, "events")->enlarged);
    const auto events = m_target.loader->openPerfBuffer(u"events"_s, 64 << 10, m_never);
    QVERIFY2(events, events ? "" : qPrintable(describe(events.error())));
    QCOMPARE(events->size(), qsizetype(sysconf(_SC_NPROCESSORS_ONLN)));
    QCOMPARE(events->first().first, quint16(0));
    QVERIFY(events->first().second >= 64);

    struct Bytes : ChunkSink
    {
        QAtomicInt records;
        void take(const Chunk &chunk) override
        {
            records += int(chunk.bytes.count("\x88\x77\x66\x55\x44\x33\x22\x11"));
        }
    } sink;
    quint16 stream = 1;
    for (const auto &[cpu, fd] : *events)
        QVERIFY(m_target.session->addPerf(stream++, cpu, fd, 64 << 10, sink, m_never));
    const auto attached = m_target.loader->attach(m_never);
    QVERIFY(attached && !attached->reload);
    for (const ProgramState &program : attached->programs)
        QVERIFY2(program.attached, qPrintable(program.error));
    QCOMPARE(findProgram(attached->programs, "on_sample")->via, u"perf_event/cpu-clock"_s);

    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 1000; ++i)
        getpriority(PRIO_PROCESS, 0);
    while (timer.elapsed() < 300) // some samples at 49 Hz
        continue;
    QVERIFY(m_target.loader->detach(m_never));
    for (quint16 id = 1; id < stream; ++id)
        QVERIFY(m_target.session->flush(id, m_never));
    QCOMPARE(variable(*m_target.session, *loaded, "written"), quint64(1000));
    QCOMPARE(variable(*m_target.session, *loaded, "failed"), quint64(0));
    QVERIFY(variable(*m_target.session, *loaded, "samples") > 2);
    QCOMPARE(int(sink.records), 1000);
    for (quint16 id = 1; id < stream; ++id)
        QVERIFY(m_target.session->removeStream(id, m_never));
    const auto unknown = m_target.loader->openPerfBuffer(u"no such map"_s, 64 << 10, m_never);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::Refused);
}

void TestLoader::keepsSmallRings()
{
    LoadRequest request = fixtureRequest(u"buffers"_s);
    request.minimumRingBytes = 1 << 20;
    request.keepSmallRings = true;
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY(loaded && loaded->loaded);
    QCOMPARE(findMap(*loaded, "small")->maxEntries, 4096u);
    QVERIFY(!findMap(*loaded, "small")->enlarged);
    request.mapSizes = {{u"small"_s, 16'384}};
    const auto resized = m_target.loader->load(request, m_never);
    QVERIFY(resized && resized->loaded);
    QCOMPARE(findMap(*resized, "small")->maxEntries, 16'384u);
    request.mapSizes = {{u"large"_s, 16'384}};
    const auto unknown = m_target.loader->load(request, m_never);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::Usage);
}

QTEST_GUILESS_MAIN(TestLoader)
#include "test_loader.moc"
