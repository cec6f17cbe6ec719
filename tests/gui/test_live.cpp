// SPDX-License-Identifier: GPL-3.0-or-later
// The window on this machine's kernel, with nothing made up behind it.
#include "app/window/run/run_session.h"
#include "app/window/services.h"
#include "core/record/recording_reader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

constexpr int patienceMs = 30'000;

class CountChunks : public ChunkSink
{
public:
    void take(const Chunk &) override { count++; }
    int count = 0;
};

} // namespace

class TestLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_stop = true; }
    void recordsWhileItRuns();
    void saysWhereTheVerifierRefuses();
    void replaysWhatItRecorded();

private:
    RunRequest request(const QString &probe) const;

    RunEnvironment m_environment;
    WindowServices m_services = liveServices(m_environment);
    QTemporaryDir m_folder;
    std::atomic<bool> m_stop = false;
    std::jthread m_opener; // after what it reads: ends first
};

void TestLive::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("tracing the kernel needs root");
    m_opener = std::jthread([this] {
        while (!m_stop) {
            close(open("/dev/null", O_RDONLY | O_CLOEXEC));
            usleep(1000);
        }
    });
}

RunRequest TestLive::request(const QString &probe) const
{
    const auto source = m_services.findProbe(probe);
    RunRequest request;
    request.probe = probe;
    request.fileName = source->fileName;
    request.source = source->source;
    return request;
}

void TestLive::recordsWhileItRuns()
{
    const QString path = m_folder.filePath(u"opens.rsrec"_s);
    RunSession session(m_services, request(u"opensnoop"_s));
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.state() == RunSession::State::Running, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(session.figures().delivered > 0, patienceMs);
    session.record(path);
    QTRY_VERIFY_WITH_TIMEOUT(session.recording().bytes > 0, patienceMs);
    QTest::qWait(1000);
    session.stopRecording();
    QTRY_VERIFY_WITH_TIMEOUT(session.recording().path.isEmpty(), patienceMs);
    session.stop();
    QTRY_VERIFY_WITH_TIMEOUT(session.state() == RunSession::State::Ended, patienceMs);
    QVERIFY(!session.summary()->error);
    QCOMPARE(session.summary()->end.lost.value_or(1), 0u);

    const auto reader = RecordingReader::open(path);
    QVERIFY(reader);
    QCOMPARE((*reader)->plan().probe, u"opensnoop"_s);
    QVERIFY((*reader)->plan().joined);
    CountChunks chunks;
    const Interruptor never;
    QVERIFY((*reader)->replay(chunks, never));
    QVERIFY(chunks.count > 0);
}

void TestLive::saysWhereTheVerifierRefuses()
{
    RunRequest refused;
    refused.probe = u"refused"_s;
    refused.fileName = u"refused.bpf.c"_s;
    refused.source = "#include \"vmlinux.h\"\n"
                     "#include <bpf/bpf_helpers.h>\n"
                     "char LICENSE[] SEC(\"license\") = \"GPL\";\n"
                     "SEC(\"raw_tp/sys_enter\")\n"
                     "int on_call(void *ctx)\n"
                     "{\n"
                     "    return *(volatile int *)(unsigned long)bpf_ktime_get_ns();\n"
                     "}\n";
    RunSession session(m_services, refused);
    QList<Diagnostic> said;
    connect(&session, &RunSession::diagnosticsReported, this,
            [&](const QList<Diagnostic> &diagnostics) { said = diagnostics; });
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.state() == RunSession::State::Ended, patienceMs);
    QVERIFY(session.summary()->error);
    QCOMPARE(session.summary()->error->kind, ErrorKind::Refused);
    QVERIFY(!said.isEmpty());
    QCOMPARE(said.constLast().line, 7);
}

void TestLive::replaysWhatItRecorded()
{
    RunRequest replay;
    replay.target = u"file:"_s + m_folder.filePath(u"opens.rsrec"_s);
    RunSession session(m_services, replay);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.state() == RunSession::State::Ended, patienceMs);
    QVERIFY(!session.summary()->error);
    QVERIFY(session.summary()->end.delivered > 0);
}

QTEST_MAIN(TestLive)
#include "test_live.moc"
