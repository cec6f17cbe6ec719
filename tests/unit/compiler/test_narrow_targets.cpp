// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/compiler/compile_fixture.h"
#include "tests/unit/compiler/object_reader.h"

#include <QTemporaryDir>
#include <QTest>

#include <linux/bpf.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray prologue = "#include \"vmlinux.h\"\n#include <bpf/bpf_helpers.h>\n"
                            "#include <bpf/bpf_core_read.h>\n#include <bpf/bpf_tracing.h>\n";

QList<bpf_insn> instructionsOf(const ObjectContents &object, const QString &section)
{
    const QByteArray bytes = object.sections.value(section);
    QList<bpf_insn> instructions(bytes.size() / qsizetype(sizeof(bpf_insn)));
    memcpy(instructions.data(), bytes.constData(), size_t(instructions.size()) * sizeof(bpf_insn));
    return instructions;
}

// The constant sizes (argument 2) with which a helper is called, in order.
QList<int> readSizes(const QList<bpf_insn> &instructions, int helper)
{
    QList<int> sizes;
    int size = -1;
    for (const bpf_insn &instruction : instructions) {
        if (BPF_OP(instruction.code) == BPF_MOV && BPF_SRC(instruction.code) == BPF_K &&
            instruction.dst_reg == 2)
            size = instruction.imm;
        if (instruction.code == (BPF_JMP | BPF_CALL) && instruction.imm == helper)
            sizes.append(size);
    }
    return sizes;
}

int countOf(const QList<bpf_insn> &instructions, int code, int value)
{
    return int(std::ranges::count_if(instructions, [&](const bpf_insn &instruction) {
        return instruction.code == code && instruction.imm == value;
    }));
}

} // namespace

// What is compiled for a 32-bit target, by the numbers in the code; that the values are right is for the
// boards.
class TestNarrowTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longHasTheTargetsWidth_data();
    void longHasTheTargetsWidth();
    void pointersAreReadAsWideAsThere();
    void arraysOfPointersHaveTheTargetsStride();
    void signedLongsAreWidenedBySign();
    void packetPointersAreNotSignExtended();
    void programCounterIsRegister15();
    void lostBitsAreTold();
    void factsCompileAlikeFromSliceAndWhole();
    void kernelHeadersServe_data();
    void kernelHeadersServe();
    void kernelHeadersAreAskedFor();
    void nothingElseOfTheDiskCanBeIncluded();
    void errorsInHeadersStandAtTheInclude();

private:
    CompileRequest forArm(const QByteArray &body) const
    {
        CompileRequest request =
            requestForText(prologue + body + "\nchar LICENSE[] SEC(\"license\") = \"GPL\";\n");
        request.architecture = Architecture::Arm;
        return request;
    }
    QList<bpf_insn> compiled(const QByteArray &body, const QString &section)
    {
        return instructionsOf(readObject(compileOrFail(m_compiler, forArm(body)).object), section);
    }

    QTemporaryDir m_cache;
    Compiler m_compiler{compilerOptions(m_cache.path())};
};

void TestNarrowTargets::longHasTheTargetsWidth_data()
{
    QTest::addColumn<int>("architecture");
    QTest::addColumn<int>("size");
    QTest::newRow("arm") << int(Architecture::Arm) << 4;
    QTest::newRow("arm64") << int(Architecture::Arm64) << 8;
    QTest::newRow("x86_64") << int(Architecture::X86_64) << 8;
}

void TestNarrowTargets::longHasTheTargetsWidth()
{
    QFETCH(int, architecture);
    QFETCH(int, size);
    CompileRequest request =
        forArm("_Static_assert(sizeof(long) == SIZE, \"\");\n"
               "_Static_assert(sizeof(void *) == 8 && sizeof(sizeof(1)) == 8, \"\");\n"
               "_Static_assert(sizeof(((struct trace_event_raw_sys_enter *)0)->args) == 6 * SIZE, \"\");\n"
               "SEC(\"raw_tp/x\") int p(void *c) { return 0; }");
    request.architecture = Architecture(architecture);
    request.source.replace("SIZE", QByteArray::number(size));
    QVERIFY(compileOrFail(m_compiler, request).diagnostics.isEmpty());
}

