// SPDX-License-Identifier: GPL-3.0-or-later
// What a session makes of a stub that does not do as it should.
#include "chunk_collector.h"
#include "counting_listener.h"
#include "fake_stub.h"

#include "remote/session/session.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace radiosonde;

namespace
{

using Link = FakeStub::Link;

QString fakeUrl()
{
    return QStringLiteral("cmd:fake");
}

Result<std::unique_ptr<Session>> open(FakeStub &stub, SessionOptions options = {})
{
    const Interruptor interruptor;
    return Session::open(stub.takeChannel(), fakeUrl(), options, interruptor);
}

SessionOptions quick()
{
    return {.heartbeatMs = 50, .silenceMs = 300, .patienceMs = 300, .callPatienceMs = 1200, .helloMs = 300};
}

QByteArray callPayload(quint32 outLength)
{
    wire_call call{};
    call.want_fd = -1;
    call.image_length = call.sent_length = 8;
    call.outs = 1;
    const wire_range out{0, outLength};
    return QByteArray(reinterpret_cast<const char *>(&call), sizeof call) +
           QByteArray(reinterpret_cast<const char *>(&out), sizeof out) + QByteArray(8, '\0');
}

} // namespace

class TestSessionFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void skipsNoiseBeforeHello();
    void namesTheWordsThatCameInstead();
    void refusesAnotherVersion();
    void givesUpWaitingForHello();
    void waitingForHelloIsInterruptible();
    void refusesAnUnknownArchitecture();

    void halfAFrameThenSilence();
    void noAnswerToPings();
    void aLongCallIsWaitedFor();
    void aCallWithoutEndIsGivenUp();
    void senselessFramesEndTheSession_data();
    void senselessFramesEndTheSession();
    void deathWithinACall();
    void deathWithinASnapshot();
    void everyWaiterIsTold();
    void unaskedEndIsNamed();

    void callsAreInterruptible();
    void abandonedStreamIsTakenBack();
    void quietCallsAreCompleted();
    void answersComeInFragments();
    void longCallsAreSplit();
    void tooLongAnAnswerIsRefused();
    void requestsAfterCloseAreTold();
    void closeIsBoundedWhenTheStubIsDeaf();
};

void TestSessionFaults::skipsNoiseBeforeHello()
{
    FakeStub stub([](Link &link) {
        link.say("Welcome to board-7\r\nlast login: never\r\n\x1b[0m$ exec stub\r\n");
        link.hello();
        link.serve();
    });
    const auto session = open(stub);
    QVERIFY2(session, qPrintable(session ? QString() : session.error().text));
    const TargetInfo &target = (*session)->target();
    QCOMPARE(target.hostName, QStringLiteral("board-7"));
    QCOMPARE(target.name, QStringLiteral("board-7"));
    QCOMPARE(target.architecture, Architecture::Arm64);
    QCOMPARE(target.cpus, 2u);
    QCOMPARE(target.bootId, QStringLiteral("01234567-89ab-cdef-0123-456789abcdef"));
    QCOMPARE(target.capabilities,
             quint32(WIRE_CAP_BPF | WIRE_CAP_PERFMON)); // the rest is dropped from 5.8 on
    QCOMPARE((*session)->stubProcessId(), 4711);
    (*session)->close();
    QVERIFY(!(*session)->alive());
}

void TestSessionFaults::namesTheWordsThatCameInstead()
{
    FakeStub stub([](Link &link) { link.say("sh: stub: not found\n"); });
    const auto session = open(stub);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Unreachable);
    QVERIFY2(session.error().text.contains(QStringLiteral("sh: stub: not found")),
             qPrintable(session.error().text));
    QVERIFY2(session.error().text.contains(QStringLiteral("the script has ended")),
             qPrintable(session.error().text));
}

void TestSessionFaults::refusesAnotherVersion()
{
    FakeStub stub([](Link &link) { link.hello(WIRE_VERSION + 1); });
    const auto session = open(stub);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Unreachable);
    QVERIFY(session.error().text.contains(QString::number(WIRE_VERSION + 1)));
}

