// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/elf_functions.h"
#include "remote/loader/worker/target_libraries.h"
#include "remote/loader/worker/uprobe_instruction.h"
#include "remote/loader/worker/uprobe_section.h"
#include "remote/loader/worker/usdt_operands.h"

#include <QTest>

#include <elf.h>

using namespace radiosonde;
using namespace std::string_view_literals;

Q_DECLARE_METATYPE(radiosonde::UsdtArgumentKind)

// What people and notes write of places in programs, for every architecture, without a kernel.
class TestUsdtOperands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOperands_data();
    void readsOperands();
    void keepsBlanksWithinBrackets();
    void boundsTheNumber();
    void readsSections();
    void readsFunctionNames();
    void knowsDearInstructions();
    void matchesLibraries();
};

void TestUsdtOperands::readsOperands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("machine");
    QTest::addColumn<UsdtArgumentKind>("kind");
    QTest::addColumn<int>("registerOffset");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<int>("size"); // negative: signed
    using enum UsdtArgumentKind;
    const auto row = [](const char *text, int machine, UsdtArgumentKind kind, int offset, qint64 value,
                        int size) {
        QTest::newRow(text) << QByteArray(text) << machine << kind << offset << value << size;
    };
    row("-4@$-9", EM_X86_64, Constant, 0, -9, -4);
    row("8@%rax", EM_X86_64, Register, 80, 0, 8);
    row("-4@%edi", EM_X86_64, Register, 112, 0, -4);
    row("1@%r8b", EM_X86_64, Register, 72, 0, 1);
    row("2@%r15w", EM_X86_64, Register, 0, 0, 2);
    row("-4@-1204(%rbp)", EM_X86_64, Memory, 32, -1204, -4);
    row("8@(%rsp)", EM_X86_64, Memory, 152, 0, 8);
    row("4@8(%ebp)", EM_386, Memory, 32, 8, 4);
    row("8@(%rax,%rcx,4)", EM_X86_64, Unknown, 0, 0, 8);
    row("8@counter(%rip)", EM_X86_64, Unknown, 0, 0, 8);
    row("8f@%xmm0", EM_X86_64, Unknown, 0, 0, 8);
    row("-4@[sp, 12]", EM_AARCH64, Memory, 248, 12, -4);
    row("8@[x29, #-16]", EM_AARCH64, Memory, 232, -16, 8);
    row("8@x0", EM_AARCH64, Register, 0, 0, 8);
    row("-4@w19", EM_AARCH64, Register, 152, 0, -4);
    row("8@xzr", EM_AARCH64, Constant, 0, 0, 8);
    row("-4@5", EM_AARCH64, Constant, 0, 5, -4);
    row("8@x31", EM_AARCH64, Unknown, 0, 0, 8);
    row("8@[x0, x1]", EM_AARCH64, Unknown, 0, 0, 8);
    row("4@r3", EM_ARM, Register, 12, 0, 4);
    row("4@[fp, #-8]", EM_ARM, Memory, 44, -8, 4);
    row("-1@[r0]", EM_ARM, Memory, 0, 0, -1);
    row("4@#7", EM_ARM, Constant, 0, 7, 4);
    row("4@lr", EM_ARM, Register, 56, 0, 4);
    row("-4@a1", EM_RISCV, Register, 88, 0, -4);
    row("8@-20(s0)", EM_RISCV, Memory, 64, -20, 8);
    row("3@a1", EM_RISCV, Unknown, 0, 0, 8);
}

void TestUsdtOperands::readsOperands()
{
    QFETCH(QByteArray, text);
    QFETCH(int, machine);
    QFETCH(UsdtArgumentKind, kind);
    QFETCH(int, registerOffset);
    QFETCH(qint64, value);
    QFETCH(int, size);
    const auto kernel = uint16_t(machine == EM_386 ? EM_X86_64 : machine);
    const auto arguments = parseUsdtArguments(text.toStdString(), uint16_t(machine), kernel);
    QCOMPARE(arguments.size(), size_t(1));
    QVERIFY(arguments[0].kind == kind);
    QCOMPARE(int(arguments[0].registerOffset), registerOffset);
    QCOMPARE(qint64(arguments[0].value), value);
    if (kind != UsdtArgumentKind::Unknown) {
        QCOMPARE(int(arguments[0].size), qAbs(size));
        QCOMPARE(arguments[0].isSigned, size < 0);
    }
}

