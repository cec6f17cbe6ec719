// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

LoadRequest countsRequest()
{
    LoadRequest request = fixtureRequest(u"counts"_s);
    request.globals = {global("wanted_tgid", quint32(getpid())),
                       global("wanted_call", qint64(SYS_getpriority))};
    return request;
}

} // namespace

// Objects of the fixtures on this machine's own kernel, through a real stub.
class TestLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsExactly();

private:
    LocalTarget m_target;
    const Interruptor m_never;
};

void TestLoader::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("loading programs takes root");
    QElapsedTimer timer;
    timer.start();
    m_target = openLocalTarget();
    QVERIFY2(m_target.loader, qPrintable(m_target.complaint));
    qInfo("session and loader after %.1f ms", double(timer.nsecsElapsed()) / 1e6);
}

void TestLoader::countsExactly()
{
    QElapsedTimer timer;
    timer.start();
    const auto loaded = m_target.loader->load(countsRequest(), m_never);
    QVERIFY2(loaded, loaded ? "" : qPrintable(describe(loaded.error())));
    qInfo("loaded in %.1f ms, %d round trips, libbpf %s", double(timer.nsecsElapsed()) / 1e6,
          loaded->roundTrips, qPrintable(loaded->libbpfVersion));
    QVERIFY2(loaded->loaded,
             loaded->diagnostics.isEmpty() ? "" : qPrintable(format(loaded->diagnostics.first())));
    timer.restart();
    const auto attached = m_target.loader->attach(m_never);
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    qInfo("attached in %.1f ms", double(timer.nsecsElapsed()) / 1e6);
    QVERIFY(!attached->reload);
    QCOMPARE(attached->programs.size(), 1);
    QVERIFY2(attached->programs.first().attached, qPrintable(attached->programs.first().error));
    QCOMPARE(attached->programs.first().via, u"tracepoint/raw_syscalls/sys_enter"_s);

    constexpr int calls = 12'345;
    for (int i = 0; i < calls; ++i)
        getpriority(PRIO_PROCESS, 0);
    QVERIFY(m_target.loader->detach(m_never));
    getpriority(PRIO_PROCESS, 0);

    QCOMPARE(variable(*m_target.session, *loaded, "total"), quint64(calls));
    QCOMPARE(variable(*m_target.session, *loaded, "extra"), quint64(calls + 5));
    const quint32 tgid = quint32(getpid());
    const QByteArray key(reinterpret_cast<const char *>(&tgid), sizeof tgid);
    const LoadedMap *counts = findMap(*loaded, "counts");
    QVERIFY(counts);
    quint64 count = 0;
    const QByteArray value = lookUp(*m_target.session, *counts, key);
    QCOMPARE(value.size(), qsizetype(sizeof count));
    std::memcpy(&count, value.constData(), sizeof count);
    QCOMPARE(count, quint64(calls));
    QVERIFY(m_target.loader->unload(m_never));
}

QTEST_GUILESS_MAIN(TestLoader)
#include "test_loader.moc"
