// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/architecture.h"
#include "tests/unit/stub/stub_process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/utsname.h>
#include <unistd.h>

using namespace radiosonde;

namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray statusLine(pid_t pid, const QByteArray &key)
{
    for (const QByteArray &line : contentOf(QStringLiteral("/proc/%1/status").arg(pid)).split('\n')) {
        if (line.startsWith(key + ':'))
            return line.mid(key.size() + 1).trimmed();
    }
    return {};
}

// The END that follows `frames`, sent after HELLO_ACK or, when `greeted` is false, instead of it.
int endAfter(const QByteArray &frames, bool greeted = true)
{
    StubProcess stub;
    if (!(greeted ? stub.startSession() : stub.start()) || !stub.send(frames))
        return -1;
    while (const auto frame = stub.receive()) {
        if (frame->type != WIRE_END)
            continue;
        const auto reason = parseEnd(frame->payload);
        return stub.waitForExit() == 1 && reason ? int(*reason) : -1;
    }
    return -1;
}

QByteArray rawFrame(quint8 type, const QByteArray &payload)
{
    const wire_frame head{quint32(payload.size()), type, 0, 0, 1};
    return QByteArray(reinterpret_cast<const char *>(&head), sizeof head) + payload;
}

// A session whose stub keeps a log; HELLO_ACK is sent, its outcome not yet known.
bool startWithLog(StubProcess &stub, const QByteArray &path, quint32 limit)
{
    wire_hello_ack ack = StubProcess::defaultAck();
    ack.log_limit = limit;
    QByteArray out;
    StubProcess::appendGreeting(out, ack, path);
    return stub.start() && stub.send(out);
}

} // namespace

class TestStubProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hello();
    void readsFiles();
    void readsPartsOfFiles();
    void readsManyFilesAtOnce();
    void refusesFiles();
    void answersPings();
    void quits();
    void sendsStats();
    void exitsAtEndOfInput();
    void exitsWhenOutputIsClosed();
    void exitsInSilence();
    void standingStillIsNoSilence();
    void exitsBeforeAnAcknowledgement();
    void exitsWhenNobodyReads();
    void readsWhileItWrites();
    void survivesSignalsOfTheTerminal();
    void refusesAnotherVersion();
    void keepsALogOfCalls();
    void boundsItsLog();
    void refusesALogThatIsThere();
    void answersInPieces();
    void refusesWhatBreaksTheRules_data();
    void refusesWhatBreaksTheRules();
    void dropsCapabilities();
    void mountsTracefsForItselfAlone();
};

void TestStubProtocol::hello()
{
    StubProcess stub;
    QVERIFY(stub.start());
    utsname names{};
    uname(&names);
    const Hello &hello = stub.hello();
    QCOMPARE(hello.release, QByteArray(names.release));
    QCOMPARE(hello.machine, QByteArray(names.machine));
    QCOMPARE(hello.versionText, QByteArray(names.version));
    QCOMPARE(hello.nodename, QByteArray(names.nodename));
    QCOMPARE(hello.pid, stub.pid());
    QCOMPARE(hello.pageSize, quint32(sysconf(_SC_PAGESIZE)));
    QCOMPARE(hello.pointerSize, quint32(sizeof(void *)));
    QCOMPARE(hello.cpus, quint32(sysconf(_SC_NPROCESSORS_CONF)));
    QCOMPARE(hello.bootId, contentOf(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed());
    QVERIFY(contentOf(QStringLiteral("/sys/kernel/notes")).contains(hello.buildId));
    QVERIFY(hello.monotonic > 0);
    QVERIFY(hello.realtime > 1'700'000'000'000'000'000u);
}

void TestStubProtocol::readsFiles()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    QCOMPARE(stub.readFile("/proc/version").bytes, contentOf(QStringLiteral("/proc/version")));
    const QByteArray own = contentOf(QCoreApplication::applicationFilePath());
    const Answer answer = stub.readFile(QCoreApplication::applicationFilePath().toLocal8Bit());
    QCOMPARE(answer.result, own.size());
    QVERIFY(answer.bytes == own);
    const Answer symbols =
        stub.readFile("/proc/kallsyms"); // a page at a time from the kernel, full chunks from us
    QCOMPARE(symbols.result, contentOf(QStringLiteral("/proc/kallsyms")).size());
    QVERIFY(symbols.chunks.size() <= symbols.result / (16 << 10) + 1);
    const Answer nothing = stub.readFile("/dev/null");
    QCOMPARE(nothing.result, 0);
    QCOMPARE(nothing.chunks.size(), 0);
}