void TestSessionFaults::givesUpWaitingForHello()
{
    FakeStub stub([](Link &link) {
        link.say("login: ");
        (void)link.read(); // until the host hangs up
    });
    QElapsedTimer timer;
    timer.start();
    const auto session = open(stub, quick());
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Unreachable);
    QVERIFY(session.error().text.contains(QStringLiteral("login:")));
    QVERIFY(timer.elapsed() >= 300 && timer.elapsed() < 2000);
}

void TestSessionFaults::waitingForHelloIsInterruptible()
{
    FakeStub stub([](Link &link) { (void)link.read(); });
    Interruptor interruptor;
    std::thread other([&] {
        QTest::qSleep(50);
        interruptor.interrupt();
    });
    const auto session = Session::open(stub.takeChannel(), fakeUrl(), {}, interruptor);
    other.join();
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Cancelled);
}

void TestSessionFaults::refusesAnUnknownArchitecture()
{
    FakeStub stub([](Link &link) {
        wire_hello hello{};
        hello.magic = WIRE_MAGIC;
        hello.version = WIRE_VERSION;
        hello.pointer_size = 8;
        hello.page_size = 4096;
        hello.cpus = 1;
        std::strcpy(hello.machine, "s390x");
        link.send(WIRE_HELLO, 0, 0, 0, QByteArrayView(reinterpret_cast<const char *>(&hello), sizeof hello));
    });
    const auto session = open(stub);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Unreachable);
    QVERIFY(session.error().text.contains(QStringLiteral("s390x")));
}

void TestSessionFaults::halfAFrameThenSilence()
{
    FakeStub stub([](Link &link) {
        link.hello();
        link.say(QByteArrayView("\x10\0\0\0\x41\0", 6)); // the start of a REPLY
        while (link.read()) {
        }
    });
    const auto session = open(stub, quick());
    QVERIFY(session);
    Listener listener;
    (*session)->setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.endedCount.load(), 1, 2000);
    QVERIFY(listener.text.contains(QStringLiteral("silent")));
    QVERIFY(!(*session)->alive());
    (*session)->close();
    QCOMPARE(listener.endedCount.load(), 1);
}

void TestSessionFaults::noAnswerToPings()
{
    std::atomic<int> pings = 0;
    FakeStub stub([&pings](Link &link) {
        link.hello();
        while (const auto frame = link.read())
            pings += frame->head.type == WIRE_PING;
    });
    const auto session = open(stub, quick());
    QVERIFY(session);
    QElapsedTimer timer;
    timer.start();
    const Interruptor interruptor;
    const auto answer = (*session)->readFile(QStringLiteral("/x"), 10, interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(pings >= 3);
}

// As the verifier on a slow board: no ping is answered meanwhile.
void TestSessionFaults::aLongCallIsWaitedFor()
{
    FakeStub stub([](Link &link) {
        link.hello();
        QList<FakeStub::Frame> pings;
        std::optional<FakeStub::Frame> call;
        QElapsedTimer timer;
        timer.start();
        while (!call || timer.elapsed() < 700) {
            const auto frame = link.read();
            if (!frame)
                return;
            if (frame->head.type == WIRE_PING)
                pings.append(*frame);
            else if (frame->head.type == WIRE_CALL)
                call = frame;
        }
        link.reply(call->head.seq, 7, QByteArray(8, '\0'));
        for (const FakeStub::Frame &ping : pings)
            link.pong(ping);
        link.serve();
    });
    const auto session = open(stub, quick());
    QVERIFY(session);
    const Interruptor interruptor;
    const auto answer = (*session)->call(WIRE_CALL, 0, callPayload(8), interruptor);
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().text));
    QCOMPARE(answer->result, 7);
    QTest::qWait(500);
    QVERIFY((*session)->alive());
}

