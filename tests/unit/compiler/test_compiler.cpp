// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/compiler/compile_fixture.h"
#include "tests/unit/compiler/object_reader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

class TestCompiler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectHasBtfAndNoDwarf();
    void lineInformationNamesTheRequest();
    void sliceAndWholeHeaderGiveTheSameObject_data();
    void sliceAndWholeHeaderGiveTheSameObject();
    void architectureSelectsRegisters_data();
    void architectureSelectsRegisters();
    void programWithoutSitesHasNoCounters();
    void localHeadersAreFound();
    void kernelInterfaceHeadersServeWithoutVmlinux();
    void extraVmlinuxAddsTypes();
    void extraVmlinuxAddsFields();
    void printsTimes();

private:
    QTemporaryDir m_cache;
    Compiler m_compiler{compilerOptions(m_cache.path())};
};

void TestCompiler::objectHasBtfAndNoDwarf()
{
    const CompileResult result = compileOrFail(m_compiler, requestFor(fixturePath(u"events.bpf.c"_s)));
    const ObjectContents object = readObject(result.object);
    QVERIFY(object.sectionNames.contains(u".BTF"_s));
    QVERIFY(object.sectionNames.contains(u".BTF.ext"_s));
    QVERIFY(object.sectionNames.contains(u".rel.BTF"_s));
    QVERIFY(object.sections.contains(u"tp_btf/sched_wakeup"_s));
    for (const QString &name : object.sectionNames)
        QVERIFY2(!name.contains(u".debug"_s), qPrintable(name));
    QVERIFY(!object.core[u"raw_tp/sched_switch"_s].isEmpty());
}

void TestCompiler::lineInformationNamesTheRequest()
{
    for (const QString &name :
         {u"probe.bpf.c"_s, u"folder/probe.bpf.c"_s, u"/somewhere/else/a=b probe.bpf.c"_s}) {
        CompileRequest request = requestForText("#include \"vmlinux.h\"\n"
                                                "#include <bpf/bpf_helpers.h>\n"
                                                "\n"
                                                "SEC(\"raw_tp/sys_enter\")\n"
                                                "int on_call(void *ctx)\n"
                                                "{\n"
                                                "\treturn bpf_get_smp_processor_id() + 7;\n"
                                                "}\n");
        request.fileName = name;
        const ObjectContents object = readObject(compileOrFail(m_compiler, request).object);
        const QList<LineRecord> lines = object.lines[u"raw_tp/sys_enter"_s];
        QVERIFY(!lines.isEmpty());
        QCOMPARE(lines.first().file, name);
        QCOMPARE(lines.first().line, 7);
        QCOMPARE(lines.first().text, u"return bpf_get_smp_processor_id() + 7;"_s);
    }
}

void TestCompiler::sliceAndWholeHeaderGiveTheSameObject_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("architecture");
    QStringList paths;
    const QDir probes(qEnvironmentVariable("RADIOSONDE_PROBES"));
    for (const QString &name : probes.entryList({u"*.bpf.c"_s}, QDir::Files))
        paths.append(probes.filePath(name));
    for (const char *name : {"events.bpf.c", "kernel_types.bpf.c"})
        paths.append(fixturePath(QString::fromLatin1(name)));
    for (const QString &path : paths)
        QTest::addRow("%s", qPrintable(QFileInfo(path).fileName())) << path << int(Architecture::X86_64);
    for (const Architecture architecture : {Architecture::Arm64, Architecture::Arm, Architecture::Riscv64})
        QTest::addRow("%s", qPrintable(architectureName(architecture)))
            << fixturePath(u"kernel_types.bpf.c"_s) << int(architecture);
}

