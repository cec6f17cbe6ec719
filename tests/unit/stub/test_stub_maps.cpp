// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stub/bpf_calls.h"

#include <QTest>

#include <unistd.h>

using namespace radiosonde;

namespace
{

template<class T> QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

constexpr int mapFd = 64;
constexpr quint32 entries = 10000;

// Key -> value of a snapshot's chunks; later ones of the same key win, as the protocol says.
struct Snapshot
{
    QMap<quint32, quint64> values;
    quint32 sent = 0;
    qint32 error = 0;
    bool cut = false, complete = false;
    quint64 time = 0;
    bool wellFormed = true;
};

void add(Snapshot &snapshot, const OwnedFrame &chunk, quint32 valueSize)
{
    const auto part = parseSnapshot(chunk.payload, 4, valueSize);
    if (!part) {
        snapshot.wellFormed = false;
        return;
    }
    for (quint32 i = 0; i < part->entries; ++i) {
        quint32 key;
        quint64 value;
        std::memcpy(&key, part->bytes.data() + i * (4 + valueSize), 4);
        std::memcpy(&value, part->bytes.data() + i * (4 + valueSize) + 4, 8);
        snapshot.values[key] = value;
    }
    snapshot.sent += part->entries;
    snapshot.cut |= part->cut;
    snapshot.error = part->error;
    snapshot.time = part->time;
    snapshot.complete = chunk.flags & WIRE_LAST;
}

Snapshot snapshotOf(const Answer &answer, quint32 valueSize = 8)
{
    Snapshot snapshot;
    for (const OwnedFrame &chunk : answer.chunks)
        add(snapshot, chunk, valueSize);
    return snapshot;
}

// A map of `count` entries i -> i * i.
bool fill(BpfCalls &calls, bpf_map_type type, quint32 count, quint32 room)
{
    if (calls.createMap(mapFd, type, 4, 8, room) != mapFd)
        return false;
    for (quint32 i = 0; i + 1 < count; ++i)
        calls.update(mapFd, bytesOf(i), bytesOf(quint64(i) * i), true);
    return calls.update(mapFd, bytesOf(count - 1), bytesOf(quint64(count - 1) * (count - 1))) == 0;
}

bool isComplete(const Snapshot &snapshot, quint32 count)
{
    for (quint32 i = 0; i < count; ++i) {
        if (snapshot.values.value(i, ~quint64(0)) != quint64(i) * i)
            return false;
    }
    return snapshot.wellFormed && snapshot.complete && !snapshot.error &&
           snapshot.values.size() == qsizetype(count);
}

// The host's end of a dump that tells changes.
struct KnownSums
{
    explicit KnownSums(quint16 wire) : stream(wire) {}

    // The next whole snapshot.
    bool hear(StubProcess &stub)
    {
        for (;;) {
            std::optional<OwnedFrame> frame =
                stub.others().isEmpty() ? stub.receive() : std::optional(stub.others().takeFirst());
            if (!frame)
                return false;
            if (frame->type != WIRE_CHUNK || frame->stream != stream)
                continue;
            const auto part = parseSnapshot(frame->payload, 4, 8);
            if (!part)
                return false;
            take(*part);
            if (frame->flags & WIRE_LAST)
                return true;
        }
    }
    void take(const SnapshotPart &part)
    {
        if (!part.changes)
            values.clear();
        for (quint32 i = 0; i < part.entries; ++i)
            values[part.bytes.sliced(i * 12, 4).toByteArray()] = part.bytes.sliced(i * 12, 12).toByteArray();
        sent += part.entries;
        changes = part.changes;
        sum = part.sum;
    }
    bool agrees() const
    {
        quint64 ours = 0;
        for (const QByteArray &entry : values)
            ours += wireHash(WIRE_HASH_START + stream, reinterpret_cast<const quint8 *>(entry.data()), 12);
        return ours == sum;
    }

