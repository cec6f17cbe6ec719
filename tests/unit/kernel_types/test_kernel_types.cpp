// SPDX-License-Identifier: GPL-3.0-or-later
// A kernel's types from its headers and from files, compared with what pahole makes of the same headers.
#include "core/compiler/client.h"
#include "core/compiler/kernel_types/header_list.h"
#include "tests/unit/kernel_types/header_sets.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

// Runs a program of this folder; its output goes to the test's log. False when it fails.
bool runTool(const QString &name, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("RADIOSONDE_TYPES_TESTS") + u'/' + name, arguments);
    const bool done = process.waitForFinished(240'000);
    qInfo().noquote() << process.readAll().trimmed();
    return done && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace

class TestKernelTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void headersAgreeWithPahole_data();
    void headersAgreeWithPahole();
    void debugInformationAgreesWithPahole_data() { headersAgreeWithPahole_data(); }
    void debugInformationAgreesWithPahole();
    void btfIsTakenFromFiles();
    void aSecondRequestIsAnsweredByTheCache();
    void whatIsNoKernelIsTold_data();
    void whatIsNoKernelIsTold();

private:
    CompilerOptions options() const;
    QString path(const QString &name) const { return m_folder.filePath(name); }
    bool makeOracle(const HeaderSet &set); // NAME.o and NAME.btf, once
    QByteArray read(const QString &name) const;
    void write(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
    QList<HeaderSet> m_sets;
};

CompilerOptions TestKernelTypes::options() const
{
    CompilerOptions options;
    options.workerPath = qEnvironmentVariable("RADIOSONDE_COMPILER");
    options.cacheFolder = path(u"cache"_s);
    return options;
}

QByteArray TestKernelTypes::read(const QString &name) const
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestKernelTypes::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void TestKernelTypes::initTestCase()
{
    m_sets = findHeaderSets();
    if (m_sets.isEmpty())
        QSKIP("no kernel header packages: none in /usr/src, and no virtual board brought any");
    write(u"headers.c"_s, QByteArray::fromStdString(headerListSource()));
}

bool TestKernelTypes::makeOracle(const HeaderSet &set)
{
    if (QFile::exists(path(set.name + u".btf"_s)))
        return true;
    return runTool(u"header_oracle.sh"_s,
                   QStringList{architectureName(set.architecture), path(u"headers.c"_s),
                               path(set.name + u".o"_s), path(set.name + u".btf"_s)} +
                       set.folders);
}

void TestKernelTypes::headersAgreeWithPahole_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < m_sets.size(); ++i)
        QTest::newRow(qPrintable(m_sets[i].name)) << i;
}

void TestKernelTypes::headersAgreeWithPahole()
{
    QFETCH(const qsizetype, index);
    const HeaderSet &set = m_sets[index];
    Compiler compiler(options());
    const Result<QString> types =
        compiler.kernelTypes({set.architecture, {}, {set.folders.first()}}, Interruptor());
    QVERIFY2(types, qPrintable(types ? QString() : describe(types.error())));
    QVERIFY(makeOracle(set));
    QVERIFY(runTool(u"compare_btf.py"_s, {*types, path(set.name + u".btf"_s), u"4000"_s}));
}

void TestKernelTypes::debugInformationAgreesWithPahole()
{
    QFETCH(const qsizetype, index);
    const HeaderSet &set = m_sets[index];
    QVERIFY(makeOracle(set));
    Compiler compiler(options());
    const Result<QString> types =
        compiler.kernelTypes({set.architecture, path(set.name + u".o"_s), {}}, Interruptor());
    QVERIFY2(types, qPrintable(types ? QString() : describe(types.error())));
    QVERIFY(runTool(u"compare_btf.py"_s, {*types, path(set.name + u".btf"_s), u"4000"_s}));
}

void TestKernelTypes::btfIsTakenFromFiles()
{
    const HeaderSet &set = m_sets.first();
    QVERIFY(makeOracle(set));
    const QByteArray plain = read(path(set.name + u".btf"_s));
    Compiler compiler(options());
    const auto raw = compiler.kernelTypes({set.architecture, path(set.name + u".btf"_s), {}}, Interruptor());
    QVERIFY(raw);
    QCOMPARE(read(*raw), plain);

    QVERIFY(QFile::copy(path(set.name + u".o"_s), path(u"vmlinux"_s)));
    QCOMPARE(
        QProcess::execute(u"llvm-objcopy-19"_s,
                          {u"--add-section"_s, u".BTF="_s + path(set.name + u".btf"_s), path(u"vmlinux"_s)}),
        0);
    const auto section = compiler.kernelTypes({set.architecture, path(u"vmlinux"_s), {}}, Interruptor());
    QVERIFY(section);
    QCOMPARE(read(*section), plain);
}

void TestKernelTypes::aSecondRequestIsAnsweredByTheCache()
{
    const HeaderSet &set = m_sets.first();
    const KernelTypesRequest request{set.architecture, {}, set.folders};
    const Result<QString> first = Compiler(options()).kernelTypes(request, Interruptor());
    QVERIFY(first);
    CompilerOptions noWorker = options();
    QVERIFY(QFile::copy(noWorker.workerPath, path(u"worker"_s))); // another program: another cache entry
    noWorker.workerPath = path(u"worker"_s);
    const Result<QString> other = Compiler(noWorker).kernelTypes(request, Interruptor());
    QVERIFY(other);
    QVERIFY(*other != *first);
    const QDateTime made = QFileInfo(*first).birthTime();
    QCOMPARE(*Compiler(options()).kernelTypes(request, Interruptor()), *first);
    QCOMPARE(QFileInfo(*first).birthTime(), made);
}

void TestKernelTypes::whatIsNoKernelIsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    QTest::newRow("text") << QByteArray("no types at all\n") << u"neither BTF nor debug information"_s;
    QTest::newRow("cut") << QByteArray::fromHex("9feb0100180000000000000000010000") << u"damaged"_s;
    QTest::newRow("lengths") << QByteArray::fromHex("9feb010018000000000000000001000000010000ffffff7f")
                             << u"damaged"_s;
    QTest::newRow("big-endian") << QByteArray::fromHex("eb9f010000000018000000000000000000000000000000000000")
                                << u"big-endian"_s;
    QTest::newRow("a module's") << QByteArray::fromHex("9feb01001800000000000000100000001000000001000000"
                                                       "00001000000000010400000020000000"
                                                       "00")
                                << u"of a module"_s;
}

void TestKernelTypes::whatIsNoKernelIsTold()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, message);
    write(u"strange"_s, bytes);
    const auto types =
        Compiler(options()).kernelTypes({Architecture::Arm, path(u"strange"_s), {}}, Interruptor());
    QVERIFY(!types);
    QCOMPARE(types.error().kind, ErrorKind::Usage);
    QVERIFY2(types.error().text.contains(message), qPrintable(types.error().text));

    const auto folder =
        Compiler(options()).kernelTypes({Architecture::Arm, {}, {m_folder.path()}}, Interruptor());
    QVERIFY(!folder);
    QVERIFY2(folder.error().text.contains(u"include/linux/sched.h"_s), qPrintable(folder.error().text));
}

QTEST_GUILESS_MAIN(TestKernelTypes)
#include "test_kernel_types.moc"