void TestCompiler::sliceAndWholeHeaderGiveTheSameObject()
{
    QFETCH(QString, path);
    QFETCH(int, architecture);
    CompileRequest request = requestFor(path);
    request.architecture = Architecture(architecture);
    CompilerOptions wholeOptions = compilerOptions(m_cache.path());
    wholeOptions.fullHeader = true;
    Compiler wholeHeader(wholeOptions);
    const CompileResult sliced = compileOrFail(m_compiler, request);
    const CompileResult whole = compileOrFail(wholeHeader, request);
    QVERIFY(sliced.sliced);
    QVERIFY(!whole.sliced);
    const ObjectContents a = readObject(sliced.object);
    const ObjectContents b = readObject(whole.object);
    QVERIFY(!a.sections.isEmpty());
    QCOMPARE(a.sections, b.sections);
    QCOMPARE(a.relocations, b.relocations);
    QCOMPARE(a.core, b.core);
    QCOMPARE(a.lines, b.lines);
}

void TestCompiler::architectureSelectsRegisters_data()
{
    QTest::addColumn<int>("architecture");
    QTest::addColumn<QString>("type"); // that the first parameter of a traced function is read from
    QTest::newRow("x86_64") << int(Architecture::X86_64) << u"4 pt_regs"_s;
    QTest::newRow("arm64") << int(Architecture::Arm64) << u"4 user_pt_regs"_s;
    QTest::newRow("arm") << int(Architecture::Arm) << u"4 pt_regs"_s;
    QTest::newRow("riscv64") << int(Architecture::Riscv64) << u"4 user_regs_struct"_s;
}

void TestCompiler::architectureSelectsRegisters()
{
    QFETCH(int, architecture);
    QFETCH(QString, type);
    CompileRequest request = requestFor(fixturePath(u"registers.bpf.c"_s));
    request.architecture = Architecture(architecture);
    const ObjectContents object = readObject(compileOrFail(m_compiler, request).object);
    const QList<CoreRelocation> core = object.core[u"kprobe/vfs_read"_s];
    QVERIFY(!core.isEmpty());
    QCOMPARE(core.first().type, type);
}

void TestCompiler::programWithoutSitesHasNoCounters()
{
    const CompileResult with = compileOrFail(m_compiler, requestFor(fixturePath(u"events.bpf.c"_s)));
    QVERIFY(with.object.contains("radiosonde_sites"));
    const CompileResult without = compileOrFail(m_compiler, requestFor(fixturePath(u"registers.bpf.c"_s)));
    QVERIFY(!without.object.contains("radiosonde_sites"));
    QVERIFY(without.facts.sites.isEmpty());
    QVERIFY(without.facts.maps.isEmpty());
}

void TestCompiler::localHeadersAreFound()
{
    const CompileRequest request = requestFor(fixturePath(u"local.bpf.c"_s));
    const CompileResult result = compileOrFail(m_compiler, request);
    QCOMPARE(result.facts.maps.size(), 1);
    QCOMPARE(result.facts.maps.first().name, u"shared"_s);
    QCOMPARE(result.facts.maps.first().line, 0); // not in the probe's own file
    QCOMPARE(result.facts.maps.first().maxEntries, 77u);
}

void TestCompiler::kernelInterfaceHeadersServeWithoutVmlinux()
{
    const CompileResult result =
        compileOrFail(m_compiler, requestForText("#include <stdbool.h>\n"
                                                 "#include <stddef.h>\n"
                                                 "#include <stdint.h>\n"
                                                 "#include <linux/types.h>\n"
                                                 "#include <linux/bpf.h>\n"
                                                 "#include <linux/errno.h>\n"
                                                 "#include <linux/ip.h>\n"
                                                 "#include <bpf/bpf_helpers.h>\n"
                                                 "#include <bpf/bpf_endian.h>\n"
                                                 "SEC(\"xdp\")\n"
                                                 "int drop(struct xdp_md *ctx)\n"
                                                 "{\n"
                                                 "\tuint64_t size = sizeof(struct iphdr);\n"
                                                 "\tbool big = size > offsetof(struct iphdr, daddr);\n"
                                                 "\treturn big ? XDP_DROP : -EINVAL;\n"
                                                 "}\n"
                                                 "char _license[] SEC(\"license\") = \"GPL\";\n"));
    QCOMPARE(result.diagnostics.size(), 0);
    QCOMPARE(result.facts.programs.size(), 1);
    QCOMPARE(result.facts.programs.first().section, u"xdp"_s);
    QCOMPARE(result.facts.programs.first().line, 11);
}

