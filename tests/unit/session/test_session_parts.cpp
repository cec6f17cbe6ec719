// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a session that need no link.
#include "remote/session/clock_estimate.h"
#include "remote/session/gzip.h"
#include "remote/session/snapshot_assembler.h"
#include "remote/session/target_probe.h"

#include <QTest>

using namespace radiosonde;

namespace
{

QByteArray part(quint32 number, quint32 entries, QByteArrayView bytes, qint32 error = 0, quint32 flags = 0)
{
    const wire_snapshot head{77, number, entries, error, flags};
    return QByteArray(reinterpret_cast<const char *>(&head), sizeof head) + bytes.toByteArray();
}

} // namespace

class TestSessionParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clockTakesTheShortestWay();
    void clockFollowsASetClock();
    void clockForgets();
    void snapshotOfAnotherNumber();
    void snapshotOfTooMany();
    void gunzips();
    void readsKernelOptions();
};

void TestSessionParts::clockTakesTheShortestWay()
{
    ClockEstimate clock;
    clock.guess(1000, 400);
    QCOMPARE(clock.wallOffset(), 600);
    clock.add(0, 1'000'000, 5'001'000'000, 1'000'000'000); // 1 ms there and back
    QCOMPARE(clock.wallOffset(), 4'000'500'000);
    clock.add(0, 10'000, 5'000'010'000, 1'000'000'000); // 10 us: much less uncertain
    QCOMPARE(clock.wallOffset(), 4'000'005'000);
    clock.add(0, 3'000'000, 5'000'900'000, 1'000'000'000);
    QCOMPARE(clock.wallOffset(), 4'000'005'000);
    QCOMPARE(clock.roundTrip(), 3'000'000);
}

void TestSessionParts::clockFollowsASetClock()
{
    ClockEstimate clock;
    clock.add(0, 10'000, 5'000'010'000, 1'000'000'000);
    clock.add(0, 20'000, 9'000'010'000, 1'000'000'000); // the host's clock was set forward by 4 s
    QCOMPARE(clock.wallOffset(), 8'000'000'000);
}

void TestSessionParts::clockForgets()
{
    ClockEstimate clock;
    clock.add(0, 1000, 1'000'500, 0); // offset 1'000'000
    for (int i = 0; i < 32; ++i)
        clock.add(0, 2000, 1'101'000, 0); // offset 1'100'000: the clocks drifted
    QCOMPARE(clock.wallOffset(), 1'100'000);
}

void TestSessionParts::snapshotOfAnotherNumber()
{
    SnapshotAssembler snapshots(4, 4, 10);
    QVERIFY(snapshots.add(part(1, 1, "aaaaAAAA"), false));
    const auto broken = snapshots.add(part(2, 1, "aaaaAAAA"), true);
    QVERIFY(!broken);
    QCOMPARE(broken.error().kind, ErrorKind::Lost);
}

void TestSessionParts::snapshotOfTooMany()
{
    SnapshotAssembler snapshots(4, 4, 1);
    const QByteArray bytes(8 * 1000, 'x');
    QVERIFY(snapshots.add(part(0, 1000, bytes), false));
    const auto tooMany = snapshots.add(part(0, 1000, bytes), true);
    QVERIFY(tooMany);
    QVERIFY(!tooMany->has_value());
    QCOMPARE(snapshots.lastError(), -E2BIG);
    const auto next = snapshots.add(part(1, 1, "aaaaAAAA"), true);
    QVERIFY(next && next->has_value());
    QCOMPARE((*next)->bytes, QByteArray("aaaaAAAA"));
}

void TestSessionParts::gunzips()
{
    const QByteArray packed =
        QByteArray::fromHex("1f8b080000000000020373f6f773f3748f770a70b3ade472c6c90100cfce783727000000");
    QCOMPARE(gunzip(packed, 100), QByteArray("CONFIG_BPF=y\nCONFIG_BPF=y\nCONFIG_BPF=y\n"));
    QCOMPARE(gunzip("no gzip at all", 100), QByteArray());
    QVERIFY(gunzip(packed, 5) == "CONFI");
    QVERIFY(gunzip(packed.first(packed.size() / 2), 100).size() <= 39);
}

void TestSessionParts::readsKernelOptions()
{
    const QByteArray config(
        "# CONFIG_KPROBES is not set\nCONFIG_BPF=y\nCONFIG_HZ=250\nCONFIG_LOCALVERSION=\"-x\"\n"
        "NOT_CONFIG_FOO=y\n");
    QCOMPARE(kernelOption(config, u"CONFIG_BPF"), QStringLiteral("y"));
    QCOMPARE(kernelOption(config, u"CONFIG_HZ"), QStringLiteral("250"));
    QCOMPARE(kernelOption(config, u"CONFIG_LOCALVERSION"), QStringLiteral("-x"));
    QCOMPARE(kernelOption(config, u"CONFIG_KPROBES"), QString());
    QCOMPARE(kernelOption(config, u"CONFIG_FOO"), QString());
}

QTEST_GUILESS_MAIN(TestSessionParts)
#include "test_session_parts.moc"
