// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/kernel_symbols.h"
#include "core/symbols/symbol_source.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace radiosonde;

namespace
{

constexpr QByteArrayView someKernel = "ffffffff81000000 T _text\n"
                                      "ffffffff81000000 T startup_64\n"
                                      "ffffffff81200000 t __do_read\n"
                                      "ffffffff81200000 T vfs_read\n"
                                      "ffffffff81200000 W a_weak_name\n"
                                      "ffffffff81200100 T vfs_write\n"
                                      "0000000000012345 A __per_cpu_thing\n"
                                      "ffffffffc0001000 t ext4_sync\t[ext4]\n"
                                      "ffffffffc0200000 t bpf_prog_fe12_tick\t[bpf]\n";

QByteArray described(const std::optional<KernelSymbols::Found> &found)
{
    if (!found)
        return "none";
    return found->module.toByteArray() + ':' + found->name.toByteArray() + '+' +
           QByteArray::number(found->offset);
}

} // namespace

class TestKernelSymbols : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSymbolBefore();
    void takesTheBestNameOfSeveral();
    void refusesHiddenAddresses();
    void skipsWhatIsNoSymbol();
    void findsEverySymbolOfThisKernel();
    void namesFrames();
};

void TestKernelSymbols::findsTheSymbolBefore()
{
    const auto symbols = KernelSymbols::parse(someKernel);
    QVERIFY(symbols);
    QCOMPARE(described(symbols->find(0xffffffff81200010)), QByteArray(":vfs_read+16"));
    QCOMPARE(described(symbols->find(0xffffffff81200100)), QByteArray(":vfs_write+0"));
    QCOMPARE(described(symbols->find(0xffffffffc0001001)), QByteArray("ext4:ext4_sync+1"));
    QCOMPARE(described(symbols->find(0xffffffffc0200004)), QByteArray("bpf:bpf_prog_fe12_tick+4"));
    QCOMPARE(described(symbols->find(0xffffffffff000000)), QByteArray("none")); // too far behind the last one
    QCOMPARE(described(symbols->find(0x12346)), QByteArray("none"));
    QCOMPARE(symbols->addressOf("vfs_write"), std::optional<quint64>(0xffffffff81200100));
    QVERIFY(!symbols->addressOf("vfs_wri"));
}

void TestKernelSymbols::takesTheBestNameOfSeveral()
{
    const auto symbols = KernelSymbols::parse(someKernel);
    QVERIFY(symbols);
    QCOMPARE(described(symbols->find(0xffffffff81000000)), QByteArray(":startup_64+0"));
    QCOMPARE(described(symbols->find(0xffffffff81200000)), QByteArray(":vfs_read+0"));
    QCOMPARE(symbols->size(), 5);
}

void TestKernelSymbols::refusesHiddenAddresses()
{
    const auto symbols = KernelSymbols::parse("0000000000000000 T _text\n0000000000000000 T vfs_read\n");
    QVERIFY(!symbols);
    QCOMPARE(symbols.error().kind, ErrorKind::Refused);
    QVERIFY(!KernelSymbols::parse(""));
}

void TestKernelSymbols::skipsWhatIsNoSymbol()
{
    const auto symbols =
        KernelSymbols::parse("c0008000 T stext\nc0009000 t $a\nc0009000 t $d.12\nc0009004 t .LC1\n"
                             "nonsense\nc0009000\nc0009000 T\nc000900000000000000 T far\n"
                             "c0008008 T last");
    QVERIFY(symbols);
    QCOMPARE(symbols->size(), 2);
    QCOMPARE(described(symbols->find(0xc0009004)), QByteArray(":last+4092"));
}

void TestKernelSymbols::findsEverySymbolOfThisKernel()
{
    QFile file(QStringLiteral("/proc/kallsyms"));
    if (::geteuid() != 0 || !file.open(QIODevice::ReadOnly))
        QSKIP("kallsyms shows its addresses to root alone");
    const QByteArray text = file.readAll();
    const auto symbols = KernelSymbols::parse(text);
    QVERIFY2(symbols, symbols ? "" : qPrintable(symbols.error().text));
    int seen = 0;
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        const quint64 address = fields.constFirst().toULongLong(nullptr, 16);
        if (fields.size() != 3 || (fields[1] != "T" && fields[1] != "t") || address == 0 ||
            fields[2].contains("$"))
            continue;
        const auto found = symbols->find(address);
        QVERIFY2(found, line.constData());
        QCOMPARE(found->offset, 0u);
        ++seen;
    }
    QVERIFY(seen > 1000);
}

void TestKernelSymbols::namesFrames()
{
    const QString main = QStringLiteral("main");
    const QString libc = QStringLiteral("libc.so.6");
    QCOMPARE(frameName({.function = main, .module = libc}), main);
    QCOMPARE(frameNameWithOffset({.function = main, .offset = 26}), QStringLiteral("main+0x1a"));
    QCOMPARE(frameName({.module = libc, .offset = 0x29d90}), QStringLiteral("libc.so.6+0x29d90"));
    QCOMPARE(frameName({.offset = 0x7f00}), QStringLiteral("[0x7f00]"));
}

QTEST_GUILESS_MAIN(TestKernelSymbols)
#include "test_kernel_symbols.moc"
