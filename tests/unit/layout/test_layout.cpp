// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/facts_codec.h"
#include "core/layout/flatten.h"
#include "core/layout/scalar.h"
#include "core/layout/value.h"
#include "tests/unit/layout/make_types.h"

#include <QTest>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

QByteArray json(const Column &column, const QByteArray &bytes)
{
    QByteArray out;
    appendJson(out, column, bytes);
    return out;
}

QByteArray jsonText(const QByteArray &bytes)
{
    QByteArray out;
    appendJsonText(out, bytes);
    return out;
}

QByteArray bytesOf(quint64 value, qsizetype size)
{
    QByteArray bytes(size, '\0');
    storeUnsigned(bytes.data(), value, size);
    return bytes;
}

Column columnOf(const TypePtr &type, const QString &name)
{
    return flatten(type, name, false, true).value(0);
}

QStringList namesOf(const QList<Column> &columns)
{
    QStringList names;
    for (const Column &column : columns)
        names.append(column.name);
    return names;
}

// Everything that a type may be, in one struct.
TypePtr richRecord()
{
    const TypePtr inner = record(u"place"_s, {{u"line"_s, u32()}, {u"column"_s, u32()}});
    const TypePtr anonymous = record({}, {{u"a"_s, u64()}, {u"b"_s, u64()}}, true);
    return record(u"event"_s, {{u"ts"_s, u64()},
                               {u"comm"_s, text(16)},
                               {u"where"_s, inner},
                               {{}, anonymous},
                               {u"__pad"_s, u32()},
                               {u"secret"_s, u32(), {{u"hide"_s, u""_s}}},
                               {u"ret"_s, s32(), {{u"title"_s, u"Result"_s}}}});
}

} // namespace

class LayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flattensNestedAndAnonymousRecords()
    {
        const QList<Column> columns = flatten(richRecord(), u"value"_s, false, false);
        QCOMPARE(namesOf(columns),
                 QStringList({u"ts"_s, u"comm"_s, u"where.line"_s, u"where.column"_s, u"a"_s, u"ret"_s}));
        QCOMPARE(columns[0].meaning, Meaning::Time);
        QCOMPARE(columns[1].meaning, Meaning::Text);
        QCOMPARE(columns[2].offset, 24u);
        QCOMPARE(columns[3].offset, 28u);
        QCOMPARE(columns[4].offset, 32u);
        QCOMPARE(columns[5].title, u"Result"_s);
        QCOMPARE(columns[5].meaning, Meaning::ErrorNumber);
    }

    void aScalarIsOneColumn()
    {
        const QList<Column> columns = flatten(u64(), u"value"_s, false, true);
        QCOMPARE(namesOf(columns), QStringList({u"value"_s}));
        QVERIFY(columns[0].counter);
        QVERIFY(flatten(nullptr, u"value"_s, false, true).isEmpty());
    }

    void namesTellMeanings_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("meaning");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<bool>("counter");
        const auto row = [](const char *name, Meaning meaning, const QString &unit, bool counter) {
            QTest::newRow(name) << QString::fromLatin1(name) << int(meaning) << unit << counter;
        };
        row("tid", Meaning::Identifier, {}, false);
        row("cgroup_id", Meaning::Identifier, {}, false);
        row("uid", Meaning::User, {}, false);
        row("new_uid", Meaning::User, {}, false);
        row("rbytes", Meaning::Size, u"bytes"_s, true);
        row("msg_len", Meaning::Size, u"bytes"_s, true);
        row("delta_us", Meaning::Duration, u"us"_s, true);
        row("max_ns", Meaning::Duration, u"ns"_s, false);
        row("lat", Meaning::Duration, u"ns"_s, true);
        row("start_ts", Meaning::Time, u"ns"_s, false);
        row("reads", Meaning::Plain, {}, true);
        row("flags", Meaning::Plain, {}, false);
        row("dev", Meaning::Device, {}, false);
        row("kern_stack_id", Meaning::StackId, {}, false);
        row("addr", Meaning::KernelAddress, {}, false);
    }

    void namesTellMeanings()
    {
        QFETCH(QString, name);
        QFETCH(int, meaning);
        QFETCH(QString, unit);
        QFETCH(bool, counter);
        const Column column = columnOf(record({}, {{name, u64()}}), {});
        QCOMPARE(int(column.meaning), meaning);
        QCOMPARE(column.unit, unit);
        QCOMPARE(column.counter, counter);
    }

    void integersAreExact()
    {
        QCOMPARE(json(columnOf(u64(), u"value"_s), QByteArray(8, '\xff')), "18446744073709551615");
        const TypePtr s64 = scalar(TypeKind::Signed, 8);
        QCOMPARE(json(columnOf(s64, u"value"_s), bytesOf(quint64(1) << 63, 8)), "-9223372036854775808");
        QCOMPARE(json(columnOf(s32(), u"value"_s), QByteArray(4, '\xff')), "-1");
        QCOMPARE(std::get<quint64>(readValue(columnOf(u64(), u"v"_s), QByteArray(8, '\xff'))), ~quint64(0));
    }

    void bitFieldsAreCutOut()
    {
        Column column = columnOf(u32(), u"value"_s);
        column.bitOffset = 3;
        column.bitWidth = 5;
        QCOMPARE(json(column, QByteArray("\xa8", 1)), "21"); // 10101 of 1010'1000
        column.type = s32();
        QCOMPARE(json(column, QByteArray("\xa8", 1)), "-11");
    }

    void whatIsTooShortIsNull()
    {
        const QList<Column> columns = flatten(richRecord(), u"value"_s, false, false);
        for (const Column &column : columns) {
            QCOMPARE(json(column, {}), "null");
            QVERIFY(displayText(column, {}).isEmpty());
        }
        QCOMPARE(json(columns[0], QByteArray(7, '\1')), "null");
    }

    void textIsEscaped()
    {
        QCOMPARE(jsonText("plain"), "\"plain\"");
        QCOMPARE(jsonText("a\"b\\c\n\t\r\x01\x7f"), "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f\"");
        QCOMPARE(jsonText("\xc3\xa9\xe4\xb8\xad"), "\"\xc3\xa9\xe4\xb8\xad\"");
        QCOMPARE(jsonText("x\xff\xc3"), "\"x\\ufffd\\ufffd\"");
        QCOMPARE(jsonText("\xc0\x80\xed\xa0\x80"), "\"\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\"");
        QCOMPARE(jsonText("\xc2\x9b"), "\"\\u009b\"");
        QCOMPARE(json(columnOf(text(8), u"comm"_s), QByteArray("ab\0cdefg", 8)), "\"ab\"");
        QCOMPARE(json(columnOf(text(4), u"comm"_s), QByteArray("abcd", 4)), "\"abcd\"");
        QCOMPARE(json(columnOf(character(), u"type"_s), "R"), "\"R\"");
    }

    void sameTextForEyesAndScripts()
    {
        const QByteArray bytes("a\xff\xe4\xb8", 4);
        const Value value = readValue(columnOf(text(4), u"comm"_s), bytes);
        QCOMPARE(std::get<QString>(value), u"a\ufffd\ufffd\ufffd"_s);
        QCOMPARE(jsonText(bytes), "\"a\\ufffd\\ufffd\\ufffd\"");
        QCOMPARE(displayText(columnOf(text(4), u"comm"_s), QByteArray("a\x1b[", 3)), u"a\\x1b["_s);
    }

    void listsBytesAndAddresses()
    {
        QCOMPARE(json(columnOf(array(u32(), 2), u"args"_s), bytesOf(7, 4) + bytesOf(8, 4)), "[7,8]");
        QCOMPARE(typeName(columnOf(array(u32(), 2), u"args"_s)), u"u32[2]"_s);
        const TypePtr u8 = scalar(TypeKind::Character, 1, u"__u8"_s);
        QCOMPARE(json(columnOf(array(u8, 2), u"mac"_s), QByteArray("\x0a\xff", 2)), "\"0aff\"");
        QCOMPARE(json(columnOf(u32(), u"saddr"_s), QByteArray("\x0a\0\0\1", 4)), "\"10.0.0.1\"");
        QCOMPARE(json(columnOf(array(u8, 16), u"daddr"_s), QByteArray(15, '\0') + '\1'), "\"::1\"");
        const QByteArray mapped = QByteArray(10, '\0') + QByteArray("\xff\xff\x0a\0\0\x01", 6);
        QCOMPARE(json(columnOf(array(u8, 16), u"daddr"_s), mapped), "\"10.0.0.1\"");
        const TypePtr be16 = scalar(TypeKind::Unsigned, 2, u"__be16"_s);
        QCOMPARE(json(columnOf(be16, u"dport"_s), QByteArray("\x01\xbb", 2)), "443");
    }

    void peopleReadUnits()
    {
        QCOMPARE(displayText(columnOf(u64(), u"rbytes"_s), bytesOf(4096, 8)), u"4.0 KiB"_s);
        QCOMPARE(displayText(columnOf(u64(), u"delta_us"_s), bytesOf(1500, 8)), u"1.50 ms"_s);
        QCOMPARE(displayText(columnOf(u32(), u"dev"_s), bytesOf(8 << 20 | 1, 4)), u"8:1"_s);
        QCOMPARE(displayText(columnOf(s32(), u"ret"_s), bytesOf(quint32(-2), 4)), u"-2 ENOENT"_s);
        QCOMPARE(displayText(columnOf(s32(), u"ret"_s), bytesOf(3, 4)), u"3"_s);
        QCOMPARE(displayText(columnOf(u64(), u"addr"_s), bytesOf(0xffff, 8)), u"0xffff"_s);
    }

    void numbersHaveTheTargetsNames()
    {
        DisplayContext context;
        context.names.users = parseUserNames("root:x:0:0:root:/root:/bin/sh\n"
                                             "toor:x:0:0::/root:/bin/sh\n"
                                             "# no user\n"
                                             "+::::::\n"
                                             "kim:x:1000:1000:Kim\x1b,,,:/home/kim:/bin/sh");
        context.names.devices =
            parseDeviceNames("   7       0 loop0 0 0 0\n   8       1 sda1 1 2 3\nx 8 sdb\n8 2\n");
        context.kernelSymbol = [](quint64 address) {
            return address == 0xffff ? u"vfs_read+0x1a"_s : QString();
        };
        const auto user = [&](quint32 uid) {
            return displayText(columnOf(u32(), u"uid"_s), bytesOf(uid, 4), context);
        };
        QCOMPARE(user(0), u"0 root"_s);
        QCOMPARE(user(1000), u"1000 kim"_s);
        QCOMPARE(user(1001), u"1001"_s);
        QCOMPARE(context.names.users.size(), 2);
        QCOMPARE(displayText(columnOf(u32(), u"dev"_s), bytesOf(8 << 20 | 1, 4), context), u"8:1 sda1"_s);
        QCOMPARE(displayText(columnOf(u32(), u"dev"_s), bytesOf(8 << 20 | 2, 4), context), u"8:2"_s);
        QCOMPARE(displayText(columnOf(u64(), u"dev"_s), bytesOf(1ull << 32, 8), context), u"4096:0"_s);
        QCOMPARE(context.names.devices.size(), 2);
        QCOMPARE(displayText(columnOf(u64(), u"addr"_s), bytesOf(0xffff, 8), context), u"vfs_read+0x1a"_s);
        QCOMPARE(displayText(columnOf(u64(), u"addr"_s), bytesOf(0xfffe, 8), context), u"0xfffe"_s);
        QCOMPARE(json(columnOf(u32(), u"uid"_s), bytesOf(1000, 4)), "1000"); // the names are for people
    }

    void enumeratorsHaveNames()
    {
        auto type = std::make_shared<Type>();
        type->kind = TypeKind::Enumeration;
        type->size = 4;
        type->enumerators = {{u"READ"_s, 0}, {u"NONE"_s, -1}};
        const Column column = columnOf(type, u"op"_s);
        QCOMPARE(json(column, bytesOf(0, 4)), "\"READ\"");
        QCOMPARE(json(column, QByteArray(4, '\xff')), "\"NONE\"");
        QCOMPARE(json(column, bytesOf(5, 4)), "5");
        QCOMPARE(displayText(column, QByteArray(4, '\xff')), u"NONE"_s);
    }

    void valuesAreOrdered()
    {
        QVERIFY(compareValues(Value(quint64(2)), Value(~quint64(0))) < 0);
        QVERIFY(compareValues(Value(qint64(-1)), Value(qint64(0))) < 0);
        QVERIFY(compareValues(Value(u"a"_s), Value(u"b"_s)) < 0);
        QVERIFY(compareValues(Value(), Value(quint64(0))) < 0);
        QVERIFY(compareValues(Value(true), Value(true)) == 0);
    }

    void factsComeBackAsTheyWere()
    {
        Facts facts;
        facts.title = u"filetop"_s;
        facts.callsLog2 = true;
        MapFacts map;
        map.name = u"events"_s;
        map.type = 27;
        map.maxEntries = 1 << 20;
        map.value = richRecord();
        map.records = {{richRecord(), true}};
        map.annotations = {{u"view"_s, u"top"_s}};
        facts.maps = {map};
        facts.globals = {{u"pid"_s, u".rodata"_s, u32(), true, bytesOf(5, 4), u"Only this"_s, {}, 12}};
        facts.programs = {{u"handle"_s, u"tp_btf/sched_switch"_s, {{u"optional"_s, u""_s}}, 40}};
        facts.sites = {{3, u"events"_s}};
        const QCborValue cbor = QCborValue::fromCbor(toCbor(facts).toCbor());
        const Result<Facts> read = factsFromCbor(cbor);
        QVERIFY(read);
        QCOMPARE(toCbor(*read), toCbor(facts));
        QVERIFY(read->maps[0].records[0] == facts.maps[0].records[0]);
        QCOMPARE(read->sites, facts.sites);
    }

    void damagedFactsAreRefused()
    {
        QVERIFY(!factsFromCbor(QCborValue(5)));
        QVERIFY(!factsFromCbor(QCborMap{{u"maps"_s, 5}}));
        QVERIFY(!typeFromCbor(QCborMap{{u"size"_s, -1}}));
        QVERIFY(!typeFromCbor(QCborMap{{u"kind"_s, 99}}));
        QCborValue deep = QCborMap{{u"kind"_s, 7}};
        for (int i = 0; i < 100; ++i)
            deep = QCborMap{{u"kind"_s, 7}, {u"element"_s, deep}};
        QVERIFY(!typeFromCbor(deep));
        QVERIFY(factsFromCbor(QCborMap{})); // nothing is said: nothing is there
    }
};

QTEST_APPLESS_MAIN(LayoutTest)
#include "test_layout.moc"
