// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stub/bpf_calls.h"

#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace radiosonde;

namespace
{

template<class T> QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

constexpr int mapFd = 64, progFd = 65;

} // namespace

class TestStubCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void mapRoundTrip();
    void postedCallsAnswerOnlyFailures();
    void programWithLog();
    void longLogInFragments();
    void imageInParts();
    void refusesForeignFds_data();
    void refusesForeignFds();
    void highFdsWork();
    void writesNowhereBehindTheImage();
};

void TestStubCalls::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("bpf(2) takes root");
}

void TestStubCalls::mapRoundTrip()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QCOMPARE(calls.createMap(mapFd, BPF_MAP_TYPE_HASH, 4, 16, 8), mapFd);
    QCOMPARE(calls.update(mapFd, bytesOf(7u), QByteArray("0123456789abcdef")), 0);
    const Answer found = calls.lookup(mapFd, bytesOf(7u), 16);
    QCOMPARE(found.result, 0);
    QCOMPARE(found.bytes, QByteArray("0123456789abcdef"));
    QCOMPARE(calls.lookup(mapFd, bytesOf(8u), 16).result, -ENOENT);
    QCOMPARE(calls.remove(mapFd, bytesOf(7u)), 0);
    QCOMPARE(calls.closeFd(mapFd), 0);
    QCOMPARE(calls.closeFd(mapFd), -EBADF);
}

void TestStubCalls::postedCallsAnswerOnlyFailures()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QCOMPARE(calls.createMap(mapFd, BPF_MAP_TYPE_HASH, 4, 8, 2), mapFd);
    for (quint32 i = 0; i < 3; ++i) // the third doesn't fit
        QCOMPARE(calls.update(mapFd, bytesOf(i), QByteArray(8, 'v'), true), 0);
    QCOMPARE(calls.lookup(mapFd, bytesOf(1u), 8).result, 0);
    QCOMPARE(stub.others().size(), 1);
    QCOMPARE(parseReply(stub.others().first().payload)->result, -E2BIG);
}

void TestStubCalls::programWithLog()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    const QList<bpf_insn> good{{BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 0}, {BPF_JMP | BPF_EXIT, 0, 0, 0, 0}};
    QCOMPARE(calls.loadProgram(progFd, BPF_PROG_TYPE_RAW_TRACEPOINT, good), progFd);
    const QList<bpf_insn> bad{{BPF_JMP | BPF_EXIT, 0, 0, 0, 0}};
    QByteArray log;
    QCOMPARE(calls.loadProgram(66, BPF_PROG_TYPE_RAW_TRACEPOINT, bad, &log), -EACCES);
    QVERIFY2(log.contains("R0 !read_ok"), log);
    QCOMPARE(log.indexOf('\0'), log.size() - 1); // cut behind its NUL
}

void TestStubCalls::longLogInFragments()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    // An out range of 3 MiB of zeroes, and before it one of 8 bytes.
    constexpr quint32 length = 3 << 20;
    const Answer answer = stub.call({.nr = WIRE_NR_CLOSE,
                                     .args = {4000},
                                     .image = QByteArrayView("abcdefgh"),
                                     .imageLength = length + 8,
                                     .outs = {{0, 8}, {8, length}}});
    QCOMPARE(answer.result, -EBADF);
    QCOMPARE(answer.bytes.size(), qsizetype(length + 8));
    QVERIFY(answer.bytes.startsWith("abcdefgh") && answer.bytes.endsWith('\0'));
}

void TestStubCalls::imageInParts()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    QByteArray image(5 << 20, '\0');
    for (qsizetype i = 0; i < image.size(); ++i)
        image[i] = char(i * 31 + (i >> 12));
    const Answer answer = stub.call({.nr = WIRE_NR_CLOSE,
                                     .args = {4000},
                                     .image = image,
                                     .imageLength = quint32(image.size() + 4096),
                                     .outs = {{0, quint32(image.size() + 4096)}}});
    QCOMPARE(answer.result, -EBADF);
    QVERIFY(answer.bytes == image + QByteArray(4096, '\0'));
    QCOMPARE(stub.call({.nr = WIRE_NR_CLOSE, .args = {4000}}).result, -EBADF); // the next one starts anew
}

