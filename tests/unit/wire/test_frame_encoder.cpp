// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/wire/frames.h"

#include <QTest>

using namespace radiosonde;

class TestFrameEncoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallFrames();
    void helloAck();
    void readFile();
    void dump();
    void call();
    void callInParts();
    void callBeyondLimits();
};

void TestFrameEncoder::smallFrames()
{
    QByteArray out;
    appendCredit(out, WIRE_CREDIT_WINDOW, 0x10000);
    QCOMPARE(out.toHex(), QByteArray("080000000a0001000000000000000000"
                                     "0000010000000000"));
    out.clear();
    appendPing(out, 9, 0x0102);
    QCOMPARE(out.toHex(), QByteArray("080000000b0000000900000000000000"
                                     "0201000000000000"));
    out.clear();
    appendQuit(out);
    QCOMPARE(out.toHex(), QByteArray("000000000c0000000000000000000000"));
    out.clear();
    appendStreamDel(out, 0x0102, 3);
    appendStreamFlush(out, 0x0102, 4);
    QCOMPARE(out.toHex(), QByteArray("00000000080002010300000000000000"
                                     "00000000090002010400000000000000"));
    out.clear();
    appendStreamAdd(out, WIRE_RING_ADD, 1, 2, {70, 4096});
    appendStreamAdd(out, WIRE_PERF_ADD, 1, 2, {70, 4096});
    QCOMPARE(out.toHex(), QByteArray("0800000006000100020000000000000046000000"
                                     "00100000"
                                     "0800000007000100020000000000000046000000"
                                     "00100000"));
}

void TestFrameEncoder::helloAck()
{
    QByteArray out;
    appendHelloAck(out, {1, WIRE_CAP_BPF | WIRE_CAP_SYSLOG, 4000, 1000, 1 << 20, 0xabcd, 480, 65536});
    QCOMPARE(out.toHex(), QByteArray("28000000010000000000000000000000"
                                     "0100000005000000a00f0000e8030000"
                                     "0000100000000000cdab000000000000"
                                     "e001000000000100"));
}

void TestFrameEncoder::readFile()
{
    QByteArray out;
    appendReadFile(out, 1, "/proc/version", 2, 3);
    QCOMPARE(out.toHex(), QByteArray("1d000000040000000100000000000000"
                                     "02000000000000000300000000000000") +
                              QByteArray("/proc/version").toHex());
}

void TestFrameEncoder::dump()
{
    QByteArray out;
    appendDump(out, 7, 5, {70, 4, 8, 100, 1000, 50, WIRE_DUMP_BATCH, 0});
    QCOMPARE(out.toHex(), QByteArray("20000000050007000500000000000000"
                                     "46000000040000000800000064000000"
                                     "e8030000320000000100000000000000"));
}

void TestFrameEncoder::call()
{
    const QByteArray image("0123456789abcdef");
    const Call call{.nr = WIRE_NR_BPF,
                    .wantFd = 64,
                    .pointerMask = 2,
                    .args = {1, 0, 16},
                    .image = image,
                    .imageLength = 32,
                    .relocations = {{8, 16}},
                    .outs = {{16, 8 | WIRE_OUT_STRING}},
                    .quiet = true};
    QByteArray out;
    QVERIFY(appendCall(out, 6, call));
    QCOMPARE(out.toHex(), QByteArray("68000000020200000600000000000000"
                                     "00000000400000000200000020000000100000000100"
                                     "0100"
                                     "0100000000000000"
                                     "0000000000000000"
                                     "1000000000000000"
                                     "0000000000000000"
                                     "0000000000000000"
                                     "0000000000000000"
                                     "0800000010000000"
                                     "1000000008000080") +
                              image.toHex());
}

void TestFrameEncoder::callInParts()
{
    const QByteArray image(3 * int(WIRE_MAX_PAYLOAD), 'i');
    QByteArray out;
    QVERIFY(appendCall(out, 6, {.nr = WIRE_NR_BPF, .image = image, .imageLength = quint32(image.size())}));
    qsizetype at = 0, carried = 0;
    QList<int> types;
    while (at < out.size()) {
        wire_frame head;
        std::memcpy(&head, out.constData() + at, sizeof head);
        QVERIFY(head.length <= WIRE_MAX_PAYLOAD);
        QCOMPARE(head.seq, quint64(6));
        types += head.type;
        carried += head.length - (head.type == WIRE_CALL ? sizeof(wire_call) : 0);
        at += qsizetype(sizeof head + head.length);
    }
    QCOMPARE(types, QList<int>({WIRE_CALL_PART, WIRE_CALL_PART, WIRE_CALL_PART, WIRE_CALL}));
    QCOMPARE(carried, image.size());
}

void TestFrameEncoder::callBeyondLimits()
{
    const QByteArray image(16, 'i');
    QByteArray out;
    QVERIFY(!appendCall(out, 1, {.image = image, .imageLength = 15}));
    QVERIFY(!appendCall(out, 1, {.imageLength = WIRE_MAX_IMAGE + 1}));
    QVERIFY(!appendCall(out, 1, {.wantFd = WIRE_FD_LIMIT}));
    QVERIFY(!appendCall(out, 1, {.nr = WIRE_NR_COUNT}));
    QVERIFY(!appendCall(out, 1, {.relocations = QList<wire_relocation>(WIRE_MAX_RELOCATIONS + 1)}));
    QVERIFY(!appendCall(out, 1, {.outs = QList<wire_range>(WIRE_MAX_OUTS + 1)}));
    QVERIFY(!appendCall(out, 1, {.imageLength = 16, .outs = {{0, 8 | WIRE_OUT_STRING}, {8, 8}}}));
    QVERIFY(out.isEmpty());
}

QTEST_GUILESS_MAIN(TestFrameEncoder)
#include "test_frame_encoder.moc"