void TestSessionFaults::aCallWithoutEndIsGivenUp()
{
    FakeStub stub([](Link &link) {
        link.hello();
        while (link.read()) {
        }
    });
    const auto session = open(stub, quick());
    QVERIFY(session);
    const Interruptor interruptor;
    const auto answer = (*session)->call(WIRE_CALL, 0, callPayload(8), interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
    QVERIFY2(answer.error().text.contains(QStringLiteral("1.2 s")), qPrintable(answer.error().text));
}

void TestSessionFaults::senselessFramesEndTheSession_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto frame = [](quint8 type, quint16 stream, quint64 seq, const QByteArray &payload,
                          quint32 length) {
        const wire_frame head{length, type, WIRE_LAST, stream, seq};
        return QByteArray(reinterpret_cast<const char *>(&head), sizeof head) + payload;
    };
    QTest::newRow("reply to nothing") << frame(WIRE_REPLY, 0, 999, QByteArray(8, '\0'), 8);
    QTest::newRow("short reply") << frame(WIRE_REPLY, 0, 1, QByteArray(4, '\0'), 4);
    QTest::newRow("unknown type") << frame(200, 0, 0, {}, 0);
    QTest::newRow("host's type") << frame(WIRE_CALL, 0, 0, {}, 0);
    QTest::newRow("second greeting") << frame(WIRE_HELLO, 0, 0, {}, 0);
    QTest::newRow("huge length") << frame(WIRE_DATA, 1, 0, {}, 0xffffffff);
    QTest::newRow("data of no stream") << frame(WIRE_DATA, 77, 0, QByteArray(16, '\0'), 16);
    QTest::newRow("data without time") << frame(WIRE_DATA, 77, 0, QByteArray(2, '\0'), 2);
    QTest::newRow("snapshot of no stream") << frame(WIRE_CHUNK, 77, 0, QByteArray(24, '\0'), 24);
    QTest::newRow("file that was not asked for") << frame(WIRE_CHUNK, 0, 5, QByteArray(24, '\0'), 24);
    QTest::newRow("pong to nothing") << frame(WIRE_PONG, 0, 12345, QByteArray(24, '\0'), 24);
    QTest::newRow("short statistics") << frame(WIRE_STATS, 0, 0, QByteArray(5, '\0'), 5);
    QTest::newRow("statistics of a million streams") << frame(WIRE_STATS, 0, 0, QByteArray(48, '\x7f'), 48);
    QTest::newRow("end of another session") << frame(WIRE_END, 0, 42, QByteArray(8, '\0'), 8);
    QTest::newRow("end for no known reason") << frame(WIRE_END, 0, 0, QByteArray(8, '\x55'), 8);
    QTest::newRow("garbage") << QByteArray("Segmentation fault (core dumped)\n");
}

void TestSessionFaults::senselessFramesEndTheSession()
{
    QFETCH(QByteArray, bytes);
    FakeStub stub([bytes](Link &link) {
        link.hello();
        (void)link.expect(WIRE_READFILE);
        link.say(bytes);
        while (link.read()) {
        }
    });
    const auto session = open(stub);
    QVERIFY(session);
    Listener listener;
    (*session)->setListener(&listener);
    const Interruptor interruptor;
    const auto answer = (*session)->readFile(QStringLiteral("/x"), 10, interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
    QVERIFY(!answer.error().text.isEmpty());
    QTRY_COMPARE(listener.endedCount.load(), 1);
    QVERIFY(!(*session)->alive());
    QCOMPARE(listener.text, answer.error().text);
}

void TestSessionFaults::deathWithinACall()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto call = link.expect(WIRE_CALL);
        link.reply(call->head.seq, 0, "half", false);
    });
    const auto session = open(stub);
    QVERIFY(session);
    const Interruptor interruptor;
    const auto answer = (*session)->call(WIRE_CALL, 0, callPayload(8), interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
    QVERIFY(answer.error().text.contains(QStringLiteral("the script has ended")));
    const auto later = (*session)->readFile(QStringLiteral("/x"), 10, interruptor);
    QVERIFY(!later);
    QCOMPARE(later.error(), answer.error());
}

void TestSessionFaults::deathWithinASnapshot()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto dump = link.expect(WIRE_DUMP);
        link.reply(dump->head.seq, 0);
        link.snapshot(dump->head.stream, dump->head.seq, 0, 1, "keykvalv", true);
        link.snapshot(dump->head.stream, dump->head.seq, 1, 1, "keykhalf", false);
    });
    const auto session = open(stub);
    QVERIFY(session);
    Listener listener;
    (*session)->setListener(&listener);
    ChunkCollector sink;
    const Interruptor interruptor;
    const Session::Dump dump{.fd = 64, .mapType = 1, .keySize = 4, .valueSize = 4, .maxEntries = 10};
    QVERIFY((*session)->addDump(3, dump, sink, interruptor));
    QTRY_COMPARE(listener.endedCount.load(), 1);
    QCOMPARE(sink.count(), 1);
    QCOMPARE(sink.bytes(), QByteArray("keykvalv"));
    const auto flushed = (*session)->flush(3, interruptor);
    QVERIFY(!flushed);
    QCOMPARE(flushed.error().kind, ErrorKind::Lost);
}