void TestCompiler::extraVmlinuxAddsTypes()
{
    CompileRequest request = requestForText("#include \"vmlinux.h\"\n"
                                            "#include <bpf/bpf_helpers.h>\n"
                                            "#include <bpf/bpf_core_read.h>\n"
                                            "SEC(\"raw_tp/sys_enter\")\n"
                                            "int on_call(struct board_private *board)\n"
                                            "{\n"
                                            "\treturn BPF_CORE_READ(board, channel);\n"
                                            "}\n");
    const Result<CompileResult> without = m_compiler.compile(request, Interruptor());
    QVERIFY(without && !without->ok());
    request.extraVmlinux = "struct board_private { int size; int channel; };\n";
    const ObjectContents object = readObject(compileOrFail(m_compiler, request).object);
    const CoreRelocation expected{0, u"4 board_private"_s, u"0:1"_s, 0};
    const QList<CoreRelocation> core = object.core[u"raw_tp/sys_enter"_s];
    QCOMPARE(core.size(), 1);
    QCOMPARE(core.first().type, expected.type);
    QCOMPARE(core.first().access, expected.access);
}

void TestCompiler::extraVmlinuxAddsFields()
{
    CompileRequest request = requestForText("#include \"vmlinux.h\"\n"
                                            "#include <bpf/bpf_helpers.h>\n"
                                            "SEC(\"tp_btf/x\")\n"
                                            "int on_call(struct cfs_rq *queue)\n"
                                            "{\n"
                                            "\tstruct task_struct *task = bpf_get_current_task_btf();\n"
                                            "\treturn queue->number_waiting + task->pid + BOARD_MODE +\n"
                                            "\t       BPF_MAP_TYPE_RINGBUF + BPF_MAP_TYPE_BOARD;\n"
                                            "}\n");
    const Result<CompileResult> without = m_compiler.compile(request, Interruptor());
    QVERIFY(without && !without->ok());
    // In the form of bpftool's; its kernel lacks task_struct and most of bpf_map_type.
    request.extraVmlinux = "#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n"
                           "typedef unsigned int u32;\n"
                           "struct cfs_rq { u32 first; u32 number_waiting; };\n"
                           "enum bpf_map_type { BPF_MAP_TYPE_UNSPEC = 0, BPF_MAP_TYPE_BOARD = 77 };\n"
                           "enum { BOARD_MODE = 3 };\n"
                           "#endif\n";
    const CompileResult result = compileOrFail(m_compiler, request);
    QVERIFY(result.sliced);
    const QList<CoreRelocation> core = readObject(result.object).core[u"tp_btf/x"_s];
    QCOMPARE(core.size(), 2);
    const CoreRelocation &own = core[0].type.endsWith(u" cfs_rq"_s) ? core[0] : core[1];
    QVERIFY(own.type.endsWith(u" cfs_rq"_s));
    QCOMPARE(own.access, u"0:1"_s); // of the target's own header
}

void TestCompiler::printsTimes()
{
    CompileRequest request = requestFor(fixturePath(u"events.bpf.c"_s));
    const QByteArray source = request.source;
    for (int i = 0; i < 5; ++i) {
        request.source = source + "/* " + QByteArray::number(i) + " */\n";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(m_compiler.check(request, Interruptor()));
        const qint64 checked = timer.nsecsElapsed();
        compileOrFail(m_compiler, request);
        const qint64 compiled = timer.nsecsElapsed() - checked;
        QVERIFY(compileOrFail(m_compiler, request).cached);
        qInfo("check %.1f ms, object %.1f ms, cached %.2f ms", double(checked) / 1e6, double(compiled) / 1e6,
              double(timer.nsecsElapsed() - checked - compiled) / 1e6);
    }
}

QTEST_GUILESS_MAIN(TestCompiler)

#include "test_compiler.moc"