    quint16 stream;
    QMap<QByteArray, QByteArray> values;
    quint32 sent = 0;
    quint64 sum = 0;
    bool changes = false;
};

} // namespace

class TestStubMaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dumps_data();
    void dumps();
    void emptyMap();
    void perCpu_data();
    void perCpu();
    void cutsAtTheMaximum_data();
    void cutsAtTheMaximum();
    void clears_data();
    void clears();
    void keysThatVanish();
    void largeValues();
    void kindsWithoutBatches();
    void refusesWrongSizes();
    void periodicSnapshots();
    void oneStreamOneDump();
    void tellsChanges();
    void manyDumpsAtOnce();
};

void TestStubMaps::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("bpf(2) takes root");
}

void TestStubMaps::dumps_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<quint32>("flags");
    QTest::newRow("hash by batch") << int(BPF_MAP_TYPE_HASH) << quint32(WIRE_DUMP_BATCH);
    QTest::newRow("hash by next_key") << int(BPF_MAP_TYPE_HASH) << 0u;
    QTest::newRow("LRU hash by batch") << int(BPF_MAP_TYPE_LRU_HASH) << quint32(WIRE_DUMP_BATCH);
    QTest::newRow("array by batch") << int(BPF_MAP_TYPE_ARRAY) << quint32(WIRE_DUMP_BATCH | WIRE_DUMP_ARRAY);
    QTest::newRow("array by index") << int(BPF_MAP_TYPE_ARRAY) << quint32(WIRE_DUMP_ARRAY);
    QTest::newRow("array by next_key") << int(BPF_MAP_TYPE_ARRAY) << 0u;
}

void TestStubMaps::dumps()
{
    QFETCH(int, type);
    QFETCH(quint32, flags);
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    const quint32 room = type == BPF_MAP_TYPE_LRU_HASH ? 4 * entries : entries;
    QVERIFY(fill(calls, bpf_map_type(type), entries, room));
    const Answer answer = stub.dump({mapFd, 4, 8, room, 0, 0, flags, 0});
    QCOMPARE(answer.result, qint64(entries));
    const Snapshot snapshot = snapshotOf(answer);
    QCOMPARE(snapshot.sent, entries);
    QVERIFY(isComplete(snapshot, entries));
    QVERIFY(!snapshot.cut);
    QVERIFY(snapshot.time > stub.hello().monotonic);
}

void TestStubMaps::emptyMap()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QCOMPARE(calls.createMap(mapFd, BPF_MAP_TYPE_HASH, 4, 8, 10), mapFd);
    for (const quint32 flags : {0, int(WIRE_DUMP_BATCH), int(WIRE_DUMP_CLEAR)}) {
        const Answer answer = stub.dump({mapFd, 4, 8, 10, 0, 0, flags, 0});
        QCOMPARE(answer.result, 0);
        QCOMPARE(answer.chunks.size(), 1);
        QVERIFY(isComplete(snapshotOf(answer), 0));
    }
}

void TestStubMaps::perCpu_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<quint32>("flags");
    QTest::newRow("hash by batch") << int(BPF_MAP_TYPE_PERCPU_HASH) << quint32(WIRE_DUMP_BATCH);
    QTest::newRow("hash by next_key") << int(BPF_MAP_TYPE_PERCPU_HASH) << 0u;
    QTest::newRow("array by batch") << int(BPF_MAP_TYPE_PERCPU_ARRAY)
                                    << quint32(WIRE_DUMP_BATCH | WIRE_DUMP_ARRAY);
    QTest::newRow("array by index") << int(BPF_MAP_TYPE_PERCPU_ARRAY) << quint32(WIRE_DUMP_ARRAY);
}

