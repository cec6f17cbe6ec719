// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

int markedLine(const QString &fixture, const QString &program)
{
    QFile file(QStringLiteral(FIXTURE_SOURCES) + u"/%1.bpf.c"_s.arg(fixture));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    int number = 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        ++number;
        if (line.endsWith("// mark " + program.toLatin1()))
            return number;
    }
    return -1;
}

AlternativeGroup onlyProgram(const QString &program)
{
    return {u"tried"_s, {{program, {program}, {}}}};
}

} // namespace

// What is said of objects that the kernel does not take.
class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void verifier_data();
    void verifier();
    void map();
    void notAnObject();
    void unknownGlobal();
    void wrongSize();

private:
    LocalTarget m_target;
    const Interruptor m_never;
};

void TestRefusals::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("loading programs takes root");
    m_target = openLocalTarget();
    QVERIFY2(m_target.loader, qPrintable(m_target.complaint));
}

void TestRefusals::verifier_data()
{
    QTest::addColumn<QString>("fixture");
    QTest::addColumn<QString>("words"); // of the verifier's sentence
    QTest::addColumn<QString>("advice");
    const auto add = [](const char *program, const QString &fixture, const QString &words,
                        const QString &advice) { QTest::newRow(program) << fixture << words << advice; };
    add("maybe_null", u"refused"_s, u"map_value_or_null"_s, u"test it right after"_s);
    add("number_as_pointer", u"refused"_s, u"invalid mem access 'scalar'"_s, u"bpf_probe_read_kernel()"_s);
    add("unbounded", u"refused"_s, u"unbounded"_s, u"compare it with a constant"_s);
    add("leaked", u"refused"_s, u"Unreleased reference"_s, u"bpf_ringbuf_discard()"_s);
    add("outside", u"refused"_s, u"invalid access to map value"_s, u"check offset and size"_s);
    add("endless", u"refused"_s, u""_s, u"must see every loop end"_s);
    add("unknown_helper", u"refused"_s, u"invalid func unknown#100000"_s, u"does not have the helper"_s);
    add("unlicensed", u"unlicensed"_s, u"GPL"_s, u"SEC(\"license\")"_s);
}

void TestRefusals::verifier()
{
    QFETCH(const QString, fixture);
    QFETCH(const QString, words);
    QFETCH(const QString, advice);
    const QString program = QString::fromLatin1(QTest::currentDataTag());
    LoadRequest request = fixtureRequest(fixture);
    request.groups = {onlyProgram(program)};
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY2(loaded, loaded ? "" : qPrintable(describe(loaded.error())));
    QVERIFY(!loaded->loaded);
    QCOMPARE(loaded->diagnostics.size(), 1);
    const Diagnostic &problem = loaded->diagnostics.first();
    qInfo("%s [%s]", qPrintable(format(problem)), qPrintable(problem.hint));
    QVERIFY(!loaded->verifierLog.isEmpty());
    QVERIFY2(problem.message.contains(words), qPrintable(loaded->verifierLog.right(2000)));
    QVERIFY2(problem.hint.contains(advice), qPrintable(problem.hint));
    QCOMPARE(problem.severity, Severity::Error);
    QCOMPARE(problem.file, request.fileName);
    QCOMPARE(problem.line, markedLine(fixture, program));
    const ProgramState *state = findProgram(loaded->programs, program.toLatin1().constData());
    QVERIFY(state);
    QVERIFY(state->error.contains(words));
}

void TestRefusals::map()
{
    const auto loaded = m_target.loader->load(fixtureRequest(u"badmap"_s), m_never);
    QVERIFY2(loaded, loaded ? "" : qPrintable(describe(loaded.error())));
    QVERIFY(!loaded->loaded);
    QCOMPARE(loaded->diagnostics.size(), 1);
    QCOMPARE(loaded->diagnostics.first().message,
             u"The kernel refuses the map impossible: Invalid argument"_s);

    const auto after = m_target.loader->load(fixtureRequest(u"counts"_s), m_never);
    QVERIFY2(after, after ? "" : qPrintable(describe(after.error())));
    QVERIFY(after->loaded);
}

void TestRefusals::notAnObject()
{
    LoadRequest request;
    request.fileName = u"letter.txt"_s;
    request.object = QByteArray(4096, 'x');
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Usage);
    QVERIFY2(loaded.error().text.contains(u"letter.txt"_s), qPrintable(loaded.error().text));
}

void TestRefusals::unknownGlobal()
{
    LoadRequest request = fixtureRequest(u"counts"_s);
    request.globals = {global("wanted_pid", quint32(1))};
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Usage);
    QCOMPARE(loaded.error().text, u"The object has no variable wanted_pid"_s);
}

void TestRefusals::wrongSize()
{
    LoadRequest request = fixtureRequest(u"counts"_s);
    request.globals = {global("wanted_tgid", quint64(1))};
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Usage);
    QCOMPARE(loaded.error().text, u"The variable wanted_tgid has 4 bytes"_s);
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "test_refusals.moc"
