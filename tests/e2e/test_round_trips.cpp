// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/probe_library.h"
#include "core/compiler/client.h"
#include "core/model/inference.h"
#include "remote/loader/loader.h"
#include "remote/session/session.h"
#include "tests/e2e/support/requirements.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace radiosonde;

// How often loading a probe of the library waits for the target. On a slow link that is what loading takes.
class TestRoundTrips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void loads_data();
    void loads();

private:
    const Interruptor m_never;
    Compiler m_compiler{{.workerPath = QStringLiteral(LIBEXEC) + u"/radiosonde-compiler"_s}};
};

void TestRoundTrips::initTestCase()
{
    if (const QString obstacle = e2e::tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestRoundTrips::loads_data()
{
    QTest::addColumn<QString>("path");
    const auto probes = listProbes(QStringLiteral(PROBES));
    QVERIFY(probes && !probes->isEmpty());
    for (const LibraryProbe &probe : *probes)
        QTest::newRow(qPrintable(probe.name)) << probe.path;
}

// Such a probe attaches to nothing on a kernel without kprobes and fentry; the tests on boards run it.
static bool hooksFunctionsOnly(const Facts &facts)
{
    return std::ranges::all_of(facts.programs, [](const ProgramFacts &program) {
        const QString kind = program.section.section(u'/', 0, 0);
        return QStringList{u"kprobe"_s, u"kretprobe"_s, u"fentry"_s, u"fexit"_s}.contains(kind);
    });
}

void TestRoundTrips::loads()
{
    QFETCH(QString, path);
    auto channel = openChannel(u"local"_s, nullptr, m_never);
    QVERIFY(channel);
    auto session = Session::open(*std::move(channel), u"local"_s, {}, m_never);
    QVERIFY(session);
    auto loader = Loader::start(**session, QStringLiteral(LIBEXEC) + u"/radiosonde-loader"_s);
    QVERIFY(loader);
    QFile source(path);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const auto compiled =
        m_compiler.compile({path, source.readAll(), (*session)->target().architecture, {}, {}}, m_never);
    QVERIFY(compiled && compiled->ok());
    LoadRequest request;
    request.fileName = path;
    request.object = compiled->object;
    request.groups = alternativeGroups(compiled->facts);
    request.minimumRingBytes = 1 << 20;
    request.binary = u"libc"_s; // where sections of uprobes leave it out
    int trips[3] = {};
    for (int &count : trips) {
        const auto loaded = (*loader)->load(request, m_never);
        QVERIFY(loaded);
        if (!loaded->loaded && hooksFunctionsOnly(compiled->facts)) {
            qInfo("this kernel lets no function be hooked");
            return;
        }
        QVERIFY2(
            loaded->loaded,
            qPrintable(loaded->diagnostics.isEmpty() ? QString() : loaded->diagnostics.constFirst().message));
        count = loaded->roundTrips;
        const auto attached = (*loader)->attach(m_never);
        QVERIFY(attached && !attached->reload);
        QVERIFY((*loader)->detach(m_never));
        QVERIFY((*loader)->unload(m_never));
    }
    qInfo("%d round trips, then %d and %d in the warm session", trips[0], trips[1], trips[2]);
    QVERIFY(trips[1] <= 20);
    QCOMPARE(trips[2], trips[1]);
}

QTEST_GUILESS_MAIN(TestRoundTrips)
#include "test_round_trips.moc"
