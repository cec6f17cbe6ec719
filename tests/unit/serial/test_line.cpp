// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/wire/line.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <QTest>

namespace
{

QByteArray encoded(line &from, quint8 flags, quint8 number)
{
    quint8 bytes[LINE_WIRE_MOST];
    const quint32 size = lineEncode(&from, flags, number, bytes);
    return {reinterpret_cast<const char *>(bytes), qsizetype(size)};
}

// What comes out of the other end.
QByteArray taken(line &to, const QByteArray &bytes)
{
    QByteArray stream;
    for (const char byte : bytes)
        if (lineTake(&to, quint8(byte), 1 << 20))
            stream.append(reinterpret_cast<const char *>(to.in) + LINE_HEADER, to.length);
    return stream;
}

QByteArray everyByte(int times)
{
    QByteArray all;
    for (int i = 0; i < times * 256; ++i)
        all.append(char(i * 7));
    return all;
}

} // namespace

class TestLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sum();
    void carries_data();
    void carries();
    void findsDamageAtEveryPlace();
    void recovers_data();
    void recovers();
    void ignoresItsEcho();
};

// RFC 3720, B.4
void TestLine::sum()
{
    const QByteArray zeroes(32, 0), ones(32, char(0xff));
    QCOMPARE(lineSum(reinterpret_cast<const quint8 *>(zeroes.constData()), 32), 0x8a9136aau);
    QCOMPARE(lineSum(reinterpret_cast<const quint8 *>(ones.constData()), 32), 0x62a8ab43u);
}

void TestLine::carries_data()
{
    QTest::addColumn<bool>("raw");
    QTest::addColumn<int>("size");
    for (const int size : {1, 2, 3, 4, 255, 480}) {
        QTest::addRow("text, %d bytes", size) << false << size;
        QTest::addRow("raw, %d bytes", size) << true << size;
    }
}

void TestLine::carries()
{
    QFETCH(bool, raw);
    QFETCH(int, size);
    line from{}, to{};
    lineOpen(&from, 1 << 20, 0);
    lineOpen(&to, 1 << 20, LINE_FROM_STUB);
    from.peerClean = raw;
    const QByteArray bytes = everyByte(2).first(size);
    QCOMPARE(lineAppend(&from, reinterpret_cast<const quint8 *>(bytes.constData()), quint32(size)),
             quint32(size));
    QVERIFY(lineCut(&from, 1));
    const QByteArray packet = encoded(from, LINE_DATA, 0);
    if (!raw)
        for (const char byte : packet)
            QVERIFY(byte >= ' ' && byte <= '~');
    QCOMPARE(taken(to, "noise ~|}" + packet + "\r\nboard# "), bytes);
    QCOMPARE(taken(from, encoded(to, 0, 0)), QByteArray());
    QVERIFY(lineIsIdle(&from));
}

void TestLine::findsDamageAtEveryPlace()
{
    for (const bool raw : {false, true}) {
        line from{};
        lineOpen(&from, 1 << 20, 0);
        from.peerClean = raw;
        const QByteArray bytes = everyByte(1);
        lineAppend(&from, reinterpret_cast<const quint8 *>(bytes.constData()), quint32(bytes.size()));
        lineCut(&from, 1);
        const QByteArray packet = encoded(from, LINE_DATA, 0);
        for (qsizetype at = 1; at + 1 < packet.size(); ++at) {
            QByteArray flipped = packet, shorter = packet, longer = packet;
            flipped[at] = char(flipped[at] ^ (1 << at % 8));
            shorter.remove(at, 1);
            longer.insert(at, 'x');
            for (const QByteArray &damaged : {flipped, shorter, longer}) {
                line to{};
                lineOpen(&to, 1 << 20, LINE_FROM_STUB);
                const QByteArray got = taken(to, damaged);
                QVERIFY(got.isEmpty() || damaged == packet);
                QCOMPARE(to.answer, LINE_NAK);
                QCOMPARE(taken(to, packet), bytes); // sent again, it comes
            }
        }
    }
}

void TestLine::recovers_data()
{
    QTest::addColumn<int>("every");
    QTest::newRow("one byte in 2000") << 2000;
    QTest::newRow("one byte in 500") << 500;
}

// Two ends over a line that flips, loses and inserts bytes; a packet each turn, a clock that counts turns.
void TestLine::recovers()
{
    QFETCH(int, every);
    QRandomGenerator random(1);
    line ends[2] = {};
    lineOpen(&ends[0], 1 << 13, 0);
    lineOpen(&ends[1], 1 << 13, LINE_FROM_STUB);
    const QByteArray sent = everyByte(400);
    QByteArray got;
    qsizetype put = 0;
    int damage = 0;
    const auto line_ = [&](QByteArray bytes) {
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            if (random.bounded(every) != 0)
                continue;
            ++damage;
            const int kind = random.bounded(3);
            if (kind == 0)
                bytes[i] = char(bytes[i] ^ (1 << random.bounded(8)));
            else if (kind == 1)
                bytes.remove(i, 1);
            else
                bytes.insert(i, char(random.bounded(256)));
        }
        return bytes;
    };
    for (int turn = 0; got.size() < sent.size() && turn < 200000; ++turn) {
        QByteArray there, back;
        put += lineAppend(&ends[0], reinterpret_cast<const quint8 *>(sent.constData()) + put,
                          quint32(sent.size() - put));
        while (lineCut(&ends[0], put == sent.size()))
            there += encoded(ends[0], LINE_DATA, quint8(ends[0].next - 1));
        if (ends[0].again)
            ends[0].sweep ^= LINE_SWEEP;
        if (ends[0].again || turn % 8 == 7)
            for (quint8 number = ends[0].first; number != ends[0].next; ++number)
                there += encoded(ends[0], LINE_DATA, number);
        ends[0].again = 0;
        if (turn == 1)
            there += encoded(ends[0], LINE_PROBE, 0);
        got += taken(ends[1], line_(there));
        if (ends[1].answer)
            back = encoded(ends[1], ends[1].answer & LINE_NAK, 0);
        ends[1].answer = 0;
        taken(ends[0], line_(back));
    }
    QVERIFY(damage > 20);
    QCOMPARE(got.size(), sent.size());
    QVERIFY(got == sent);
}

void TestLine::ignoresItsEcho()
{
    line stub{};
    lineOpen(&stub, 1 << 20, LINE_FROM_STUB);
    lineAppend(&stub, reinterpret_cast<const quint8 *>("abc"), 3);
    lineCut(&stub, 1);
    QCOMPARE(taken(stub, encoded(stub, LINE_DATA, 0)), QByteArray());
    QVERIFY(!lineIsIdle(&stub));
}

QTEST_GUILESS_MAIN(TestLine)
#include "test_line.moc"