void TestStubProtocol::readsPartsOfFiles()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    const QByteArray own = contentOf(QCoreApplication::applicationFilePath());
    const QByteArray path = QCoreApplication::applicationFilePath().toLocal8Bit();
    const Answer answer = stub.readFile(path, 1000, 70000);
    QCOMPARE(answer.result, 70000);
    QVERIFY(answer.bytes == own.mid(1000, 70000));
    QCOMPARE(stub.readFile(path, quint64(own.size()) + 5).result, 0);
    QCOMPARE(stub.readFile("/dev/zero", 0, 100000).bytes, QByteArray(100000, '\0'));
}

void TestStubProtocol::readsManyFilesAtOnce()
{
    constexpr int count = 100;
    StubProcess stub;
    QVERIFY(stub.startSession());
    const QByteArray expected = contentOf(QStringLiteral("/proc/version"));
    QByteArray out;
    QList<quint64> seqs;
    for (int i = 0; i < count; ++i) {
        seqs += stub.nextSeq();
        appendReadFile(out, seqs.last(), "/proc/version");
    }
    QVERIFY(stub.send(out));
    QMap<quint64, QByteArray> content;
    for (int replies = 0; replies < count;) {
        const auto frame = stub.receive();
        QVERIFY(frame.has_value());
        if (frame->type == WIRE_CHUNK)
            content[frame->seq] += frame->payload;
        else if (frame->type == WIRE_REPLY)
            ++replies;
    }
    for (const quint64 seq : seqs)
        QCOMPARE(content[seq], expected);
}

void TestStubProtocol::refusesFiles()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    QCOMPARE(stub.readFile("/no/such/file").result, -ENOENT);
    QCOMPARE(stub.readFile("/proc").result, -EISDIR);
    QCOMPARE(stub.readFile("/" + QByteArray(4000, 'x')).result, -ENAMETOOLONG);
}

void TestStubProtocol::answersPings()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    QByteArray out;
    appendPing(out, 11, 0x1234);
    QVERIFY(stub.send(out));
    const auto frame = stub.receive();
    QVERIFY(frame && frame->type == WIRE_PONG);
    QCOMPARE(frame->seq, quint64(11));
    const auto pong = parsePong(frame->payload);
    QCOMPARE(pong->host, quint64(0x1234));
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const quint64 nowNs = quint64(now.tv_sec) * 1'000'000'000u + quint64(now.tv_nsec);
    QVERIFY(pong->monotonic <= nowNs && pong->monotonic + 1'000'000'000u > nowNs);
}

void TestStubProtocol::quits()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
    QVERIFY(!stub.stats().has_value());
    QCOMPARE(stub.waitForExit(), 0);
}

void TestStubProtocol::sendsStats()
{
    StubProcess stub;
    QVERIFY(stub.startSession(50));
    stub.listen(330);
    int seen = 0;
    for (const OwnedFrame &frame : std::as_const(stub.others()))
        seen += frame.type == WIRE_STATS;
    QVERIFY2(seen >= 2 && seen <= 6, qPrintable(QString::number(seen)));
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
    const wire_stats totals = stub.stats()->totals;
    QCOMPARE(totals.frames, quint64(1 + seen)); // HELLO and those before
    QVERIFY(totals.cpu > 0 && totals.cpu < 100'000'000);
    QVERIFY2(totals.rss > 0 && totals.rss <= 128 << 10, qPrintable(QString::number(totals.rss)));
}

void TestStubProtocol::exitsAtEndOfInput()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    stub.closeInput();
    QCOMPARE(stub.waitForExit(3000), 0);
}

void TestStubProtocol::exitsWhenOutputIsClosed()
{
    const QString program =
        QStringLiteral(RADIOSONDE_STUBS "/stub-%1").arg(architectureName(hostArchitecture()));
    StubProcess stub; // a shell closes the reading end: head takes the HELLO and leaves
    QVERIFY(stub.start({QStringLiteral("sh"), QStringLiteral("-c"),
                        QStringLiteral("exec 3>&1; { %1; echo $? >&2; } | head -c 528 >&3").arg(program)}));
    QByteArray frames;
    StubProcess::appendGreeting(frames, StubProcess::defaultAck());
    appendPing(frames, 1, 1);
    stub.send(frames);
    QCOMPARE(stub.waitForExit(2000), 0);
}

