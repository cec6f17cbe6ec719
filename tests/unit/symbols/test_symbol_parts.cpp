// SPDX-License-Identifier: GPL-3.0-or-later
// What processes have mapped, from texts and records; names in recordings; maps of just-in-time compilers.
#include "core/symbols/mapping.h"
#include "core/symbols/mapping_records.h"
#include "core/symbols/names_state.h"
#include "core/symbols/perf_map.h"
#include "core/symbols/process_table.h"
#include "core/symbols/symbol_chunks.h"

#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

QByteArray number(quint64 value, int width)
{
    QByteArray bytes;
    for (int i = 0; i < width; ++i)
        bytes.append(char(value >> (8 * i)));
    return bytes;
}

// A record with its header and the sample_id that ends it.
QByteArray record(quint32 type, quint16 misc, QByteArray body, quint32 pid, quint64 time)
{
    body.append((8 - body.size() % 8) % 8, '\0');
    body += number(pid, 4) + number(pid, 4) + number(time, 8);
    return number(type, 4) + number(misc, 2) + number(quint64(8 + body.size()), 2) + body;
}

QByteArray mmapRecord(quint32 pid, quint64 start, quint64 length, quint64 offset, const QByteArray &path,
                      quint64 time, const QByteArray &buildId = {})
{
    QByteArray identity = number(quint64(buildId.size()), 4) + buildId;
    identity.append(24 - identity.size(), '\0');
    const QByteArray body = number(pid, 4) + number(pid, 4) + number(start, 8) + number(length, 8) +
                            number(offset, 8) + identity + number(5, 4) + number(2, 4) + path + '\0';
    return record(10, buildId.isEmpty() ? 2 : 2 | 1 << 14, body, pid, time);
}

QByteArray execRecord(quint32 pid, quint64 time)
{
    return record(3, 1 << 13, number(pid, 4) + number(pid, 4) + "comm" + QByteArray(4, '\0'), pid, time);
}

QByteArray forkRecord(quint32 pid, quint32 parent, quint64 time)
{
    return record(7, 0,
                  number(pid, 4) + number(parent, 4) + number(pid, 4) + number(parent, 4) + number(time, 8),
                  parent, time);
}

QList<MappingRecord> read(const QByteArray &bytes)
{
    QList<MappingRecord> records;
    readMappingRecords(bytes, [&](const MappingRecord &one) { records.append(one); });
    return records;
}

Chunk chunkOf(const QByteArray &bytes)
{
    Chunk chunk;
    chunk.stream = MappingStream;
    chunk.kind = ChunkKind::Perf;
    chunk.bytes = bytes;
    return chunk;
}

QByteArray pathAt(const ProcessTable &table, quint32 tgid, quint64 address, qint64 time)
{
    const Mapping *mapping = table.find(tgid, address, time);
    return mapping ? mapping->path : QByteArray("none");
}

} // namespace

class TestSymbolParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsMaps();
    void readsRecords();
    void waitsForTheRestOfARecord();
    void tellsProgramsOfAProcessApart();
    void followsForks();
    void readsPerfMaps();
    void keepsNamesInRecordings();
    void resolvesFromRecordsAlone();
};

void TestSymbolParts::readsMaps()
{
    const QList<Mapping> maps = parseMaps(
        "55d0c0a00000-55d0c0a02000 r--p 00000000 fe:01 123                        /usr/bin/x\n"
        "55d0c0a02000-55d0c0a21000 r-xp 00002000 fe:01 123                        /usr/bin/x y\n"
        "7f0000000000-7f0000001000 rwxp 00000000 00:00 0 \n"
        "7f0000002000-7f0000003000 r-xp 00000000 00:01 5                          /memfd:code (deleted)\n"
        "7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]\n"
        "b6f00000-b6f10000 r-xp 00010000 b3:02 77 /lib/libc.so.6\n"
        "nonsense\n7f-7e r-xp 0 0:0 0 /x\n");
    QCOMPARE(maps.size(), 5);
    QCOMPARE(maps[0], (Mapping{0x55d0c0a02000, 0x55d0c0a21000, 0x2000, "/usr/bin/x y", {}, false}));
    QCOMPARE(maps[1].path, QByteArray());
    QCOMPARE(maps[2], (Mapping{0x7f0000002000, 0x7f0000003000, 0, "/memfd:code", {}, true}));
    QCOMPARE(maps[3].path, QByteArray("[vdso]"));
    QCOMPARE(maps[4].fileOffset, 0x10000u);
}

void TestSymbolParts::readsRecords()
{
    const QByteArray id(20, 'x');
    const auto records = read(mmapRecord(7, 0x1000, 0x2000, 0x400, "/bin/a", 50, id) + execRecord(7, 60) +
                              forkRecord(8, 7, 70) + record(3, 0, QByteArray(16, 'c'), 7, 80));
    QCOMPARE(records.size(), 3);
    QCOMPARE(records[0].mapping, (Mapping{0x1000, 0x3000, 0x400, "/bin/a", id, false}));
    QCOMPARE(records[0].time, 50);
    QCOMPARE(records[1].kind, MappingRecord::Kind::Exec);
    QCOMPARE(records[2].parent, 7u);
    QVERIFY(read(number(10, 4) + number(0, 2) + number(8, 2)).isEmpty()); // too short for what it claims
    QVERIFY(read(QByteArray(64, '\0')).isEmpty());
}

