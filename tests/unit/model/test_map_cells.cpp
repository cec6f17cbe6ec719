// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/flatten.h"
#include "core/layout/scalar.h"
#include "core/layout/value.h"
#include "core/model/map_cells.h"
#include "tests/unit/layout/make_types.h"
#include "tests/unit/model/make_chunks.h"

#include <QTest>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

// {u64 count, s32 level, char comm[8], u32 flags:3, u32 rest:29}
TypePtr valueType()
{
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Record;
    type->size = 24;
    const auto add = [&](const QString &name, quint32 bits, const TypePtr &of, quint32 width = 0) {
        Member member;
        member.name = name;
        member.bitOffset = bits;
        member.bitWidth = width;
        member.type = of;
        type->members += member;
    };
    add(u"count"_s, 0, u64());
    add(u"level"_s, 64, s32());
    add(u"comm"_s, 96, text(8));
    add(u"flags"_s, 160, u32(), 3);
    add(u"rest"_s, 163, u32(), 29);
    return type;
}

MapInfo infoOf(quint32 cpus)
{
    MapInfo map;
    map.keySize = 4;
    map.valueSize = 24;
    map.cpus = cpus;
    map.key = flatten(u32(), u"key"_s, true, false);
    map.value = flatten(valueType(), u"value"_s, false, true);
    return map;
}

QByteArray valueBytes(quint64 count, qint32 level, const QByteArray &comm, quint32 bits)
{
    return number(count, 8) + number(quint32(level), 4) + comm.leftJustified(8, '\0', true) + number(bits, 4);
}

} // namespace

class MapCellsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAreChangedAndNothingElse()
    {
        const MapInfo map = infoOf(1);
        QCOMPARE(map.value.size(), 5);
        const QByteArray before = valueBytes(7, -2, "sshd", 0xfffffffd);
        QCOMPARE(withCell(before, map.value[0], u"18446744073709551615"_s).value(),
                 valueBytes(~0ULL, -2, "sshd", 0xfffffffd));
        QCOMPARE(withCell(before, map.value[1], u"-5"_s).value(), valueBytes(7, -5, "sshd", 0xfffffffd));
        QCOMPARE(withCell(before, map.value[2], u"cron"_s).value(), valueBytes(7, -2, "cron", 0xfffffffd));
        QCOMPARE(withCell(before, map.value[3], u"2"_s).value(), valueBytes(7, -2, "sshd", 0xfffffffa));
        QCOMPARE(withCell(before, map.value[4], u"0"_s).value(), valueBytes(7, -2, "sshd", 5));
    }

    void whatDoesNotFitIsRefused()
    {
        const MapInfo map = infoOf(1);
        const QByteArray before = valueBytes(7, -2, "sshd", 0);
        for (const auto &[column, text] : QList<std::pair<int, QString>>{{0, u"-1x"_s},
                                                                         {0, u"18446744073709551616"_s},
                                                                         {1, u"2147483648"_s},
                                                                         {2, u"ninebytes"_s},
                                                                         {3, u"8"_s},
                                                                         {4, u"536870912"_s}}) {
            const auto changed = withCell(before, map.value[column], text);
            QVERIFY2(!changed, qPrintable(text));
            QCOMPARE(changed.error().kind, ErrorKind::Usage);
            QVERIFY(!changed.error().text.isEmpty());
        }
        QVERIFY(!withCell(before.first(4), map.value[0], u"1"_s)); // beyond the bytes
        QVERIFY(!withCell({}, map.value[3], u"1"_s));
    }

    void bytesAreHexDigits()
    {
        auto opaque = std::make_shared<Type>();
        opaque->size = 3;
        const Column column = flatten(opaque, u"value"_s, false, false).constFirst();
        QCOMPARE(mapCellText(column, QByteArray("\x01\xfe\x20")), u"01 fe 20"_s);
        QCOMPARE(withCell("abc", column, u"00 FF 7f"_s).value(), QByteArray("\0\xff\x7f", 3));
        QVERIFY(!withCell("abc", column, u"00 ff"_s));
        QVERIFY(!withCell("abc", column, u"00 ff zz"_s));
        QVERIFY(!withCell("abc", column, u"00 ff 1"_s));
    }

    // What is shown for editing, typed as it is, changes nothing.
    void textsComeBack()
    {
        const MapInfo map = infoOf(1);
        const QByteArray bytes = valueBytes(1ULL << 63, -1, "a b", 0x8000000b);
        for (const Column &column : map.value) {
            const QString text = mapCellText(column, bytes);
            QCOMPARE(withCell(bytes, column, text).value_or("refused"), bytes);
        }
        QCOMPARE(mapCellText(map.value[0], bytes), u"9223372036854775808"_s);
        QCOMPARE(mapCellText(map.value[3], bytes), u"3"_s);
        QCOMPARE(mapCellText(map.value[0], QByteArrayView("abc")), QString());
    }

    void perCpuValuesStandApartAndTogether()
    {
        const MapInfo map = infoOf(3);
        QCOMPARE(map.slotSize(), 24u);
        QCOMPARE(map.entryValueSize(), 72u);
        const MapEntry entry{number(5, 4),
                             QByteArray(24, '\0') + valueBytes(~0ULL, 4, "x", 1) + valueBytes(3, 5, "y", 2)};
        QCOMPARE(mapSlot(map, entry, 2), QByteArrayView(entry.value).last(24));
        QVERIFY(mapSlot(map, entry, 3).isEmpty());
        const QByteArray merged = mapMerged(map, entry);
        QCOMPARE(loadUnsigned(merged.constData(), 8), 2u); // wraps as the kernel's own would
        QCOMPARE(std::get<QString>(readValue(map.value[2], merged)), u"x"_s); // the first that has anything
        const MapEntry cut{number(5, 4), QByteArray(10, 'x')};
        QVERIFY(mapMerged(map, cut).isEmpty());
    }

    void filtersLookAtKeysAndMergedValues()
    {
        const MapInfo map = infoOf(2);
        const MapEntry entry{number(5, 4), valueBytes(60, 4, "x", 1) + valueBytes(50, 5, "y", 2)};
        const auto passes = [&](const QString &text) {
            const auto filter = Filter::parse(text, mapFilterColumns(map));
            return filter && filter->matches(MapFilterRow(map, entry));
        };
        QVERIFY(passes(u"key = 5 and count = 110"_s));
        QVERIFY(!passes(u"count < 100"_s));
        QVERIFY(passes(u"comm = x"_s));
    }
};

QTEST_APPLESS_MAIN(MapCellsTest)
#include "test_map_cells.moc"