void TestStubProtocol::exitsInSilence()
{
    wire_hello_ack ack = StubProcess::defaultAck();
    ack.silence_ms = 300;
    StubProcess stub;
    QVERIFY(stub.start());
    QByteArray out;
    StubProcess::appendGreeting(out, ack);
    QElapsedTimer elapsed;
    elapsed.start();
    QVERIFY(stub.send(out));
    const auto frame = stub.receive();
    QVERIFY(frame && frame->type == WIRE_END);
    QCOMPARE(*parseEnd(frame->payload), WIRE_END_SILENCE);
    QCOMPARE(frame->seq, ack.token);
    QCOMPARE(stub.waitForExit(), 1);
    QVERIFY2(elapsed.elapsed() >= 290 && elapsed.elapsed() < 3000,
             qPrintable(QString::number(elapsed.elapsed())));
}

// A machine that stood still for longer than the silence lasts had no chance to hear what was said meanwhile.
void TestStubProtocol::standingStillIsNoSilence()
{
    wire_hello_ack ack = StubProcess::defaultAck();
    ack.silence_ms = 3000;
    StubProcess stub;
    QVERIFY(stub.start());
    QByteArray out;
    StubProcess::appendGreeting(out, ack);
    QVERIFY(stub.send(out));
    QVERIFY(stub.readFile("/proc/version").result > 0); // it waits now
    QCOMPARE(kill(stub.pid(), SIGSTOP), 0);
    QTest::qSleep(4000);
    QCOMPARE(kill(stub.pid(), SIGCONT), 0);
    QVERIFY(!stub.receive(1000)); // no END
    QVERIFY(stub.readFile("/proc/version").result > 0);
    const auto frame = stub.receive(20000);
    QVERIFY(frame && frame->type == WIRE_END);
    QCOMPARE(*parseEnd(frame->payload), WIRE_END_SILENCE);
}

void TestStubProtocol::exitsBeforeAnAcknowledgement()
{
    QCOMPARE(endAfter(rawFrame(WIRE_PING, QByteArray(8, 0)), false), int(WIRE_END_PROTOCOL));
}

void TestStubProtocol::exitsWhenNobodyReads()
{
    wire_hello_ack ack = StubProcess::defaultAck();
    ack.silence_ms = 400;
    StubProcess stub;
    QVERIFY(stub.start());
    QByteArray out;
    StubProcess::appendGreeting(out, ack);
    appendReadFile(out, 1, "/dev/zero"); // without an end
    QVERIFY(stub.send(out));
    signal(SIGPIPE, SIG_IGN);
    QElapsedTimer elapsed;
    elapsed.start();
    out.clear();
    appendPing(out, 2, 0); // not silent, yet deaf
    int status = -1000;
    while (status == -1000 && elapsed.elapsed() < 5000) {
        stub.send(out);
        status = stub.waitForExit(50);
    }
    QCOMPARE(status, 1);
    QVERIFY2(elapsed.elapsed() >= 390 && elapsed.elapsed() < 4500,
             qPrintable(QString::number(elapsed.elapsed())));
}

// Both ends have more to say than the pipes hold: 3 MiB one way, 4 MiB the other, and the host reads only
// when all its own is out.
void TestStubProtocol::readsWhileItWrites()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    QByteArray out;
    appendReadFile(out, 1, "/dev/zero", 0, 4 << 20);
    const QByteArray image(1000 << 10, 'i');
    QVERIFY(appendCall(
        out, 2, {.nr = WIRE_NR_CLOSE, .args = {4000}, .image = image, .imageLength = quint32(image.size())}));
    QVERIFY(stub.send(out));
    const Answer file = stub.wait(1);
    QCOMPARE(file.result, 4 << 20);
}

void TestStubProtocol::survivesSignalsOfTheTerminal()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    QCOMPARE(kill(stub.pid(), SIGINT), 0);
    QCOMPARE(kill(stub.pid(), SIGHUP), 0);
    QCOMPARE(stub.readFile("/proc/version").bytes, contentOf(QStringLiteral("/proc/version")));
    kill(stub.pid(), SIGTERM);
    QCOMPARE(stub.waitForExit(), -SIGTERM);
}