void TestStubMaps::perCpu()
{
    QFETCH(int, type);
    QFETCH(quint32, flags);
    constexpr quint32 keys = 500;
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    const quint32 cpus = stub.hello().cpus;
    QCOMPARE(calls.createMap(mapFd, bpf_map_type(type), 4, 4, keys), mapFd); // 4 bytes, 8 for each CPU
    for (quint32 key = 0; key < keys; ++key) {
        QByteArray value;
        for (quint32 cpu = 0; cpu < cpus; ++cpu)
            value += bytesOf(quint64(key * 100 + cpu));
        QCOMPARE(calls.update(mapFd, bytesOf(key), value), 0);
    }
    const Answer answer = stub.dump({mapFd, 4, cpus * 8, keys, 0, 0, flags, 0});
    QCOMPARE(answer.result, qint64(keys));
    quint32 seen = 0;
    for (const OwnedFrame &chunk : answer.chunks) {
        const auto part = parseSnapshot(chunk.payload, 4, cpus * 8);
        QVERIFY(part.has_value());
        for (quint32 i = 0; i < part->entries; ++i, ++seen) {
            const char *entry = part->bytes.data() + i * (4 + cpus * 8);
            quint32 key, value;
            std::memcpy(&key, entry, 4);
            for (quint32 cpu = 0; cpu < cpus; ++cpu) {
                std::memcpy(&value, entry + 4 + cpu * 8, 4);
                QCOMPARE(value, key * 100 + cpu);
            }
        }
    }
    QCOMPARE(seen, keys);
}

void TestStubMaps::cutsAtTheMaximum_data()
{
    QTest::addColumn<quint32>("flags");
    QTest::newRow("by batch") << quint32(WIRE_DUMP_BATCH);
    QTest::newRow("by next_key") << 0u;
}

void TestStubMaps::cutsAtTheMaximum()
{
    QFETCH(quint32, flags);
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fill(calls, BPF_MAP_TYPE_HASH, entries, entries));
    const Answer less = stub.dump({mapFd, 4, 8, 777, 0, 0, flags, 0});
    QCOMPARE(less.result, 777);
    QVERIFY(snapshotOf(less).cut);
    const Answer all = stub.dump({mapFd, 4, 8, entries, 0, 0, flags, 0});
    QCOMPARE(all.result, qint64(entries));
    QVERIFY(!snapshotOf(all).cut);
}

void TestStubMaps::clears_data()
{
    cutsAtTheMaximum_data();
}

void TestStubMaps::clears()
{
    QFETCH(quint32, flags);
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fill(calls, BPF_MAP_TYPE_HASH, entries, entries));
    const Answer answer = stub.dump({mapFd, 4, 8, entries, 0, 0, flags | WIRE_DUMP_CLEAR, 0});
    QVERIFY(isComplete(snapshotOf(answer), entries));
    QCOMPARE(stub.dump({mapFd, 4, 8, entries, 0, 0, flags, 0}).result, 0);
}

// Entries are deleted and put back by this process, through the stub, while a second stub can't see them
// coming: here the same one deletes between the chunks of a snapshot. What stays must be there, whatever
// vanishes.
void TestStubMaps::keysThatVanish()
{
    constexpr quint32 kept = 3000;
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fill(calls, BPF_MAP_TYPE_HASH, entries, entries));
    QByteArray out;
    const quint64 seq = stub.nextSeq();
    appendDump(out, 0, seq, {mapFd, 4, 8, entries, 0, 0, 0, 0});
    QVERIFY(stub.send(out));
    for (quint32 i = kept; i < entries; ++i)
        QCOMPARE(calls.remove(mapFd, bytesOf(i)), 0);
    Answer answer;
    for (const OwnedFrame &frame : std::as_const(stub.others())) {
        if (frame.seq == seq && frame.type == WIRE_CHUNK)
            answer.chunks += frame;
        else if (frame.seq == seq)
            answer.result = parseReply(frame.payload)->result;
    }
    if (answer.result == -4095) {
        const Answer rest = stub.wait(seq);
        answer.chunks += rest.chunks;
        answer.result = rest.result;
    }
    QVERIFY(answer.result >= qint64(kept));
    const Snapshot snapshot = snapshotOf(answer);
    QVERIFY(snapshot.wellFormed && snapshot.complete && !snapshot.error && !snapshot.cut);
    for (quint32 i = 0; i < kept; ++i)
        QCOMPARE(snapshot.values.value(i, ~quint64(0)), quint64(i) * i);
}