void TestSessionFaults::everyWaiterIsTold()
{
    FakeStub stub([](Link &link) {
        link.hello();
        for (int i = 0; i < 8; ++i)
            (void)link.expect(WIRE_READFILE);
    });
    const auto session = open(stub);
    QVERIFY(session);
    std::atomic<int> lost = 0;
    std::atomic<int> completed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            const Interruptor interruptor;
            const auto answer = (*session)->readFile(QStringLiteral("/x"), 10, interruptor);
            lost += !answer && answer.error().kind == ErrorKind::Lost;
        });
    }
    const wire_readfile head{0, 10};
    for (int i = 0; i < 4; ++i)
        (*session)->request(WIRE_READFILE, 0, 0,
                            QByteArray(reinterpret_cast<const char *>(&head), sizeof head) + "/y",
                            [&](Reply reply) { completed += reply.result == -EPIPE; });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(lost.load(), 4);
    QTRY_COMPARE(completed.load(), 4);
}

void TestSessionFaults::unaskedEndIsNamed()
{
    FakeStub stub([](Link &link) {
        link.hello();
        (void)link.expect(WIRE_PING);
        link.end(WIRE_END_SILENCE);
    });
    const auto session = open(stub);
    QVERIFY(session);
    QTRY_VERIFY(!(*session)->alive());
    const Interruptor interruptor;
    const auto answer = (*session)->readFile(QStringLiteral("/x"), 10, interruptor);
    QVERIFY(!answer);
    QVERIFY2(answer.error().text.contains(QStringLiteral("heard nothing")), qPrintable(answer.error().text));
}

void TestSessionFaults::callsAreInterruptible()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto first = link.expect(WIRE_READFILE);
        const auto second = link.expect(WIRE_READFILE);
        link.send(WIRE_CHUNK, 0, 0, first->head.seq, "late");
        link.reply(first->head.seq, 4);
        link.send(WIRE_CHUNK, 0, 0, second->head.seq, "here");
        link.reply(second->head.seq, 4);
        link.serve();
    });
    const auto session = open(stub);
    QVERIFY(session);
    Interruptor interruptor;
    std::thread other([&] {
        QTest::qSleep(30);
        interruptor.interrupt();
    });
    const auto stopped = (*session)->readFile(QStringLiteral("/first"), 10, interruptor);
    other.join();
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    const Interruptor fresh;
    const auto answer = (*session)->readFile(QStringLiteral("/second"), 10, fresh);
    QVERIFY(answer);
    QCOMPARE(*answer, QByteArray("here"));
}

void TestSessionFaults::abandonedStreamIsTakenBack()
{
    std::atomic<bool> removed = false;
    std::atomic<bool> interrupted = false;
    FakeStub stub([&](Link &link) {
        link.hello();
        const auto add = link.expect(WIRE_RING_ADD);
        while (!interrupted)
            QTest::qSleep(1);
        link.reply(add->head.seq, 0);
        link.data(add->head.stream, 0, "nobody wants it any more");
        const auto removal = link.expect(WIRE_STREAM_DEL);
        removed = removal && removal->head.stream == add->head.stream;
        link.reply(removal->head.seq, 0);
        link.serve();
    });
    const auto session = open(stub);
    QVERIFY(session);
    ChunkCollector sink;
    Interruptor interruptor;
    interruptor.interrupt();
    const auto added = (*session)->addRing(1, 64, 4096, sink, interruptor);
    interrupted = true;
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ErrorKind::Cancelled);
    QTRY_VERIFY(removed);
    (*session)->close();
    QCOMPARE(sink.count(), 0);
}