void TestSymbolParts::waitsForTheRestOfARecord()
{
    const QByteArray bytes = mmapRecord(7, 0x1000, 0x1000, 0, "/bin/a", 50);
    NamesState state;
    state.takeMappings(chunkOf(bytes.first(20)));
    QVERIFY(!state.processes.find(7, 0x1000, 0));
    state.takeMappings(chunkOf(bytes.sliced(20)));
    QVERIFY(state.processes.find(7, 0x1000, 0));
}

void TestSymbolParts::tellsProgramsOfAProcessApart()
{
    ProcessTable table;
    for (const auto &one : read(mmapRecord(7, 0x1000, 0x1000, 0, "/bin/new", 120) + execRecord(7, 100) +
                                mmapRecord(7, 0x1000, 0x1000, 0, "/bin/old", 20) +
                                mmapRecord(7, 0x1000, 0x1000, 0, "/bin/newer", 150)))
        table.take(one);
    QCOMPARE(pathAt(table, 7, 0x1800, 50), QByteArray("/bin/old"));
    QCOMPARE(pathAt(table, 7, 0x1800, 130), QByteArray("/bin/new"));
    QCOMPARE(pathAt(table, 7, 0x1800, 105), QByteArray("/bin/new")); // told late
    QCOMPARE(pathAt(table, 7, 0x1800, 0), QByteArray("/bin/newer"));
    QCOMPARE(pathAt(table, 7, 0x2000, 0), QByteArray("none"));
    QVERIFY(table.isKnown(7));
    QVERIFY(!table.isKnown(9));
}

void TestSymbolParts::followsForks()
{
    ProcessTable table;
    table.takeMaps(7, 10, {Mapping{0x1000, 0x2000, 0, "/bin/a", {}, false}});
    for (const auto &one : read(forkRecord(8, 7, 100)))
        table.take(one);
    QCOMPARE(pathAt(table, 8, 0x1000, 150), QByteArray("/bin/a"));
    QVERIFY(table.isKnown(8));
    for (const auto &one : read(execRecord(8, 200) + mmapRecord(8, 0x1000, 0x1000, 0, "/bin/b", 210)))
        table.take(one);
    QCOMPARE(pathAt(table, 8, 0x1000, 150), QByteArray("/bin/a"));
    QCOMPARE(pathAt(table, 8, 0x1000, 0), QByteArray("/bin/b"));
}

void TestSymbolParts::readsPerfMaps()
{
    const PerfMap map =
        PerfMap::parse("1000 40 first(int, char)\n0x2000 10 second\n1010 8 inner\nx\n3000 0 none\n");
    QCOMPARE(map.size(), 3);
    QCOMPARE(map.find(0x1008)->name.toByteArray(), QByteArray("first(int, char)"));
    QCOMPARE(map.find(0x1012)->name.toByteArray(), QByteArray("inner")); // written later
    QCOMPARE(map.find(0x103f)->offset, 0x3fu);
    QVERIFY(!map.find(0x1040));
    QVERIFY(!map.find(0x2010));
}

void TestSymbolParts::keepsNamesInRecordings()
{
    ModuleNames names{.path = "/bin/a", .buildId = QByteArray("\x01\x02", 2), .tgid = 7, .places = {}};
    names.places.append(
        {0x1234,
         {{u"inner"_s, u"a"_s, u"a.cpp"_s, 12, true, 0}, {u"outer"_s, u"a"_s, u"a.cpp"_s, 40, false, 0x20}}});
    names.places.append(ModuleNames::Place{~quint64(0), {}});
    const auto read = modulesFromBytes(toBytes({names, names}));
    QVERIFY(read);
    QCOMPARE(*read, (QList<ModuleNames>{names, names}));
    QVERIFY(!modulesFromBytes("nonsense"));
}

void TestSymbolParts::resolvesFromRecordsAlone()
{
    const QByteArray id(20, 'x');
    NamesState state;
    state.takeMappings(chunkOf(mmapRecord(7, 0x10000, 0x2000, 0x400, "/bin/prog", 50, id)));
    const QList<SymbolFrame> unnamed = state.resolve({.address = 0x10010, .tgid = 7});
    QCOMPARE(frameName(unnamed.first()), u"prog+0x410"_s);
    ModuleNames names{.path = "/bin/prog", .buildId = id, .tgid = 0, .places = {}};
    names.places.append({0x40f, {{u"main"_s, {}, u"a.c"_s, 3, false, 0xf}}});
    state.modules.take(names);
    // A return address: looked up one before, told where it is.
    const QList<SymbolFrame> named = state.resolve({.address = 0x10010, .isReturn = true, .tgid = 7});
    QCOMPARE(frameNameWithOffset(named.first()), u"main+0x10"_s);
    QCOMPARE(named.first().module, u"prog"_s);
}

QTEST_GUILESS_MAIN(TestSymbolParts)
#include "test_symbol_parts.moc"