void TestUsdtOperands::keepsBlanksWithinBrackets()
{
    const auto arguments = parseUsdtArguments(" -4@[sp, 12]  8@x0 4@#1 ", EM_AARCH64, EM_AARCH64);
    QCOMPARE(arguments.size(), size_t(3));
    QVERIFY(arguments[0].kind == UsdtArgumentKind::Memory);
    QCOMPARE(QByteArray::fromStdString(arguments[0].text), QByteArray("-4@[sp, 12]"));
    QVERIFY(arguments[1].kind == UsdtArgumentKind::Register);
    QVERIFY(arguments[2].kind == UsdtArgumentKind::Constant);
}

void TestUsdtOperands::boundsTheNumber()
{
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += "8@%rax ";
    QCOMPARE(parseUsdtArguments(many, EM_X86_64, EM_X86_64).size(), usdtArgumentLimit);
    QVERIFY(parseUsdtArguments("", EM_X86_64, EM_X86_64).empty());
}

void TestUsdtOperands::readsSections()
{
    auto section = parseUprobeSection("?uretprobe.multi.s//usr/bin/x:ns::f*");
    QVERIFY(section && section->multi && section->kind == UprobeKind::Return);
    QVERIFY(section->binary == "/usr/bin/x" && section->function == "ns::f*");
    section = parseUprobeSection("usdt/libc:libc:setjmp");
    QVERIFY(section && section->kind == UprobeKind::Usdt);
    QVERIFY(section->binary == "libc" && section->provider == "libc" && section->name == "setjmp");
    section = parseUprobeSection("uprobe/1234:libc:malloc");
    QVERIFY(section && section->binary == "1234:libc" && section->function == "malloc");
    const BinaryName binary = parseBinaryName(section->binary);
    QVERIFY(binary.process == 1234 && binary.name == "libc");
    section = parseUprobeSection("usdt");
    QVERIFY(section && section->binary.empty());
    completeUprobeSection(*section, "x", "p:n");
    QVERIFY(section->binary == "x" && section->provider == "p" && section->name == "n");
    QVERIFY(!parseUprobeSection("kprobe/vfs_read") && !parseUprobeSection("uprobes/x:y"));
    QVERIFY(parseBinaryName("7zip").process == 0 && parseBinaryName("7zip").name == "7zip");
}

void TestUsdtOperands::readsFunctionNames()
{
    auto name = parseFunctionName("f@@V_2+0x10");
    QVERIFY(name && name->name == "f" && name->version == "V_2" && name->offset == 16);
    name = parseFunctionName("0x401136");
    QVERIFY(name && name->address == 0x401136u);
    name = parseFunctionName("ns::A::operator+(int)+4");
    QVERIFY(name && name->name == "ns::A::operator+(int)" && name->offset == 4);
    QVERIFY(!parseFunctionName("") && !parseFunctionName("f+x") && !parseFunctionName("0xzz"));
}

void TestUsdtOperands::knowsDearInstructions()
{
    QVERIFY(!firstInstruction("\x55\x48\x89\xe5"sv, EM_X86_64).stepped); // push %rbp
    QVERIFY(!firstInstruction("\x41\x57\x41\x56"sv, EM_X86_64).stepped); // push %r15
    QVERIFY(!firstInstruction("\x0f\x1f\x44\x00\x00"sv, EM_X86_64).stepped);
    const InstructionFacts endbr = firstInstruction("\xf3\x0f\x1e\xfa\x55"sv, EM_X86_64);
    QVERIFY(endbr.stepped && endbr.name == "endbr64" && endbr.cheaperOffset == 4);
    QVERIFY(firstInstruction("\x48\x83\xec\x08"sv, EM_X86_64).name == "sub");
    QVERIFY(firstInstruction("\xfd\x7b\xbf\xa9"sv, EM_AARCH64).stepped);  // stp x29, x30, [sp, #-16]!
    QVERIFY(!firstInstruction("\x00\x00\x00\x14"sv, EM_AARCH64).stepped); // b
    QVERIFY(!firstInstruction("\x00"sv, EM_X86_64).stepped);
    QVERIFY(isThumbNop("\x00\xbf"sv) && !isThumbNop("\x00\xf0"sv));
}

void TestUsdtOperands::matchesLibraries()
{
    QVERIFY(isLibraryNamed("libc.so.6", "libc") && isLibraryNamed("libc.so.6", "libc.so"));
    QVERIFY(isLibraryNamed("libc.so.6", "libc.so.6") && !isLibraryNamed("libcrypt.so.1", "libc"));
    const auto mapping = parseMapping("7f00-7f10 r-xp 00001000 fd:01 12 /usr/lib/x y.so");
    QVERIFY(mapping && mapping->executable && mapping->offset == 0x1000 &&
            mapping->path == "/usr/lib/x y.so");
    QVERIFY(!parseMapping("7f00"));
}

QTEST_GUILESS_MAIN(TestUsdtOperands)
#include "test_usdt_operands.moc"