void TestSessionFaults::quietCallsAreCompleted()
{
    FakeStub stub([](Link &link) {
        link.hello();
        (void)link.expect(WIRE_CALL);
        const auto fails = link.expect(WIRE_CALL);
        link.reply(fails->head.seq, -EINVAL, QByteArray(8, '\0'));
        (void)link.expect(WIRE_CALL);
        link.serve(); // the next pong tells that the third has passed
    });
    const auto session = open(stub, {.heartbeatMs = 50});
    QVERIFY(session);
    std::mutex mutex;
    QList<qint64> results;
    for (int i = 0; i < 3; ++i)
        (*session)->request(WIRE_CALL, WIRE_QUIET, 0, callPayload(8), [&](Reply reply) {
            const std::scoped_lock lock(mutex);
            results.append(reply.result);
        });
    const auto count = [&] {
        const std::scoped_lock lock(mutex);
        return results.size();
    };
    QTRY_COMPARE(count(), 3);
    QCOMPARE(results, QList<qint64>({0, -EINVAL, 0}));
}

void TestSessionFaults::answersComeInFragments()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto call = link.expect(WIRE_CALL);
        link.reply(call->head.seq, 7, "abc", false);
        link.reply(call->head.seq, 7, "", false);
        link.reply(call->head.seq, 7, "defgh", true);
        link.serve();
    });
    const auto session = open(stub);
    QVERIFY(session);
    const Interruptor interruptor;
    const auto answer = (*session)->call(WIRE_CALL, 0, callPayload(8), interruptor);
    QVERIFY(answer);
    QCOMPARE(answer->result, 7);
    QCOMPARE(answer->bytes, QByteArray("abcdefgh"));
}

void TestSessionFaults::longCallsAreSplit()
{
    QByteArray image(3 << 20, '\0');
    for (qsizetype i = 0; i < image.size(); ++i)
        image[i] = char(i * 31 >> 7);
    std::atomic<bool> whole = false;
    FakeStub stub([&](Link &link) {
        link.hello();
        QByteArray got;
        while (const auto frame = link.read()) {
            if (frame->head.type == WIRE_CALL_PART)
                got += frame->payload;
            if (frame->head.type != WIRE_CALL)
                continue;
            got += frame->payload.sliced(sizeof(wire_call));
            whole = got == image;
            link.reply(frame->head.seq, 1);
            break;
        }
        link.serve();
    });
    const auto session = open(stub);
    QVERIFY(session);
    wire_call call{};
    call.want_fd = -1;
    call.image_length = call.sent_length = quint32(image.size());
    const Interruptor interruptor;
    const auto answer = (*session)->call(
        WIRE_CALL, 0, QByteArray(reinterpret_cast<const char *>(&call), sizeof call) + image, interruptor);
    QVERIFY(answer);
    QVERIFY(whole);
}

void TestSessionFaults::tooLongAnAnswerIsRefused()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto call = link.expect(WIRE_CALL);
        link.reply(call->head.seq, 0, "123456789");
        while (link.read()) {
        }
    });
    const auto session = open(stub);
    QVERIFY(session);
    const Interruptor interruptor;
    const auto answer = (*session)->call(WIRE_CALL, 0, callPayload(8), interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
}

void TestSessionFaults::requestsAfterCloseAreTold()
{
    FakeStub stub([](Link &link) {
        link.hello();
        link.serve();
    });
    const auto session = open(stub);
    QVERIFY(session);
    (*session)->close();
    int told = 0;
    (*session)->request(WIRE_STREAM_DEL, 0, 9, {}, [&](Reply reply) { told += reply.result == -EPIPE; });
    QCOMPARE(told, 1);
    const Interruptor interruptor;
    const auto answer = (*session)->readFile(QStringLiteral("/x"), 10, interruptor);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Lost);
    (*session)->consumed(1 << 30);
    (*session)->close();
}

void TestSessionFaults::closeIsBoundedWhenTheStubIsDeaf()
{
    FakeStub stub([](Link &link) {
        link.hello();
        while (link.read()) {
        }
    });
    const auto session = open(stub);
    QVERIFY(session);
    Listener listener;
    (*session)->setListener(&listener);
    QElapsedTimer timer;
    timer.start();
    (*session)->close();
    QVERIFY(timer.elapsed() < 2000);
    QCOMPARE(listener.endedCount.load(), 0);
}

QTEST_GUILESS_MAIN(TestSessionFaults)
#include "test_session_faults.moc"
