// SPDX-License-Identifier: GPL-3.0-or-later
// The worker that names places of files, and the demangler in it.
#include "core/compiler/symbolize/symbolize_job.h"
#include "core/compiler/symbolize/symbolizer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <elf.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

class TestSymbolizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demangles_data();
    void demangles();
    void survivesWhatIsNoProgram();

private:
    Symbolizer m_symbolizer{QStringLiteral(COMPILE_WORKER)};
};

void TestSymbolizer::demangles_data()
{
    QTest::addColumn<QByteArray>("mangled");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *mangled, const char *expected) {
        QTest::newRow(mangled) << QByteArray(mangled) << QByteArray(expected);
    };
    row("vfs_read", "vfs_read");
    row("_ZN3foo3barIiEEvT_", "void foo::bar<int>(int)");
    row("_RNvCs1234_7mycrate3foo", "mycrate::foo");
    row("_ZN4core3fmt9Formatter3pad17h0123456789abcdefE", "core::fmt::Formatter::pad");
    row("_ZN58_$LT$alloc..string..String$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE",
        "<alloc::string::String as core::fmt::Debug>::fmt");
}

void TestSymbolizer::demangles()
{
    QFETCH(QByteArray, mangled);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(demangled(mangled.toStdString())), expected);
}

void TestSymbolizer::survivesWhatIsNoProgram()
{
    const QTemporaryDir folder;
    const Interruptor interruptor;
    int made = 0;
    for (const QByteArray &bytes :
         {QByteArray(), QByteArray("nonsense"), QByteArray(ELFMAG "\2\1\1") + QByteArray(4096, '\xff')}) {
        const QString path = folder.filePath(QString::number(++made));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const auto frames = m_symbolizer.symbolize(path, {0x1000, 0}, interruptor);
        QVERIFY2(frames, frames ? "" : qPrintable(frames.error().text));
        QCOMPARE(*frames, QList<QList<SymbolFrame>>(2));
    }
}

QTEST_GUILESS_MAIN(TestSymbolizer)
#include "test_symbolizer.moc"
