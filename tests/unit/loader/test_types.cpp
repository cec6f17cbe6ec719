// SPDX-License-Identifier: GPL-3.0-or-later
// Kernel types that do not come from the target: contexts made of format files, BTF from a file.
#include "local_target.h"
#include "remote/loader/tracepoint_format.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr quint64 oddArgument = 0x5ca1ab1e; // no other program asks for the priority of this process

LoadRequest contextsRequest(const QByteArray &format)
{
    LoadRequest request = fixtureRequest(u"contexts"_s);
    request.globals = {global("wanted_call", qint64(SYS_getpriority)),
                       global("wanted_argument", oddArgument)};
    request.tracepointFormats = {{u"raw_syscalls/sys_enter"_s, format}};
    request.typesHint = u"ask somebody"_s;
    return request;
}

} // namespace

class TestLoaderTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsFormats();
    void passesOverWhatIsNoField_data();
    void passesOverWhatIsNoField();
    void contextsAreMadeOfFormats();
    void aMissingFieldIsNamed();
    void btfIsTakenFromAFile();
    void whatIsNoBtfIsRefused();

private:
    QByteArray format();

    LocalTarget m_target;
    const Interruptor m_never;
    QTemporaryDir m_folder;
};

void TestLoaderTypes::initTestCase()
{
    m_target = openLocalTarget();
    if (!m_target.loader)
        QSKIP(qPrintable(m_target.complaint));
}

QByteArray TestLoaderTypes::format()
{
    const auto text = m_target.session->readFile(
        u"/sys/kernel/tracing/events/raw_syscalls/sys_enter/format"_s, 65536, m_never);
    return text ? *text : QByteArray();
}

void TestLoaderTypes::readsFormats()
{
    // as a 32-bit ARM kernel writes it
    const auto parsed =
        parseTracepointFormat("name: block_rq\nID: 24\nformat:\n"
                              "\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;\n\n"
                              "\tfield:long id;\toffset:8;\tsize:4;\tsigned:1;\n"
                              "\tfield:unsigned long args[6];\toffset:12;\tsize:24;\tsigned:0;\n"
                              "\tfield:const char * name;\toffset:36;\tsize:4;\tsigned:0;\n"
                              "\tfield:__data_loc char[] cmd;\toffset:40;\tsize:4;\tsigned:0;\n"
                              "\nprint fmt: \"%d\", REC->id\n");
    QVERIFY(parsed);
    QCOMPARE(parsed->common.size(), 1u);
    QCOMPARE(parsed->common[0].name, "pid");
    QCOMPARE(parsed->fields.size(), 4u);
    QCOMPARE(parsed->fields[0].type, "long");
    QVERIFY(parsed->fields[0].isSigned && !parsed->fields[0].isArray);
    QCOMPARE(parsed->fields[1].name, "args");
    QCOMPARE(parsed->fields[1].count.value_or(0), 6u);
    QCOMPARE(parsed->fields[1].offset, 12u);
    QCOMPARE(parsed->fields[1].size, 24u);
    QCOMPARE(parsed->fields[2].type, "const char *");
    QCOMPARE(parsed->fields[3].type, "__data_loc char[]");
    QCOMPARE(parsed->fields[3].name, "cmd");
}

void TestLoaderTypes::passesOverWhatIsNoField_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no type") << QByteArray("field:x; offset:0; size:4; signed:0;");
    QTest::newRow("no name") << QByteArray("field:int []; offset:0; size:4; signed:0;");
    QTest::newRow("cut") << QByteArray("field:int x; offset:0; si");
    QTest::newRow("negative") << QByteArray("field:int x; offset:-4; size:4; signed:0;");
    QTest::newRow("far away") << QByteArray("field:int x; offset:4294967295; size:4294967295; signed:0;");
}

void TestLoaderTypes::passesOverWhatIsNoField()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!parseTracepointFormat({text.constData(), size_t(text.size())}));
}

void TestLoaderTypes::contextsAreMadeOfFormats()
{
    const auto loaded = m_target.loader->load(contextsRequest(format()), m_never);
    QVERIFY2(loaded, qPrintable(loaded ? QString() : describe(loaded.error())));
    QVERIFY2(loaded->loaded, qPrintable(loaded->diagnostics.value(0).message));
    const auto attached = m_target.loader->attach(m_never);
    QVERIFY(attached && attached->programs.value(0).attached);
    for (int i = 0; i < 1000; ++i)
        syscall(SYS_getpriority, PRIO_PROCESS, oddArgument);
    QVERIFY(m_target.loader->detach(m_never));
    QCOMPARE(variable(*m_target.session, *loaded, "seen"), 1000u);
    QVERIFY(m_target.loader->unload(m_never));
}

void TestLoaderTypes::aMissingFieldIsNamed()
{
    const auto loaded = m_target.loader->load(contextsRequest(format().replace("args", "words")), m_never);
    QVERIFY(loaded && !loaded->loaded);
    const Diagnostic diagnostic = loaded->diagnostics.value(0);
    QVERIFY2(diagnostic.message.contains(u"struct trace_event_raw_sys_enter.args[1]"_s),
             qPrintable(diagnostic.message));
    QCOMPARE(diagnostic.hint, u"ask somebody"_s);
}

void TestLoaderTypes::btfIsTakenFromAFile()
{
    LoadRequest request = fixtureRequest(u"contexts"_s);
    request.btfPath = m_folder.filePath(u"kernel.btf"_s);
    const auto own = m_target.session->readFile(u"/sys/kernel/btf/vmlinux"_s, 0, m_never);
    if (!own)
        QSKIP("the kernel has no BTF");
    QFile file(request.btfPath);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*own);
    file.close();
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY2(loaded && loaded->loaded, loaded ? qPrintable(loaded->diagnostics.value(0).message) : "");
    const auto header = m_target.loader->vmlinuxHeader(request.btfPath, m_never);
    QVERIFY(header);
    QVERIFY(header->contains("struct task_struct {"));
    QVERIFY(m_target.loader->unload(m_never));
}

void TestLoaderTypes::whatIsNoBtfIsRefused()
{
    LoadRequest request = contextsRequest(format());
    request.btfPath = m_folder.filePath(u"noise"_s);
    const auto missing = m_target.loader->load(request, m_never);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::Usage);

    QFile file(request.btfPath);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no BTF, as anybody sees");
    file.close();
    const auto noise = m_target.loader->load(request, m_never);
    QVERIFY(!noise);
    QCOMPARE(noise.error().kind, ErrorKind::Usage);
}

QTEST_GUILESS_MAIN(TestLoaderTypes)
#include "test_types.moc"
