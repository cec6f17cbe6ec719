// SPDX-License-Identifier: GPL-3.0-or-later
// A session over each kind of link, cut behind each frame that comes and in the middle of each.
#include "chunk_collector.h"
#include "cutting_channel.h"
#include "ring_program.h"

#include "remote/session/session.h"
#include "tests/unit/transport/fake_adb_server.h"
#include "tests/unit/transport/ssh_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cstring>

#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int ringFd = 64;
constexpr int counterFd = 65;
constexpr quint32 ringBytes = 1 << 20;
constexpr quint32 perRound = 100;
constexpr int rounds = 3;
constexpr qint64 intoAFrame = 7;

const Interruptor noStop;

// What one script has seen when it was over.
struct Outcome
{
    Result<> result;
    int stub = 0; // its process; 0: no session came about
    qint64 frames = 0;
    quint32 produced = 0;
    quint64 dropped = 0; // by the kernel
    QList<Chunk> events;
};

// Files, calls, events, a snapshot: all that a session is used for.
Result<> work(Session &session, const RingProgram &ring, ChunkCollector &events, ChunkCollector &snapshots,
              quint32 &produced)
{
    const auto version = session.readFile(u"/proc/version"_s, 4096, noStop);
    if (!version)
        return std::unexpected(version.error());
    Result<> done = ring.shareWith(session, ringFd, noStop);
    if (done)
        done = ring.shareCounterWith(session, counterFd, noStop);
    if (done)
        done = session.addRing(1, ringFd, ringBytes, events, noStop);
    for (int round = 0; done && round < rounds; ++round) {
        ring.emit(perRound);
        produced += perRound;
        done = session.flush(1, noStop);
    }
    const Session::Dump dump{.fd = counterFd,
                             .mapType = 2,
                             .keySize = 4,
                             .valueSize = 8,
                             .maxEntries = 1,
                             .intervalMs = 20,
                             .firstMs = 5};
    if (done)
        done = session.addDump(2, dump, snapshots, noStop);
    if (done)
        done = session.flush(2, noStop);
    if (done)
        done = session.removeStream(2, noStop);
    return done ? session.removeStream(1, noStop) : done;
}

Outcome run(const QString &url, qint64 frames, qint64 bytesBehind)
{
    Outcome outcome;
    const RingProgram ring(ringBytes);
    auto link = openChannel(url, nullptr, noStop);
    if (!link) {
        outcome.result = std::unexpected(link.error());
        return outcome;
    }
    auto cutting = std::make_unique<CuttingChannel>(*std::move(link), frames, bytesBehind);
    const CuttingChannel *counter = cutting.get();
    ChunkCollector events;
    ChunkCollector snapshots;
    auto session =
        Session::open(std::move(cutting), url,
                      {.keepCapabilities = WIRE_CAP_BPF | WIRE_CAP_PERFMON | WIRE_CAP_SYS_ADMIN}, noStop);
    if (!session) {
        outcome.result = std::unexpected(session.error());
        return outcome;
    }
    outcome.stub = (*session)->stubProcessId();
    outcome.result = work(**session, ring, events, snapshots, outcome.produced);
    outcome.frames = counter->frames();
    (*session)->close();
    outcome.dropped = ring.lost();
    outcome.events = events.chunks();
    return outcome;
}

// Whether a stub runs that knows itself by this number: the ssh server has processes of its own to count.
bool stubRuns(int pid)
{
    const QByteArray last = QByteArray::number(pid);
    for (const QString &entry : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
        QFile status(u"/proc/%1/status"_s.arg(entry));
        if (!status.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = status.readAll();
        if (!text.startsWith("Name:\tradiosonde-stub\n") &&
            !text.startsWith("Name:\t3\n")) // by its descriptor
            continue;
        const qsizetype ids = text.indexOf("\nNSpid:");
        if (ids >= 0 &&
            text.sliced(ids + 1).split('\n').constFirst().simplified().split(' ').constLast() == last)
            return true;
    }
    return false;
}

// Whole events, each as it was made, one behind the other.
quint64 delivered(const QList<Chunk> &chunks)
{
    quint64 count = 0;
    quint64 next = 0;
    for (const Chunk &chunk : chunks) {
        if (count > 0 && chunk.position != next)
            return ~0ULL;
        next = chunk.position + quint64(chunk.bytes.size());
        for (qsizetype at = 0; at < chunk.bytes.size(); at += RingProgram::eventBytes) {
            quint32 length = 0;
            std::memcpy(&length, chunk.bytes.constData() + at, sizeof length);
            if (length != RingProgram::eventBytes - 8 || chunk.bytes.size() - at < RingProgram::eventBytes)
                return ~0ULL;
            ++count;
        }
    }
    return count;
}

} // namespace

class TestSessionCuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFrame_data();
    void everyFrame();

private:
    void cut(const QString &url, qint64 frames, qint64 bytesBehind);

    std::unique_ptr<FakeAdbServer> m_adb;
    std::unique_ptr<SshHome> m_home;
    std::unique_ptr<SshServer> m_ssh;
};

void TestSessionCuts::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("needs root: a stub that may trace");
    m_adb = std::make_unique<FakeAdbServer>();
    m_home = std::make_unique<SshHome>();
    if (!SshServer::whyNot().isEmpty())
        return;
    m_ssh =
        std::make_unique<SshServer>(SshServer::Settings{.authorized = m_home->makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(m_ssh->start(), qPrintable(m_ssh->log()));
    m_home->write(u".ssh/known_hosts"_s, m_ssh->knownHostsLine());
}

void TestSessionCuts::everyFrame_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("local") << u"local"_s;
    QTest::newRow("cmd") << u"cmd:exec sh"_s;
    QTest::newRow("adb") << u"adb://board-7"_s;
    QTest::newRow("ssh") << (m_ssh ? m_ssh->url() : QString());
}

void TestSessionCuts::everyFrame()
{
    QFETCH(QString, url);
    if (url.isEmpty())
        QSKIP(qPrintable(SshServer::whyNot()));
    const Outcome whole = run(url, CuttingChannel::never, 0);
    QVERIFY2(whole.result, whole.result ? "" : qPrintable(describe(whole.result.error())));
    QCOMPARE(delivered(whole.events), quint64(whole.produced) - whole.dropped);
    QVERIFY(whole.frames > 10);
    qInfo("%lld frames", whole.frames);
    for (qint64 frames = 0; frames < whole.frames && !QTest::currentTestFailed(); ++frames) {
        cut(url, frames, 0);
        cut(url, frames, intoAFrame);
    }
}

// The session ends with a word, what came is right, and nothing of it stays behind.
void TestSessionCuts::cut(const QString &url, qint64 frames, qint64 bytesBehind)
{
    const Outcome outcome = run(url, frames, bytesBehind);
    if (outcome.result) // a heartbeat less than in the run that was counted
        return;
    const Error &error = outcome.result.error();
    QCOMPARE(error.kind, outcome.stub == 0 ? ErrorKind::Unreachable : ErrorKind::Lost);
    QVERIFY2(!error.text.isEmpty(), qPrintable(describe(error)));
    const quint64 whole = delivered(outcome.events);
    QVERIFY2(whole != ~0ULL && whole + outcome.dropped <= outcome.produced, qPrintable(describe(error)));
    if (outcome.stub != 0)
        QTRY_VERIFY_WITH_TIMEOUT(!stubRuns(outcome.stub), 30000);
}

QTEST_GUILESS_MAIN(TestSessionCuts)
#include "test_session_cuts.moc"