void TestStubMaps::largeValues()
{
    constexpr quint32 size = 200 << 10;
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QCOMPARE(calls.createMap(mapFd, BPF_MAP_TYPE_HASH, 4, size, 3), mapFd);
    for (quint32 i = 0; i < 3; ++i)
        QCOMPARE(
            calls.update(mapFd, bytesOf(i), bytesOf(quint64(i) * i) + QByteArray(size - 8, char('a' + i))),
            0);
    for (const quint32 flags : {0, int(WIRE_DUMP_BATCH)}) {
        const Answer answer = stub.dump({mapFd, 4, size, 3, 0, 0, flags, 0});
        QCOMPARE(answer.result, 3);
        QVERIFY(isComplete(snapshotOf(answer, size), 3));
    }
}

void TestStubMaps::kindsWithoutBatches()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QCOMPARE(calls.createMap(mapFd, BPF_MAP_TYPE_HASH, 4, 8, 8), mapFd);
    QCOMPARE(calls.createMap(65, BPF_MAP_TYPE_QUEUE, 0, 8, 8), 65);
    QVERIFY(stub.dump({65, 4, 8, 8, 0, 0, WIRE_DUMP_BATCH, 0}).result < 0);
    QCOMPARE(calls.createMap(66, BPF_MAP_TYPE_STACK_TRACE, 4, 8 * 16, 64), 66);
    QCOMPARE(stub.dump({66, 4, 8 * 16, 64, 0, 0, WIRE_DUMP_BATCH, 0}).result, 0);
}

void TestStubMaps::refusesWrongSizes()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QCOMPARE(calls.createMap(mapFd, BPF_MAP_TYPE_HASH, 4, 8, 8), mapFd);
    QCOMPARE(stub.dump({mapFd, 8, 8, 8, 0, 0, 0, 0}).result, -EINVAL);
    QCOMPARE(stub.dump({mapFd, 4, 4, 8, 0, 0, 0, 0}).result, -EINVAL);
    QCOMPARE(stub.dump({mapFd, 0, 8, 8, 0, 0, 0, 0}).result, -EINVAL);
    QCOMPARE(stub.dump({mapFd, WIRE_MAX_KEY + 1, 8, 8, 0, 0, 0, 0}).result, -EINVAL);
    QCOMPARE(stub.dump({mapFd, 4, WIRE_MAX_PAYLOAD, 8, 0, 0, 0, 0}).result, -EINVAL);
    QCOMPARE(stub.dump({1, 4, 8, 8, 0, 0, 0, 0}).result, -EINVAL);
    QVERIFY(stub.dump({70, 4, 8, 8, 0, 0, 0, 0}).result < 0);
    QCOMPARE(stub.dump({mapFd, 4, 8, 8, 0, 0, 0, 0}).result, 0);
}

void TestStubMaps::periodicSnapshots()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fill(calls, BPF_MAP_TYPE_HASH, 10, 10));
    const Answer accepted = stub.dump({mapFd, 4, 8, 10, 100, 30, WIRE_DUMP_BATCH, 0}, 5);
    QCOMPARE(accepted.result, 0);
    QCOMPARE(accepted.chunks.size(), 0);
    stub.listen(390);
    QList<quint64> times;
    for (const OwnedFrame &frame : std::as_const(stub.others())) {
        QCOMPARE(frame.type, WIRE_CHUNK);
        QCOMPARE(frame.stream, quint16(5));
        const auto part = parseSnapshot(frame.payload, 4, 8);
        QCOMPARE(part->number, quint32(times.size()));
        QCOMPARE(part->entries, 10u);
        times += part->time;
    }
    QVERIFY(times.size() >= 3 && times.size() <= 4); // at 30, 130, 230, 330 ms; late ones are left out
    for (qsizetype i = 1; i < times.size(); ++i)
        QVERIFY(times[i] - times[i - 1] >= 50'000'000);
    QCOMPARE(stub.deleteStream(5), 0);
    stub.others().clear();
    stub.listen(250);
    QCOMPARE(stub.others().size(), 0);
    QCOMPARE(stub.deleteStream(5), -ENOENT);
}

