// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/compiler/compile_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray prologue = "#include \"vmlinux.h\"\n#include <bpf/bpf_helpers.h>\n";

} // namespace

class TestDiagnostics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placeMessageAndFixIt();
    void compileAndCheckAgree();
    void warningsAreKeptBesideAnObject();
    void hints_data();
    void hints();
    void headerErrorsAreToldAtTheInclude();
    void fileNameStaysAsGiven();

private:
    QList<Diagnostic> check(const QByteArray &source)
    {
        const Result<QList<Diagnostic>> result = m_compiler.check(requestForText(source), Interruptor());
        return result ? *result : QList<Diagnostic>();
    }

    QTemporaryDir m_cache;
    Compiler m_compiler{compilerOptions(m_cache.path())};
};

void TestDiagnostics::placeMessageAndFixIt()
{
    const QList<Diagnostic> found = check(prologue + "int f(struct task_struct *task)\n"
                                                     "{\n"
                                                     "\treturn task.pid\n"
                                                     "}\n");
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].severity, Severity::Error);
    QCOMPARE(found[0].file, u"probe.bpf.c"_s);
    QCOMPARE(found[0].line, 5);
    QCOMPARE(found[0].column, 13);
    QCOMPARE(found[0].message,
             u"member reference type 'struct task_struct *' is a pointer; did you mean to use '->'?"_s);
    QCOMPARE(found[0].fixits, (QList<FixIt>{{5, 13, 5, 14, u"->"_s}}));
    QCOMPARE(found[1].message, u"expected ';' after return statement"_s);
    QCOMPARE(found[1].fixits, (QList<FixIt>{{5, 17, 5, 17, u";"_s}}));
}

void TestDiagnostics::compileAndCheckAgree()
{
    const QByteArray source = prologue + "int f(void) { return nothing; }\n";
    const Result<CompileResult> compiled = m_compiler.compile(requestForText(source), Interruptor());
    QVERIFY(compiled && !compiled->ok());
    QCOMPARE(compiled->diagnostics.size(), 1);
    QCOMPARE(compiled->diagnostics, check(source));
    QCOMPARE(compiled->diagnostics[0].message, u"use of undeclared identifier 'nothing'"_s);
}

void TestDiagnostics::warningsAreKeptBesideAnObject()
{
    const CompileRequest request = requestForText(prologue + "SEC(\"raw_tp/sys_enter\")\n"
                                                             "int on_call(void *ctx)\n"
                                                             "{\n"
                                                             "\tint unused;\n"
                                                             "\treturn 0;\n"
                                                             "}\n");
    for (const bool cached : {false, true}) {
        const CompileResult result = compileOrFail(m_compiler, request);
        QCOMPARE(result.cached, cached);
        QCOMPARE(result.diagnostics.size(), 1);
        QCOMPARE(result.diagnostics[0].severity, Severity::Warning);
        QCOMPARE(result.diagnostics[0].message, u"unused variable 'unused'"_s);
        QCOMPARE(result.diagnostics[0].line, 6);
    }
}

void TestDiagnostics::hints_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("hint"); // begins with
    QTest::newRow("slip in a header's name")
        << QByteArray("#include \"vmlinux.h\"\n#include <bpf/bpf_helper.h>\n")
        << u"did you mean <bpf/bpf_helpers.h>?"_s;
    QTest::newRow("header of the system") << prologue + "#include <stdio.h>\n"
                                          << u"a probe runs in the kernel, where there is no C library"_s;
    QTest::newRow("header that is not there") << prologue + "#include \"own/private.h\"\n"
                                              << u"headers are looked up in"_s;
    QTest::newRow("name of the kernel's") << prologue + "struct key { int a; };\n" << u"vmlinux.h may have"_s;
    QTest::newRow("no vmlinux.h") << QByteArray("int f(struct task_struct *t) { return t->pid; }\n")
                                  << u"is #include \"vmlinux.h\" missing at the top?"_s;
    QTest::newRow("no bpf_core_read.h")
        << prologue + "int f(struct task_struct *t) { return BPF_CORE_READ(t, pid); }\n"
        << u"is #include <bpf/bpf_core_read.h> missing?"_s;
    QTest::newRow("type unknown here") << prologue + "int f(struct nowhere *p) { return p->x; }\n"
                                       << u"the vmlinux.h for x86_64 does not define this type"_s;
    QTest::newRow("no such member") << prologue + "int f(struct task_struct *p) { return p->nowhere; }\n"
                                    << u"kernels differ: if only some have this member"_s;
}

void TestDiagnostics::hints()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, hint);
    const QList<Diagnostic> found = check(source);
    bool hinted = false;
    for (const Diagnostic &diagnostic : found)
        hinted |= diagnostic.hint.startsWith(hint);
    QVERIFY2(hinted, describeAll(found).constData());
}

void TestDiagnostics::headerErrorsAreToldAtTheInclude()
{
    // The source breaks vmlinux.h by a macro: the message stands at the #include and names the header.
    const QList<Diagnostic> found = check("#define pid_t 7\n#include \"vmlinux.h\"\n");
    QVERIFY(!found.isEmpty());
    QCOMPARE(found[0].file, u"probe.bpf.c"_s);
    QCOMPARE(found[0].severity, Severity::Error);
    QCOMPARE(found[0].line, 2);
    QVERIFY2(found[0].message.contains(u"(in vmlinux.h:"), qPrintable(found[0].message));
}

void TestDiagnostics::fileNameStaysAsGiven()
{
    CompileRequest request = requestForText("int f(void) { return nothing; }\n");
    request.fileName = u"/far/away/probe.bpf.c"_s;
    const Result<QList<Diagnostic>> found = m_compiler.check(request, Interruptor());
    QVERIFY(found && found->size() == 1);
    QCOMPARE(format(found->first()).section(u':', 0, 2), u"/far/away/probe.bpf.c:1:22"_s);
}

QTEST_GUILESS_MAIN(TestDiagnostics)

#include "test_diagnostics.moc"
