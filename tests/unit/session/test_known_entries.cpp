// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots that tell only what has changed, and the sum that shows whether something was missed.
#include "remote/session/known_entries.h"
#include "remote/session/snapshot_assembler.h"

#include <QTest>

using namespace radiosonde;

namespace
{

constexpr quint16 stream = 7;
constexpr quint32 keySize = 4;
constexpr quint32 valueSize = 4;

// FNV-1a of 64 bits as its authors define it, beginning with the stream's number added.
quint64 hashOf(QByteArrayView bytes, quint16 of = stream)
{
    quint64 hash = 0xcbf29ce484222325 + of;
    for (const char byte : bytes)
        hash = (hash ^ quint8(byte)) * 0x100000001b3;
    return hash;
}

quint64 sumOf(const QList<QByteArray> &entries)
{
    quint64 sum = 0;
    for (const QByteArray &entry : entries)
        sum += hashOf(entry);
    return sum;
}

QByteArray part(quint32 number, const QList<QByteArray> &told, quint64 sum, quint32 flags)
{
    const wire_snapshot head{77, number, quint32(told.size()), 0, flags, sum};
    return QByteArray(reinterpret_cast<const char *>(&head), sizeof head) + told.join();
}

KnownEntries known()
{
    KnownEntries entries(keySize, valueSize);
    entries.setStream(stream);
    return entries;
}

SnapshotAssembler assembler()
{
    SnapshotAssembler snapshots(keySize, valueSize, 10, true);
    snapshots.setStream(stream);
    return snapshots;
}

} // namespace

class TestKnownEntries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashesAsItsAuthorsDo();
    void theLaterOneOfAKeyCounts();
    void whatIsNoWholeEntryIsLeft();
    void forgets();
    void eachStreamHasItsOwnSum();
    void whatIsLeftOutComesAllTheSame();
    void whatVanishedIsAskedForOnce();
    void aSnapshotThatHoldsAllEndsTheDoubt();
    void theLastOneIsSaidToBe();
};

void TestKnownEntries::hashesAsItsAuthorsDo()
{
    KnownEntries entries(3, 3);
    entries.take("foobar");
    QCOMPARE(entries.sum(), 0x85944171f73967e8u);
}

void TestKnownEntries::theLaterOneOfAKeyCounts()
{
    KnownEntries entries = known();
    entries.take("aaaa1111bbbb2222aaaa3333");
    QCOMPARE(entries.count(), 2);
    QCOMPARE(entries.all(), QByteArray("aaaa3333bbbb2222"));
    QCOMPARE(entries.sum(), sumOf({"aaaa3333", "bbbb2222"}));
    entries.take("bbbb4444");
    QCOMPARE(entries.all(), QByteArray("aaaa3333bbbb4444"));
    QCOMPARE(entries.sum(), sumOf({"aaaa3333", "bbbb4444"}));
}

void TestKnownEntries::whatIsNoWholeEntryIsLeft()
{
    KnownEntries entries = known();
    entries.take("aaaa1111bbb");
    entries.take({});
    QCOMPARE(entries.all(), QByteArray("aaaa1111"));
}

void TestKnownEntries::forgets()
{
    KnownEntries entries = known();
    entries.take("aaaa1111");
    entries.clear();
    QCOMPARE(entries.count(), 0);
    QCOMPARE(entries.sum(), 0u);
    entries.take("aaaa1111"); // the same stream still
    QCOMPARE(entries.sum(), sumOf({"aaaa1111"}));
}

void TestKnownEntries::eachStreamHasItsOwnSum()
{
    KnownEntries entries(keySize, valueSize);
    entries.setStream(8);
    entries.take("aaaa1111");
    QCOMPARE(entries.sum(), hashOf("aaaa1111", 8));
    QVERIFY(entries.sum() != hashOf("aaaa1111", 7));
}

void TestKnownEntries::whatIsLeftOutComesAllTheSame()
{
    SnapshotAssembler snapshots = assembler();
    auto whole = snapshots.add(part(0, {"aaaa1111", "bbbb2222"}, sumOf({"aaaa1111", "bbbb2222"}), 0), true);
    QVERIFY(whole && *whole);
    QCOMPARE((*whole)->bytes, QByteArray("aaaa1111bbbb2222"));
    whole =
        snapshots.add(part(1, {"bbbb3333"}, sumOf({"aaaa1111", "bbbb3333"}), WIRE_SNAPSHOT_CHANGES), true);
    QVERIFY(whole && *whole);
    QCOMPARE((*whole)->bytes, QByteArray("aaaa1111bbbb3333"));
    QVERIFY(!snapshots.takeDoubt());
    whole = snapshots.add(part(2, {}, sumOf({"aaaa1111", "bbbb3333"}), WIRE_SNAPSHOT_CHANGES), true);
    QVERIFY(whole && *whole); // nothing has changed, which is a snapshot as well
    QCOMPARE((*whole)->bytes, QByteArray("aaaa1111bbbb3333"));
}

void TestKnownEntries::whatVanishedIsAskedForOnce()
{
    SnapshotAssembler snapshots = assembler();
    QVERIFY(snapshots.add(part(0, {"aaaa1111", "bbbb2222"}, sumOf({"aaaa1111", "bbbb2222"}), 0), true));
    for (quint32 number = 1; number < 4; ++number) { // aaaa was deleted
        const auto none = snapshots.add(part(number, {}, sumOf({"bbbb2222"}), WIRE_SNAPSHOT_CHANGES), true);
        QVERIFY(none && !*none);
        QCOMPARE(snapshots.takeDoubt(), number == 1);
    }
}

void TestKnownEntries::aSnapshotThatHoldsAllEndsTheDoubt()
{
    SnapshotAssembler snapshots = assembler();
    QVERIFY(snapshots.add(part(0, {"aaaa1111", "bbbb2222"}, sumOf({"aaaa1111", "bbbb2222"}), 0), true));
    QVERIFY(snapshots.add(part(1, {}, sumOf({"bbbb2222"}), WIRE_SNAPSHOT_CHANGES), true));
    QVERIFY(snapshots.takeDoubt());
    auto whole = snapshots.add(part(2, {"bbbb2222"}, sumOf({"bbbb2222"}), 0), true);
    QVERIFY(whole && *whole);
    QCOMPARE((*whole)->bytes, QByteArray("bbbb2222"));
    QVERIFY(!snapshots.takeDoubt());
    const auto none = snapshots.add(part(3, {}, 0, WIRE_SNAPSHOT_CHANGES), true); // bbbb was deleted, too
    QVERIFY(none && !*none);
    QVERIFY(snapshots.takeDoubt()); // asked for anew
}

void TestKnownEntries::theLastOneIsSaidToBe()
{
    SnapshotAssembler snapshots = assembler();
    QVERIFY(snapshots.add(part(0, {"aaaa1111"}, sumOf({"aaaa1111"}), 0), true));
    QVERIFY(!snapshots.isFinal());
    const auto whole =
        snapshots.add(part(1, {}, sumOf({"aaaa1111"}), WIRE_SNAPSHOT_CHANGES | WIRE_SNAPSHOT_FINAL), true);
    QVERIFY(whole && *whole);
    QVERIFY(snapshots.isFinal());
    QCOMPARE((*whole)->bytes, QByteArray("aaaa1111"));
}

QTEST_GUILESS_MAIN(TestKnownEntries)
#include "test_known_entries.moc"