void TestStubMaps::oneStreamOneDump()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fill(calls, BPF_MAP_TYPE_HASH, 10, 10));
    const wire_dump slow{mapFd, 4, 8, 10, 60000, 60000, 0, 0};
    QCOMPARE(stub.dump(slow, 5).result, 0);
    QCOMPARE(stub.dump(slow, 5).result, 0); // a wish for all
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 5, mapFd, 4096), -EEXIST);
    QCOMPARE(stub.flush(5), -ENOENT);
    QCOMPARE(stub.dump({mapFd, 4, 8, 10, 0, 0, 0, 0}, 5).result, 10); // the last one of it
    QCOMPARE(stub.deleteStream(5), -ENOENT);
}

// What is told of a map that little happens to; deleted entries show in the sum.
void TestStubMaps::tellsChanges()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fill(calls, BPF_MAP_TYPE_HASH, 500, 1000));
    const wire_dump dump{mapFd, 4, 8, 1000, 200, 1, WIRE_DUMP_BATCH | WIRE_DUMP_CHANGES, 0};
    KnownSums host(5);
    QCOMPARE(stub.dump(dump, 5).result, 0);
    QVERIFY(host.hear(stub));
    QVERIFY(!host.changes && host.sent == 500 && host.agrees());
    calls.update(mapFd, bytesOf(7u), bytesOf(quint64(1)));
    calls.update(mapFd, bytesOf(900u), bytesOf(quint64(2)));
    host.sent = 0;
    for (int i = 0; i < 20 && host.sent < 2; ++i)
        QVERIFY(host.hear(stub));
    QVERIFY(host.changes && host.sent >= 2 && host.sent < 50 && host.agrees());
    calls.remove(mapFd, bytesOf(8u));
    for (int i = 0; i < 20 && host.agrees(); ++i)
        QVERIFY(host.hear(stub));
    QVERIFY(!host.agrees());
    QCOMPARE(stub.dump(dump, 5).result, 0);
    for (int i = 0; i < 20 && !host.agrees(); ++i)
        QVERIFY(host.hear(stub));
    QVERIFY(host.agrees() && host.values.size() == 500);
    wire_dump last = dump;
    last.interval_ms = 0;
    const Answer ended = stub.dump(last, 5);
    QVERIFY(ended.result >= 0);
    QVERIFY(!ended.chunks.isEmpty() && parseSnapshot(ended.chunks.last().payload, 4, 8)->final);
}

void TestStubMaps::manyDumpsAtOnce()
{
    constexpr int count = 40;
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fill(calls, BPF_MAP_TYPE_HASH, entries, entries));
    QByteArray out;
    QList<quint64> seqs;
    for (int i = 0; i < count; ++i) {
        seqs += stub.nextSeq();
        appendDump(out, 0, seqs.last(), {mapFd, 4, 8, entries, 0, 0, WIRE_DUMP_BATCH, 0});
    }
    QVERIFY(stub.send(out));
    QMap<quint64, Snapshot> snapshots;
    for (int replies = 0; replies < count;) {
        const auto frame = stub.receive();
        QVERIFY(frame.has_value());
        if (frame->type == WIRE_CHUNK)
            add(snapshots[frame->seq], *frame, 8);
        else
            ++replies;
    }
    for (const quint64 seq : seqs)
        QVERIFY(isComplete(snapshots[seq], entries));
}

QTEST_GUILESS_MAIN(TestStubMaps)
#include "test_stub_maps.moc"