void TestStubProtocol::keepsALogOfCalls()
{
    const QTemporaryDir folder;
    const QByteArray path = folder.filePath(QStringLiteral("stub.log")).toLocal8Bit();
    StubProcess stub;
    QVERIFY(startWithLog(stub, path, 1 << 16));
    QVERIFY(stub.readFile("/proc/self/comm").result > 0);
    QCOMPARE(stub.readFile("/no/such file").result, -ENOENT);
    Call closing;
    closing.nr = WIRE_NR_CLOSE;
    closing.args[0] = 77;
    QCOMPARE(stub.call(closing).result, -EBADF);
    QCOMPARE(stub.deleteStream(9), -ENOENT);
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));

    const QByteArray log = contentOf(QString::fromLocal8Bit(path));
    const QList<QByteArray> lines = log.trimmed().split('\n');
    const QList<QByteArray> expected = {"file 0 0 /proc/self/comm = ", "file 0 0 /no/such\\20file = -2",
                                        "close 77 0 0 0 0 0 = -9", "stream 8 9 = -2"};
    QCOMPARE(lines.size(), expected.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QVERIFY(lines[i].first(lines[i].indexOf(' ')).toULongLong() > 0);
        QVERIFY2(lines[i].sliced(lines[i].indexOf(' ') + 1).startsWith(expected[i]), lines[i]);
    }
    QCOMPARE(QFile::permissions(QString::fromLocal8Bit(path)) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestStubProtocol::boundsItsLog()
{
    const QTemporaryDir folder;
    const QByteArray path = folder.filePath(QStringLiteral("stub.log")).toLocal8Bit();
    StubProcess stub;
    QVERIFY(startWithLog(stub, path, 500));
    for (int i = 0; i < 50; ++i)
        QVERIFY(stub.readFile("/proc/self/comm").result > 0);
    const QByteArray log = contentOf(QString::fromLocal8Bit(path));
    QVERIFY(log.size() > 400 && log.size() <= 500);
    QVERIFY(log.endsWith('\n'));
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
}

void TestStubProtocol::refusesALogThatIsThere()
{
    QTemporaryFile there;
    QVERIFY(there.open());
    StubProcess stub;
    QVERIFY(startWithLog(stub, there.fileName().toLocal8Bit(), 500));
    const auto frame = stub.receive();
    QVERIFY(frame && frame->type == WIRE_END);
    QCOMPARE(*parseEnd(frame->payload), WIRE_END_LOG);
    QCOMPARE(stub.waitForExit(), 1);
}

void TestStubProtocol::answersInPieces()
{
    StubProcess stub;
    QVERIFY(stub.start());
    wire_hello_ack ack = StubProcess::defaultAck();
    ack.piece = 1000;
    QByteArray out;
    StubProcess::appendGreeting(out, ack);
    QVERIFY(stub.send(out));
    const Answer kallsyms = stub.readFile("/proc/kallsyms", 0, 100000);
    QCOMPARE(kallsyms.result, 100000);
    QCOMPARE(kallsyms.chunks.size(), 100);
    for (const OwnedFrame &chunk : kallsyms.chunks)
        QCOMPARE(chunk.payload.size(), 1000);
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
}

void TestStubProtocol::refusesAnotherVersion()
{
    wire_hello_ack ack = StubProcess::defaultAck();
    ack.version++;
    QByteArray out;
    StubProcess::appendGreeting(out, ack);
    QCOMPARE(endAfter(out, false), int(WIRE_END_VERSION));
}

void TestStubProtocol::refusesWhatBreaksTheRules_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::newRow("type 0") << rawFrame(0, {});
    QTest::newRow("unknown type") << rawFrame(13, {});
    QTest::newRow("a stub's type") << rawFrame(WIRE_DATA, QByteArray(8, 0));
    QTest::newRow("a second HELLO_ACK") << rawFrame(WIRE_HELLO_ACK, QByteArray(sizeof(wire_hello_ack), 0));
    QTest::newRow("short PING") << rawFrame(WIRE_PING, QByteArray(7, 0));
    QTest::newRow("long QUIT") << rawFrame(WIRE_QUIT, QByteArray(1, 0));
    QTest::newRow("short CALL") << rawFrame(WIRE_CALL, QByteArray(sizeof(wire_call) - 1, 0));
    QTest::newRow("short READFILE") << rawFrame(WIRE_READFILE, QByteArray(sizeof(wire_readfile) - 1, 0));
    QTest::newRow("long path") << rawFrame(WIRE_READFILE, QByteArray(sizeof(wire_readfile) + 4096, 'x'));
    const wire_frame huge{WIRE_MAX_PAYLOAD + 1, WIRE_CALL, 0, 0, 1};
    QTest::newRow("too long") << QByteArray(reinterpret_cast<const char *>(&huge), sizeof huge);
    const auto with = [](auto change, qsizetype tail) {
        wire_call call{};
        call.nr = WIRE_NR_CLOSE;
        change(call);
        return rawFrame(WIRE_CALL, QByteArray(reinterpret_cast<const char *>(&call), sizeof call) +
                                       QByteArray(tail, char(0xff)));
    };
    QTest::newRow("unknown call") << with([](wire_call &call) { call.nr = WIRE_NR_COUNT; }, 0);
    QTest::newRow("image too long") << with([](wire_call &call) { call.image_length = WIRE_MAX_IMAGE + 1; },
                                            0);
    QTest::newRow("more sent than told") << with([](wire_call &call) { call.image_length = 64; }, 8);
    QTest::newRow("less sent than told")
        << with([](wire_call &call) { call.image_length = call.sent_length = 64; }, 8);
    QTest::newRow("sent beyond the image") << with([](wire_call &call) { call.sent_length = 8; }, 8);
    QTest::newRow("relocation outside") << with([](wire_call &call) { call.relocations = 1; }, 8);
    QTest::newRow("too many relocations") << with([](wire_call &call) { call.relocations = 33; }, 33 * 8);
    QTest::newRow("missing relocations") << with([](wire_call &call) { call.relocations = 2; }, 8);
    QTest::newRow("out range outside") << with([](wire_call &call) { call.outs = 1; }, 8);
    QTest::newRow("too many outs") << with([](wire_call &call) { call.outs = 17; }, 17 * 8);
    QTest::newRow("pointer outside") << with(
        [](wire_call &call) {
            call.pointer_mask = 2;
            call.arg[1] = 1;
        },
        0);
    QTest::newRow("pointer mask of 7 bits") << with([](wire_call &call) { call.pointer_mask = 64; }, 0);
}

