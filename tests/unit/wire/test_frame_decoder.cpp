// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/wire/frame_decoder.h"

#include <QTest>

using namespace radiosonde;

namespace
{

QByteArray frame(quint8 type, quint64 seq, const QByteArray &payload, quint8 flags = 0, quint16 stream = 0)
{
    const wire_frame head{quint32(payload.size()), type, flags, stream, seq};
    return QByteArray(reinterpret_cast<const char *>(&head), sizeof head) + payload;
}

QByteArray helloFrame()
{
    wire_hello hello{};
    hello.magic = WIRE_MAGIC;
    hello.version = WIRE_VERSION;
    return frame(WIRE_HELLO, 0, QByteArray(reinterpret_cast<const char *>(&hello), sizeof hello));
}

} // namespace

class TestFrameDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesExactBytes();
    void needsMoreUntilTheLastByte();
    void skipsABannerAndKeepsIt();
    void bannerThatLooksLikeAStart();
    void givesUpOnEndlessNoise();
    void tellsNoiseBeforeAnyHello();
    void refusesBadFrames_data();
    void refusesBadFrames();
    void staysBroken();
    void readsInPlace();
    void manyFramesInOddPieces();
};

void TestFrameDecoder::decodesExactBytes()
{
    FrameDecoder decoder;
    decoder.feed(helloFrame());
    QVERIFY((*decoder.next()).has_value());
    decoder.feed(QByteArrayView("\x03\x00\x00\x00\x43\x01\x34\x12\x08\x07\x06\x05\x04\x03\x02\x01xyz", 19));
    const auto next = decoder.next();
    QVERIFY(next.has_value() && next->has_value());
    const FrameView view = **next;
    QCOMPARE(view.type, WIRE_DATA);
    QCOMPARE(view.flags, quint8(1));
    QVERIFY(view.isLast());
    QCOMPARE(view.stream, quint16(0x1234));
    QCOMPARE(view.seq, quint64(0x0102030405060708));
    QCOMPARE(view.payload.toByteArray(), QByteArray("xyz"));
    QCOMPARE(decoder.pending(), 0);
}

void TestFrameDecoder::needsMoreUntilTheLastByte()
{
    const QByteArray bytes = helloFrame() + frame(WIRE_PONG, 7, QByteArray(24, 'p'));
    FrameDecoder decoder;
    qsizetype frames = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        decoder.feed(QByteArrayView(bytes).sliced(i, 1));
        const auto next = decoder.next();
        QVERIFY(next.has_value());
        if (next->has_value())
            QCOMPARE(i + 1, ++frames == 1 ? qsizetype(16 + sizeof(wire_hello)) : bytes.size());
    }
    QCOMPARE(frames, 2);
}

void TestFrameDecoder::skipsABannerAndKeepsIt()
{
    FrameDecoder decoder;
    decoder.feed("Welcome to board\r\nLast login: today\r\n");
    QVERIFY(!(*decoder.next()).has_value());
    decoder.feed(helloFrame());
    const auto next = decoder.next();
    QVERIFY(next->has_value());
    QCOMPARE((*next)->type, WIRE_HELLO);
    QCOMPARE(decoder.noise(), QByteArray("Welcome to board\r\nLast login: today\r\n"));
}

void TestFrameDecoder::bannerThatLooksLikeAStart()
{
    const QByteArray banner = "RSND " + helloFrame().first(19) + "RSND";
    FrameDecoder decoder;
    decoder.feed(banner + helloFrame());
    const auto next = decoder.next();
    QVERIFY(next->has_value());
    QCOMPARE((*next)->payload.size(), qsizetype(sizeof(wire_hello)));
    QCOMPARE(decoder.noise(), banner);
}

void TestFrameDecoder::givesUpOnEndlessNoise()
{
    FrameDecoder decoder;
    decoder.feed(QByteArray(FrameDecoder::maxNoise + 64, 'x'));
    const auto next = decoder.next();
    QVERIFY(!next.has_value());
    QCOMPARE(next.error().kind, ErrorKind::Lost);
    QCOMPARE(decoder.noise().size(), 4096);
}

void TestFrameDecoder::tellsNoiseBeforeAnyHello()
{
    FrameDecoder decoder;
    decoder.feed("sh: ./stub: Permission denied\n");
    QVERIFY(!(*decoder.next()).has_value());
    QCOMPARE(decoder.noise(), QByteArray("sh: ./stub: Permission denied\n"));
}

void TestFrameDecoder::refusesBadFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a host's frame") << frame(WIRE_CALL, 1, "12345678");
    QTest::newRow("type 0") << frame(0, 1, {});
    QTest::newRow("type after the last") << frame(WIRE_END + 1, 1, {});
    QByteArray huge = frame(WIRE_DATA, 1, {});
    huge[2] = 0x10;
    huge[0] = 1;
    QTest::newRow("one byte too long") << huge;
}

void TestFrameDecoder::refusesBadFrames()
{
    QFETCH(QByteArray, bytes);
    FrameDecoder decoder;
    decoder.feed(helloFrame() + bytes);
    QVERIFY((*decoder.next()).has_value());
    const auto next = decoder.next();
    QVERIFY(!next.has_value());
    QCOMPARE(next.error().kind, ErrorKind::Lost);
}

void TestFrameDecoder::staysBroken()
{
    FrameDecoder decoder;
    decoder.feed(helloFrame() + frame(1, 1, {}) + frame(WIRE_PONG, 1, QByteArray(24, 0)));
    QVERIFY((*decoder.next()).has_value());
    const auto first = decoder.next();
    const auto second = decoder.next();
    QVERIFY(!first.has_value() && !second.has_value());
    QCOMPARE(second.error(), first.error());
}

void TestFrameDecoder::readsInPlace()
{
    FrameDecoder decoder;
    const QByteArray bytes = helloFrame() + frame(WIRE_DATA, 5, QByteArray(100, 'd'), WIRE_LAST, 3);
    std::memcpy(decoder.prepare(4096), bytes.constData(), size_t(bytes.size()));
    decoder.commit(bytes.size());
    QVERIFY((*decoder.next()).has_value());
    const auto next = decoder.next();
    QCOMPARE((*next)->payload, QByteArrayView(QByteArray(100, 'd')));
    QCOMPARE((*next)->stream, quint16(3));
}

void TestFrameDecoder::manyFramesInOddPieces()
{
    QByteArray bytes = "banner\n" + helloFrame();
    for (int i = 0; i < 2000; ++i)
        bytes += frame(WIRE_DATA, quint64(i), QByteArray(i % 977, char('a' + i % 26)));
    FrameDecoder decoder;
    int frames = -1; // the HELLO is none of them
    for (qsizetype at = 0, piece = 1; at < bytes.size(); at += piece, piece = piece * 7 % 4093 + 1) {
        decoder.feed(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)));
        for (auto next = decoder.next(); next.has_value() && next->has_value(); next = decoder.next()) {
            if (frames >= 0) {
                QCOMPARE((*next)->seq, quint64(frames));
                QCOMPARE((*next)->payload, QByteArrayView(QByteArray(frames % 977, char('a' + frames % 26))));
            }
            ++frames;
        }
    }
    QCOMPARE(frames, 2000);
    QCOMPARE(decoder.pending(), 0);
}

QTEST_GUILESS_MAIN(TestFrameDecoder)
#include "test_frame_decoder.moc"
