// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/flatten.h"
#include "core/model/filter.h"
#include "core/model/filter_completion.h"
#include "tests/unit/layout/make_types.h"
#include "tests/unit/model/make_chunks.h"

#include <QTest>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

TypePtr integer(TypeKind kind, quint32 size)
{
    auto type = std::make_shared<Type>();
    type->kind = kind;
    type->size = size;
    return type;
}

TypePtr color()
{
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Enumeration;
    type->size = 4;
    type->enumerators = {{u"RED"_s, 0}, {u"GREEN"_s, 1}};
    return type;
}

// {u64 big; u64 lat_us; u64 bytes; u32 pid; s32 ret; enum color; u32 dev; char comm[16]}
QList<Column> columns()
{
    static const QList<Column> made = flatten(record(u"row"_s, {{u"big"_s, u64()},
                                                                {u"lat_us"_s, u64()},
                                                                {u"bytes"_s, u64()},
                                                                {u"pid"_s, u32()},
                                                                {u"ret"_s, integer(TypeKind::Signed, 4)},
                                                                {u"color"_s, color()},
                                                                {u"dev"_s, u32()},
                                                                {u"comm"_s, text(16)}}),
                                              u"value"_s, false, false);
    return made;
}

struct Row : FilterRow
{
    QByteArray record = number(18'446'744'073'709'551'615ull, 8) + number(12'500, 8) + number(8192, 8) +
                        number(4711, 4) + number(quint32(-2), 4) + number(1, 4) + number(8 << 20 | 1, 4) +
                        QByteArray("sshd worker").leftJustified(16, '\0');
    QByteArrayView bytes(qsizetype) const override { return record; }
};

struct RateRow : Row
{
    std::optional<double> shownNumber(qsizetype index) const override
    {
        return index == 3 ? std::optional(0.5) : std::nullopt;
    }
};

} // namespace

class FilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passes_data()
    {
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *text, bool expected) { QTest::newRow(text) << expected; };
        row("", true);
        row("   ", true);
        row("ssh", true);
        row("SSH", true);
        row("ftp", false);
        row("-ftp", true);
        row("-ssh", false);
        row("\"sshd worker\"", true);
        row("-\"sshd worker\"", false);
        row("\"worker sshd\"", false);
        row("comm:SSHD", true);
        row("comm:\"d w\"", true);
        row("COMM:ftp", false);
        row("nosuch:thing", false);
        row("471", true); // in a number
        row("4712", false);
        row("8.0", true); // as sizes are shown
        row("comm ~ ssh", true);
        row("comm ~ \"^ssh.*er$\"", true);
        row("comm !~ \"^ssh\"", false);
        row("comm = \"sshd worker\"", true);
        row("comm == sshd", false);
        row("comm != sshd", true);
        row("comm > sshc", true);
        row("pid = 4711", true);
        row("pid=4711", true);
        row("pid != 4711", false);
        row("pid >= 4711 and pid <= 4711", true);
        row("pid > 4.7k", true);
        row("pid < 0x1268", true);
        row("pid > -1", true);
        row("big > 18446744073709551614", true);
        row("big = 18446744073709551615", true);
        row("big < 18446744073709551615", false);
        row("big > 9223372036854775808", true);
        row("lat_us > 12ms", true);
        row("lat_us > 12.5ms", false);
        row("lat_us = 12.5ms", true);
        row("lat_us < 0.1 s", false); // a word of its own: not a unit
        row("lat_us < 0.1s", true);
        row("lat_us > 12µs", true);
        row("lat_us > 999ns", true);
        row("bytes = 8KiB", true);
        row("bytes = 8kB", false);
        row("bytes > 8kB", true);
        row("ret = ENOENT", true);
        row("ret = -enoent", true);
        row("ret = -2", true);
        row("ret < 0", true);
        row("ret = EPERM", false);
        row("color = green", true);
        row("color = 1", true);
        row("color != RED", true);
        row("dev = 8:1", true);
        row("dev = 8:2", false);
        row("ftp or ssh", true);
        row("ftp or ssh and pid = 1", false);
        row("(ftp or ssh) and pid = 4711", true);
        row("not ftp", true);
        row("not (ftp or ssh)", false);
        row("not not ssh", true);
        row("! ftp", true);
        row("ssh && pid > 1 || ftp", true);
        row("SSH AND NOT FTP", true);
        row("\"and\"", false);
    }
    void passes()
    {
        QFETCH(bool, expected);
        const auto filter = Filter::parse(QString::fromUtf8(QTest::currentDataTag()), columns());
        QVERIFY2(filter, filter ? "" : qPrintable(filter.error().message));
        QCOMPARE(filter->matches(Row()), expected);
    }

    void errorsHaveAPlace_data()
    {
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        const auto row = [](const char *text, int position, int length) {
            QTest::newRow(text) << position << length;
        };
        row("comm ~", 6, 0);
        row("comm ~ and", -1, 0); // a keyword is a value here
        row("nosuch = 1", 0, 6);
        row("com = 1", 0, 3);
        row("pid = ssh", 6, 3);
        row("pid > 10ms", 6, 4);
        row("lat_us > 10KiB", 9, 5);
        row("lat_us > 10x", 9, 3);
        row("(ssh", 0, 1);
        row("ssh)", 3, 1);
        row("ssh or", 6, 0);
        row("ssh and", 7, 0);
        row("or ssh", 0, 2);
        row("()", 1, 1);
        row("= 5", 0, 1);
        row("comm ~ \"(\"", 7, 3);
        row("not", 3, 0);
    }
    void errorsHaveAPlace()
    {
        QFETCH(int, position);
        QFETCH(int, length);
        const auto filter = Filter::parse(QString::fromUtf8(QTest::currentDataTag()), columns());
        if (position < 0) {
            QVERIFY(filter);
            return;
        }
        QVERIFY(!filter);
        QCOMPARE(filter.error().position, position);
        QCOMPARE(filter.error().length, length);
        QVERIFY(!filter.error().message.isEmpty());
    }

    void depthAndTermsAreBounded()
    {
        const QString open = u"("_s.repeated(100'000);
        QVERIFY(!Filter::parse(open + u"a"_s + QString(open).replace(u'(', u')'), columns()));
        QVERIFY(!Filter::parse(u"not "_s.repeated(100'000) + u"a"_s, columns()));
        QVERIFY(!Filter::parse(u"a "_s.repeated(100'000), columns()));
        QVERIFY(Filter::parse(u"a "_s.repeated(900), columns()));
    }

    void shownNumbersCount()
    {
        const auto filter = Filter::parse(u"pid < 1"_s, columns());
        QVERIFY(filter->matches(RateRow()));
        QVERIFY(!filter->matches(Row()));
    }

    void countersAreKnown()
    {
        QList<Column> some = columns();
        some[2].counter = true;
        QVERIFY(Filter::parse(u"ssh bytes > 1"_s, some)->usesCounters());
        QVERIFY(!Filter::parse(u"ssh pid > 1"_s, some)->usesCounters());
        QVERIFY(!Filter::parse(u"8.0"_s, some)->matches(Row())); // words leave counters out
    }

    void shortRecordsAreNoMatch()
    {
        Row row;
        row.record = "abc";
        QVERIFY(!Filter::parse(u"pid = 0"_s, columns())->matches(row));
        QVERIFY(Filter::parse(u"pid != 0"_s, columns())->matches(row));
        QVERIFY(!Filter::parse(u"comm ~ a"_s, columns())->matches(row));
    }

    void completes_data()
    {
        QTest::addColumn<int>("position");
        QTest::addColumn<QStringList>("first");
        const auto row = [](const char *text, int position, const QStringList &first) {
            QTest::newRow(text) << position << first;
        };
        row("", 0, {u"big"_s, u"lat_us"_s});
        row("co", 0, {u"color"_s, u"comm"_s});
        row("comm ", 5, {u"~"_s, u"="_s});
        row("pid ", 4, {u"="_s, u"!="_s, u"<"_s});
        row("comm ~ ", 7, {u"sshd"_s, u"\"two words\""_s});
        row("comm ~ \"tw", 7, {u"\"two words\""_s});
        row("color = ", 8, {u"RED"_s, u"GREEN"_s});
        row("color = G", 8, {u"GREEN"_s});
        row("pid = 1 ", 8, {u"and"_s, u"or"_s});
        row("pid = 1 and re", 12, {u"ret"_s});
        row("(p", 1, {u"pid"_s});
        row("comm = comm ", 12, {u"and"_s, u"or"_s});
    }
    void completes()
    {
        QFETCH(int, position);
        QFETCH(QStringList, first);
        const QString text = QString::fromUtf8(QTest::currentDataTag());
        const FilterCompletion completion =
            completeFilter(text, text.size(), columns(), [](qsizetype column) {
                return column == 7 ? QStringList{u"sshd"_s, u"two words"_s} : QStringList();
            });
        QCOMPARE(completion.position, position);
        QCOMPARE(completion.position + completion.length, text.size());
        QVERIFY2(completion.candidates.size() >= first.size(), qPrintable(completion.candidates.join(u'|')));
        QCOMPARE(completion.candidates.first(first.size()), first);
    }

    void valuesAreQuotedWhereTheyMustBe()
    {
        QCOMPARE(filterValue(u"plain"_s), u"plain"_s);
        QCOMPARE(filterValue(u"/usr/bin/a-b"_s), u"/usr/bin/a-b"_s);
        QCOMPARE(filterValue(u"a b"_s), u"\"a b\""_s);
        QCOMPARE(filterValue(u"say \"x\" \\"_s), u"\"say \\\"x\\\" \\\\\""_s);
        QCOMPARE(filterValue(u"and"_s), u"\"and\""_s);
        QCOMPARE(filterValue({}), u"\"\""_s);
    }
};

QTEST_APPLESS_MAIN(FilterTest)
#include "test_filter.moc"