void TestStubProtocol::refusesWhatBreaksTheRules()
{
    QFETCH(QByteArray, frames);
    QCOMPARE(endAfter(frames), int(WIRE_END_PROTOCOL));
}

void TestStubProtocol::dropsCapabilities()
{
    if (geteuid() != 0)
        QSKIP("Only root has capabilities to drop");
    wire_hello_ack ack = StubProcess::defaultAck();
    ack.keep = WIRE_CAP_BPF | WIRE_CAP_PERFMON | WIRE_CAP_SYSLOG;
    StubProcess stub;
    QVERIFY(stub.start());
    QVERIFY(stub.hello().capabilities & WIRE_CAP_SYS_ADMIN);
    QByteArray out;
    StubProcess::appendGreeting(out, ack);
    QVERIFY(stub.send(out));
    QCOMPARE(stub.readFile("/proc/self/status").result > 0, true);
    constexpr quint64 kept = (1ull << 39) | (1ull << 38) | (1ull << 34); // BPF, PERFMON, SYSLOG
    const QByteArray expected = QByteArray::number(kept, 16).rightJustified(16, '0');
    QCOMPARE(statusLine(stub.pid(), "CapEff"), expected);
    QCOMPARE(statusLine(stub.pid(), "CapPrm"), expected);
    QCOMPARE(statusLine(stub.pid(), "CapInh"), QByteArray(16, '0'));
    QCOMPARE(statusLine(stub.pid(), "NoNewPrivs"), QByteArray("1"));
}

void TestStubProtocol::mountsTracefsForItselfAlone()
{
    if (geteuid() != 0)
        QSKIP("Mounting takes root");
    const auto visible = [] { return QDir(QStringLiteral("/sys/kernel/tracing/events")).exists(); };
    const QByteArray before = contentOf(QStringLiteral("/proc/self/mountinfo"));
    const bool mountedBefore = visible();
    StubProcess stub;
    QVERIFY(stub.startSession());
    const Answer format = stub.readFile("/sys/kernel/tracing/events/sched/sched_switch/format");
    QVERIFY2(format.bytes.contains("name: sched_switch"), qPrintable(QString::number(format.result)));
    QCOMPARE(visible(), mountedBefore);
    QCOMPARE(contentOf(QStringLiteral("/proc/self/mountinfo")), before);
}

QTEST_GUILESS_MAIN(TestStubProtocol)
#include "test_stub_protocol.moc"
