// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"

#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

class UnitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytes()
    {
        QCOMPARE(formatBytes(0), u"0 B"_s);
        QCOMPARE(formatBytes(1023), u"1023 B"_s);
        QCOMPARE(formatBytes(1024), u"1.0 KiB"_s);
        QCOMPARE(formatBytes(1536.0 * 1024 * 1024), u"1.5 GiB"_s);
        QCOMPARE(formatBytes(1024.0 * 1023.9), u"1.0 MiB"_s);
    }

    void durations()
    {
        QCOMPARE(formatDuration(850), u"850 ns"_s);
        QCOMPARE(formatDuration(1250000), u"1.25 ms"_s);
        QCOMPARE(formatDuration(3.25e9), u"3.25 s"_s);
        QCOMPARE(formatDuration(125e9), u"2 min 5 s"_s);
        QCOMPARE(formatDuration(3700e9), u"1 h 1 min"_s);
        QCOMPARE(formatDuration(-1500), u"-1.50 us"_s);
    }

    void counts()
    {
        QCOMPARE(formatCount(950), u"950"_s);
        QCOMPARE(formatCount(38200), u"38.2 k"_s);
        QCOMPARE(formatCount(1250000), u"1.25 M"_s);
    }

    void textIsSafe()
    {
        QCOMPARE(escapeControl(u"a\x1b\u202eb"_s), u"a\\x1b\\u202eb"_s);
        QCOMPARE(decodeText(QByteArray("ab\0cd", 5)), u"ab"_s);
        QCOMPARE(nearest(u"filetpo"_s, {u"opensnoop"_s, u"filetop"_s}), u"filetop"_s);
        QVERIFY(nearest(u"xyz"_s, {u"opensnoop"_s}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(UnitsTest)
#include "test_units.moc"
