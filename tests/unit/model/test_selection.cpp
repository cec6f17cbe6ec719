// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/filter_condition.h"
#include "core/model/view_selection.h"

#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

struct Bytes : FilterRow
{
    QByteArray held;

    explicit Bytes(QByteArray of) : held(std::move(of)) {}
    QByteArrayView bytes(qsizetype) const override { return held; }
};

QList<Column> columns()
{
    Column comm;
    comm.name = u"comm"_s;
    comm.meaning = Meaning::Text;
    comm.type = std::make_shared<Type>(
        Type{.kind = TypeKind::Array,
             .size = 16,
             .count = 16,
             .element = std::make_shared<Type>(Type{.kind = TypeKind::Character, .size = 1})});
    Column number;
    number.name = u"reads"_s;
    number.offset = 16;
    number.type = std::make_shared<Type>(Type{.kind = TypeKind::Unsigned, .size = 8});
    return {comm, number};
}

QByteArray rowOf(const QByteArray &comm, quint64 reads)
{
    QByteArray row = comm.leftJustified(16, '\0', true);
    for (int i = 0; i < 8; ++i)
        row += char(reads >> (8 * i));
    return row;
}

} // namespace

class SelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesBackAndForward()
    {
        SelectionHistory history;
        QVERIFY(!history.goBack() && !history.goForward());
        const ViewSelection ranged{TimeRange{1, 2}, {}};
        const ViewSelection both{TimeRange{1, 2}, {u"comm = a"_s}};
        QVERIFY(history.change(ranged));
        QVERIFY(!history.change(ranged)); // it is that already
        QVERIFY(history.change(both));
        QVERIFY(history.goBack());
        QCOMPARE(history.current(), ranged);
        QVERIFY(history.goForward());
        QCOMPARE(history.current(), both);
        QVERIFY(history.goBack());
        QVERIFY(history.change({})); // what lay ahead is gone
        QVERIFY(!history.canGoForward());
        QVERIFY(history.goBack());
        QCOMPARE(history.current(), ranged);
    }

    void wheelsAreOneStep()
    {
        SelectionHistory history;
        history.change({TimeRange{1, 9}, {}});
        history.change({TimeRange{2, 8}, {}}, true);
        QVERIFY(history.goBack());
        QVERIFY(history.current().isEmpty());
        for (int i = 0; i < 1000; ++i)
            history.change({TimeRange{0, i + 1}, {}});
        std::size_t steps = 0;
        while (history.goBack())
            ++steps;
        QCOMPARE(steps, SelectionHistory::maximumStates - 1);
    }

    void conditionsOfCells_data()
    {
        QTest::addColumn<QByteArray>("comm");
        QTest::addColumn<quint64>("reads");
        QTest::newRow("word") << "sshd"_ba << quint64(5);
        QTest::newRow("spaces") << "a b"_ba << quint64(0);
        QTest::newRow("quote") << "a\"b\\"_ba << ~quint64(0);
        QTest::newRow("operators") << "and (x=1)"_ba << (quint64(1) << 63);
        QTest::newRow("right to left") << QByteArray("\xd7\xa9\xd7\x9c") << quint64(1);
        QTest::newRow("control characters") << "a\x1b[2J\n"_ba << quint64(1);
        QTest::newRow("empty") << ""_ba << quint64(1);
    }

    void conditionsOfCells()
    {
        QFETCH(QByteArray, comm);
        QFETCH(quint64, reads);
        const Bytes row(rowOf(comm, reads));
        const Bytes other(rowOf("other", 77));
        for (int column = 0; column < 2; ++column) {
            const QString text = conditionOf(columns(), column, row);
            QVERIFY(!text.isEmpty());
            const auto filter = Filter::parse(text, columns());
            QVERIFY(filter.has_value());
            QVERIFY(filter->matches(row));
            QVERIFY(!filter->matches(other));
            const auto without = Filter::parse(u"not (%1)"_s.arg(text), columns());
            QVERIFY(without.has_value() && !without->matches(row) && without->matches(other));
        }
    }

    void conditionsJoin()
    {
        QCOMPARE(joinedFilter({}, u"ssh"_s, columns()), u"ssh"_s);
        QCOMPARE(joinedFilter({u"comm = a"_s, u"disk = b"_s}, u"x or y"_s, columns()),
                 u"(comm = a) and (x or y)"_s); // there is no disk here
        QCOMPARE(joinedFilter({u"comm = a"_s, u"reads > 1"_s}, {}, columns()),
                 u"(comm = a) and (reads > 1)"_s);
    }
};

QTEST_APPLESS_MAIN(SelectionTest)
#include "test_selection.moc"