void TestNarrowTargets::pointersAreReadAsWideAsThere()
{
    const QList<bpf_insn> code = compiled("__u64 value, address;\n"
                                          "SEC(\"raw_tp/x\") int p(__u64 *c)\n"
                                          "{\n"
                                          "\tstruct task_struct *task = (void *)c[0];\n"
                                          "\tstruct mm_struct *mm, *pair[2];\n"
                                          "\tbpf_core_read(&mm, sizeof(mm), &task->mm);\n"
                                          "\tbpf_probe_read_kernel(&address, sizeof(address), &task->mm);\n"
                                          "\tbpf_probe_read_kernel(&value, sizeof(value), &mm->total_vm);\n"
                                          "\tbpf_probe_read_kernel(pair, sizeof(pair), &task->mm);\n"
                                          "\tbpf_core_read(&value, sizeof(value), &task->start_time);\n"
                                          "\taddress += (__u64)pair[1];\n"
                                          "\treturn BPF_CORE_READ(task, real_parent, tgid);\n"
                                          "}",
                                          u"raw_tp/x"_s);
    QCOMPARE(readSizes(code, BPF_FUNC_probe_read_kernel), (QList<int>{4, 4, 4, 8, 8, 4, 4}));
}

void TestNarrowTargets::arraysOfPointersHaveTheTargetsStride()
{
    const QList<bpf_insn> code =
        compiled("char text[16];\n"
                 "static const char *element(const char **list, int i)\n"
                 "{\n"
                 "\tconst char *argument;\n"
                 "\treturn bpf_probe_read_user(&argument, sizeof(argument), &list[i]) ? 0 : argument;\n"
                 "}\n"
                 "SEC(\"tracepoint/syscalls/sys_enter_execve\")\n"
                 "int p(struct trace_event_raw_sys_enter *event)\n"
                 "{\n"
                 "\tconst char *argument = element((const char **)event->args[1], 3);\n"
                 "\tbpf_probe_read_user_str(text, sizeof(text), argument);\n"
                 "\treturn 0;\n"
                 "}",
                 u"tracepoint/syscalls/sys_enter_execve"_s);
    QCOMPARE(readSizes(code, BPF_FUNC_probe_read_user), QList<int>{4});
    QCOMPARE(countOf(code, BPF_ALU64 | BPF_ADD | BPF_K, 12), 1);
    QCOMPARE(countOf(code, BPF_ALU64 | BPF_ADD | BPF_K, 24), 0);
}

void TestNarrowTargets::signedLongsAreWidenedBySign()
{
    const QList<bpf_insn> code = compiled("__s64 value;\n"
                                          "SEC(\"raw_tp/x\") int p(__u64 *c)\n"
                                          "{\n"
                                          "\tstruct timespec64 *time = (void *)c[0];\n"
                                          "\tbpf_probe_read_kernel(&value, sizeof(value), &time->tv_nsec);\n"
                                          "\treturn 0;\n"
                                          "}",
                                          u"raw_tp/x"_s);
    QCOMPARE(readSizes(code, BPF_FUNC_probe_read_kernel), QList<int>{4});
    QCOMPARE(countOf(code, BPF_ALU64 | BPF_ARSH | BPF_K, 32), 1);
}

void TestNarrowTargets::packetPointersAreNotSignExtended()
{
    const QList<bpf_insn> code =
        compiled("SEC(\"xdp\") int p(struct xdp_md *c)\n"
                 "{\n"
                 "\tchar *begin = (void *)(long)c->data, *end = (void *)(long)c->data_end;\n"
                 "\treturn begin + 1 > end ? 0 : *begin;\n"
                 "}",
                 u"xdp"_s);
    QCOMPARE(countOf(code, BPF_ALU64 | BPF_LSH | BPF_K, 32), countOf(code, BPF_ALU64 | BPF_ARSH | BPF_K, 56));
}

// libbpf 1.1 to 1.5 read r12, the register that ARM's assembly calls ip.
void TestNarrowTargets::programCounterIsRegister15()
{
    const QList<bpf_insn> code =
        compiled("__u64 value;\n"
                 "SEC(\"uprobe\") int p(struct pt_regs *c) { value = PT_REGS_IP(c); return 0; }",
                 u"uprobe"_s);
    const auto isRead = [](const bpf_insn &instruction) {
        return instruction.code == (BPF_LDX | BPF_MEM | BPF_W) && instruction.off == 15 * 4;
    };
    QCOMPARE(std::ranges::count_if(code, isRead), 1);
}

void TestNarrowTargets::lostBitsAreTold()
{
    CompileRequest request = forArm("unsigned long at; int pid;\n"
                                    "SEC(\"raw_tp/x\") int p(void *c)\n"
                                    "{\n"
                                    "\tat = bpf_ktime_get_ns();\n"
                                    "\tpid = bpf_get_current_pid_tgid();\n"
                                    "\treturn 0;\n"
                                    "}");
    const QList<Diagnostic> told = compileOrFail(m_compiler, request).diagnostics;
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0].severity, Severity::Warning);
    QCOMPARE(told[0].line, 8);
    QVERIFY(told[0].hint.contains(u"__u64"));
    request.architecture = Architecture::Arm64;
    QVERIFY(compileOrFail(m_compiler, request).diagnostics.isEmpty());
}

