// SPDX-License-Identifier: GPL-3.0-or-later
// Every stub is the ELF file it should be, and runs: on this machine, or under qemu-user where that is
// installed.
#include "core/base/architecture.h"
#include "remote/stub/embedded_stub.h"
#include "tests/unit/stub/stub_process.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <elf.h>

using namespace radiosonde;

class TestStubArchitectures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isASmallStaticElfFile_data();
    void isASmallStaticElfFile();
    void runs_data();
    void runs();
};

static QString fileOf(Architecture architecture)
{
    return QStringLiteral(RADIOSONDE_STUBS "/stub-%1").arg(architectureName(architecture));
}

void TestStubArchitectures::isASmallStaticElfFile_data()
{
    QTest::addColumn<Architecture>("architecture");
    QTest::addColumn<int>("elfClass");
    QTest::addColumn<int>("machine");
    QTest::newRow("x86_64") << Architecture::X86_64 << ELFCLASS64 << EM_X86_64;
    QTest::newRow("arm64") << Architecture::Arm64 << ELFCLASS64 << EM_AARCH64;
    QTest::newRow("arm") << Architecture::Arm << ELFCLASS32 << EM_ARM;
    QTest::newRow("riscv64") << Architecture::Riscv64 << ELFCLASS64 << EM_RISCV;
}

void TestStubArchitectures::isASmallStaticElfFile()
{
    QFETCH(Architecture, architecture);
    QFETCH(int, elfClass);
    QFETCH(int, machine);
    QFile file(fileOf(architecture));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QCOMPARE(embeddedStub(architecture), QByteArrayView(bytes));
    QVERIFY2(bytes.size() > 4096 && bytes.size() <= 16384, qPrintable(QString::number(bytes.size())));
    qInfo("%s: %lld bytes", qPrintable(architectureName(architecture)), qint64(bytes.size()));
    QVERIFY(bytes.startsWith(ELFMAG));
    QCOMPARE(int(bytes[EI_CLASS]), elfClass);
    QCOMPARE(int(bytes[EI_DATA]), int(ELFDATA2LSB));
    Elf64_Ehdr header; // its first fields are the same in 32 bits
    std::memcpy(&header, bytes.constData(), sizeof header);
    QCOMPARE(int(header.e_machine), machine);
    QCOMPARE(int(header.e_type), int(ET_EXEC));
    QVERIFY(!bytes.contains("ld-linux"));
}

void TestStubArchitectures::runs_data()
{
    QTest::addColumn<Architecture>("architecture");
    QTest::addColumn<QString>("emulator");
    QTest::addColumn<quint32>("pointerSize");
    QTest::newRow("x86_64") << Architecture::X86_64 << QStringLiteral("qemu-x86_64") << 8u;
    QTest::newRow("arm64") << Architecture::Arm64 << QStringLiteral("qemu-aarch64") << 8u;
    QTest::newRow("arm") << Architecture::Arm << QStringLiteral("qemu-arm") << 4u;
    QTest::newRow("riscv64") << Architecture::Riscv64 << QStringLiteral("qemu-riscv64") << 8u;
}

void TestStubArchitectures::runs()
{
    QFETCH(Architecture, architecture);
    QFETCH(QString, emulator);
    QFETCH(quint32, pointerSize);
    QStringList program{fileOf(architecture)};
    if (architecture != hostArchitecture()) {
        if (QStandardPaths::findExecutable(emulator).isEmpty())
            return; // the ELF header has been looked at; boards run it for real
        program.prepend(emulator);
    }
    StubProcess stub;
    QVERIFY(stub.start(program));
    QCOMPARE(stub.hello().pointerSize, pointerSize);
    QCOMPARE(architectureFromMachine(QString::fromLatin1(stub.hello().machine)), architecture);
    QByteArray out;
    StubProcess::appendGreeting(out, StubProcess::defaultAck());
    QVERIFY(stub.send(out));
    QFile version(QStringLiteral("/proc/version"));
    QVERIFY(version.open(QIODevice::ReadOnly));
    QCOMPARE(stub.readFile("/proc/version").bytes, version.readAll());
    const QByteArray image(3 << 20, 'i');
    const Answer answer = stub.call({.nr = WIRE_NR_CLOSE,
                                     .args = {4000},
                                     .image = image,
                                     .imageLength = quint32(image.size()),
                                     .outs = {{0, quint32(image.size())}}});
    QCOMPARE(answer.result, -EBADF);
    QVERIFY(answer.bytes == image);
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
    QCOMPARE(stub.waitForExit(), 0);
}

QTEST_GUILESS_MAIN(TestStubArchitectures)
#include "test_stub_architectures.moc"