void TestStubCalls::refusesForeignFds_data()
{
    QTest::addColumn<int>("nr");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("second");
    QTest::addColumn<int>("wanted");
    QTest::newRow("close stdin") << int(WIRE_NR_CLOSE) << quint64(0) << quint64(0) << -1;
    QTest::newRow("close 63") << int(WIRE_NR_CLOSE) << quint64(63) << quint64(0) << -1;
    QTest::newRow("close 4096") << int(WIRE_NR_CLOSE) << quint64(4096) << quint64(0) << -1;
    QTest::newRow("close -1") << int(WIRE_NR_CLOSE) << ~quint64(0) << quint64(0) << -1;
    QTest::newRow("close 2^32") << int(WIRE_NR_CLOSE) << (quint64(1) << 32) << quint64(0) << -1;
    QTest::newRow("dup from stdout") << int(WIRE_NR_DUP3) << quint64(1) << quint64(70) << -1;
    QTest::newRow("dup to stdout") << int(WIRE_NR_DUP3) << quint64(70) << quint64(1) << -1;
    QTest::newRow("read stdin") << int(WIRE_NR_READ) << quint64(0) << quint64(0) << -1;
    QTest::newRow("ioctl on stdin") << int(WIRE_NR_IOCTL) << quint64(0) << quint64(0x5401) << -1;
    QTest::newRow("setsockopt on stdin") << int(WIRE_NR_SETSOCKOPT) << quint64(0) << quint64(0) << -1;
    QTest::newRow("socket nowhere") << int(WIRE_NR_SOCKET) << quint64(AF_UNIX) << quint64(SOCK_DGRAM) << -1;
    QTest::newRow("socket too high") << int(WIRE_NR_SOCKET) << quint64(AF_UNIX) << quint64(SOCK_DGRAM)
                                     << 5000;
}

void TestStubCalls::refusesForeignFds()
{
    QFETCH(int, nr);
    QFETCH(quint64, first);
    QFETCH(quint64, second);
    QFETCH(int, wanted);
    StubProcess stub;
    QVERIFY(stub.startSession());
    wire_call call{};
    call.nr = quint32(nr);
    call.want_fd = wanted;
    call.arg[0] = first;
    call.arg[1] = second;
    const wire_frame head{sizeof call, WIRE_CALL, 0, 0, 9};
    QVERIFY(stub.send(bytesOf(head) + bytesOf(call)));
    QCOMPARE(stub.wait(9).result, -EBADF);
    QVERIFY(stub.readFile("/proc/version").result > 0);
}

void TestStubCalls::highFdsWork()
{
    StubProcess stub;
    QVERIFY(stub.startSession());
    const Call open{.nr = WIRE_NR_SOCKET, .wantFd = WIRE_FD_LIMIT - 1, .args = {AF_UNIX, SOCK_DGRAM, 0}};
    QCOMPARE(stub.call(open).result, WIRE_FD_LIMIT - 1);
    QCOMPARE(stub.call({.nr = WIRE_NR_DUP3, .args = {WIRE_FD_LIMIT - 1, 64, O_CLOEXEC}}).result, 64);
    QCOMPARE(stub.call({.nr = WIRE_NR_CLOSE, .args = {64}}).result, 0);
}

// A lookup told that a value is 4 bytes long when it is 64 KiB: the kernel stops at the page behind the
// image.
void TestStubCalls::writesNowhereBehindTheImage()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QCOMPARE(calls.createMap(mapFd, BPF_MAP_TYPE_ARRAY, 4, 64 << 10, 1), mapFd);
    QCOMPARE(calls.lookup(mapFd, bytesOf(0u), 4).result, -EFAULT);
    QCOMPARE(calls.lookup(mapFd, bytesOf(0u), 64 << 10).result, 0);
}

QTEST_GUILESS_MAIN(TestStubCalls)
#include "test_stub_calls.moc"