void TestNarrowTargets::factsCompileAlikeFromSliceAndWhole()
{
    CompilerOptions options = compilerOptions(m_cache.path());
    options.fullHeader = true;
    Compiler whole(options);
    for (const Architecture architecture : {Architecture::Arm, Architecture::Arm64, Architecture::X86_64}) {
        CompileRequest request = requestFor(fixturePath(u"facts.bpf.c"_s));
        request.architecture = architecture;
        const CompileResult sliced = compileOrFail(m_compiler, request);
        QVERIFY(sliced.sliced);
        request.source += '\n'; // not from the cache
        QCOMPARE(readObject(compileOrFail(whole, request).object).sections,
                 readObject(sliced.object).sections);
    }
}

void TestNarrowTargets::kernelHeadersServe_data()
{
    QTest::addColumn<int>("architecture");
    QTest::addColumn<int>("width");
    QTest::newRow("arm") << int(Architecture::Arm) << 4;
    QTest::newRow("arm64") << int(Architecture::Arm64) << 8;
}

void TestNarrowTargets::kernelHeadersServe()
{
    QFETCH(int, architecture);
    QFETCH(int, width);
    CompileRequest request = requestFor(fixturePath(u"task.bpf.c"_s));
    request.architecture = Architecture(architecture);
    request.kernelHeaders = QStringList{fixturePath(u"kernel"_s)};
    const CompileResult result = compileOrFail(m_compiler, request);
    const ObjectContents object = readObject(result.object);
    QCOMPARE(readSizes(instructionsOf(object, u"raw_tp/sys_enter"_s), BPF_FUNC_probe_read_kernel),
             (QList<int>{width, width, width, 4}));
    // The kernel's records are relocated where their layout is not BPF's; the probe's own never are.
    const QList<CoreRelocation> relocations = object.core[u"raw_tp/sys_enter"_s];
    QVERIFY(std::ranges::none_of(relocations, [](const auto &r) { return r.type.endsWith(u" own"); }));
    QVERIFY(std::ranges::any_of(relocations, [](const auto &r) { return r.type.endsWith(u"task_struct"); }));
    QVERIFY(m_compiler.compile(request, Interruptor())->cached);
}

void TestNarrowTargets::kernelHeadersAreAskedFor()
{
    const Result<CompileResult> result =
        m_compiler.compile(requestFor(fixturePath(u"task.bpf.c"_s)), Interruptor());
    QVERIFY(result && !result->ok());
    QCOMPARE(result->diagnostics.constFirst().line, 3);
    QVERIFY(result->diagnostics.constFirst().hint.contains(u"--kernel-headers"));

    CompileRequest request = requestFor(fixturePath(u"task.bpf.c"_s));
    request.kernelHeaders = QStringList{m_cache.path()};
    const Result<CompileResult> without = m_compiler.compile(request, Interruptor());
    QVERIFY(without && !without->ok());
    QVERIFY(without->diagnostics.constFirst().message.contains(u"include/linux/sched.h"));
}

void TestNarrowTargets::nothingElseOfTheDiskCanBeIncluded()
{
    for (const char *line :
         {"#include \"/etc/hostname\"\n", "#include <linux/../../../../../../../etc/hostname>\n",
          "#include <linux/elsewhere.h>\n"}) {
        CompileRequest request = requestForText(line);
        request.architecture = Architecture::Arm;
        request.kernelHeaders = QStringList{fixturePath(u"kernel"_s)};
        const Result<CompileResult> result = m_compiler.compile(request, Interruptor());
        QVERIFY(result && !result->ok());
        QVERIFY2(result->diagnostics.constFirst().message.contains(u"not found"),
                 qPrintable(result->diagnostics.constFirst().message));
    }
}

void TestNarrowTargets::errorsInHeadersStandAtTheInclude()
{
    CompileRequest request = requestForText("\n#include <linux/broken.h>\n");
    request.architecture = Architecture::Arm;
    request.kernelHeaders = QStringList{fixturePath(u"kernel"_s)};
    const Result<CompileResult> result = m_compiler.compile(request, Interruptor());
    QVERIFY(result && !result->ok());
    QCOMPARE(result->diagnostics.constFirst().line, 2);
    QVERIFY(result->diagnostics.constFirst().message.contains(u"linux/broken.h:2"));
}

QTEST_GUILESS_MAIN(TestNarrowTargets)

#include "test_narrow_targets.moc"
