// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>
#include <thread>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// Our child process with that program's name, or 0.
int childCalled(const QString &name)
{
    QFile children(u"/proc/self/task/%1/children"_s.arg(getpid()));
    if (!children.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &child : children.readAll().split(' ')) {
        QFile command(u"/proc/%1/comm"_s.arg(QString::fromLatin1(child)));
        if (command.open(QIODevice::ReadOnly) && command.readAll().trimmed() == name.toLatin1())
            return child.toInt();
    }
    return 0;
}

// How many bpf objects a process holds: its descriptors' texts tell.
int objectsHeldBy(int process)
{
    int count = 0;
    const QDir folder(u"/proc/%1/fdinfo"_s.arg(process));
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        count += text.contains("\nprog_id:") || text.contains("\nmap_id:") || text.contains("\nbtf_id:") ||
                 text.contains("\nlink_id:");
    }
    return count;
}

} // namespace

// Worker and stub killed in the middle of things.
class TestDeaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void workerAfterLoading();
    void workerWhileLoading();
    void stubWhileLoading();
    void interrupted();
    void nothingStaysBehind();
};

void TestDeaths::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("loading programs takes root");
}

void TestDeaths::workerAfterLoading()
{
    LocalTarget target = openLocalTarget();
    QVERIFY2(target.loader, qPrintable(target.complaint));
    const auto loaded = target.loader->load(fixtureRequest(u"maps"_s), Interruptor());
    QVERIFY(loaded && loaded->loaded);
    QVERIFY(target.loader->attach(Interruptor()));
    const int stub = target.session->stubProcessId();
    QVERIFY(objectsHeldBy(stub) > 20);
    const int worker = childCalled(u"radiosonde-load"_s); // the kernel keeps 15 characters
    QVERIFY(worker > 0);
    kill(worker, SIGKILL);
    QTRY_COMPARE(objectsHeldBy(stub), 0);

    const auto detached = target.loader->detach(Interruptor());
    QVERIFY(!detached);
    QCOMPARE(detached.error().text, u"The load worker died: killed by signal 9 (Killed)"_s);
    const auto again = target.loader->load(fixtureRequest(u"counts"_s), Interruptor());
    QVERIFY2(again, again ? "" : qPrintable(describe(again.error())));
    QVERIFY(again->loaded);
}

// The kill comes at another moment of each load.
void TestDeaths::workerWhileLoading()
{
    LocalTarget target = openLocalTarget();
    QVERIFY2(target.loader, qPrintable(target.complaint));
    const int stub = target.session->stubProcessId();
    int died = 0;
    for (int delay = 0; delay < 12'000; delay += 400) {
        QVERIFY(target.loader->unload(Interruptor()));
        const int worker = childCalled(u"radiosonde-load"_s);
        QVERIFY(worker > 0);
        std::thread killer([=] {
            usleep(useconds_t(delay));
            kill(worker, SIGKILL);
        });
        const auto loaded = target.loader->load(fixtureRequest(u"maps"_s), Interruptor());
        killer.join();
        if (!loaded) {
            ++died;
            QCOMPARE(loaded.error().kind, ErrorKind::Internal);
            QCOMPARE(loaded.error().text, u"The load worker died: killed by signal 9 (Killed)"_s);
        }
        QTRY_COMPARE(objectsHeldBy(stub), 0);
    }
    qInfo("%d of 30 loads were cut short", died);
    QVERIFY(died > 0);
}

void TestDeaths::stubWhileLoading()
{
    int died = 0;
    for (int delay = 0; delay < 6'000; delay += 600) {
        LocalTarget target = openLocalTarget();
        QVERIFY2(target.loader, qPrintable(target.complaint));
        const int stub = target.session->stubProcessId();
        std::thread killer([=] {
            usleep(useconds_t(delay));
            kill(stub, SIGKILL);
        });
        QElapsedTimer timer;
        timer.start();
        const auto loaded = target.loader->load(fixtureRequest(u"maps"_s), Interruptor());
        killer.join();
        QVERIFY2(timer.elapsed() < 2000, "the loss was not noticed");
        if (!loaded) {
            ++died;
            QCOMPARE(loaded.error().kind, ErrorKind::Lost);
        }
        const auto after = target.loader->load(fixtureRequest(u"counts"_s), Interruptor());
        QVERIFY(!after);
        QCOMPARE(after.error().kind, ErrorKind::Lost);
    }
    qInfo("%d of 10 loads were cut short", died);
    QVERIFY(died > 0);
}

void TestDeaths::interrupted()
{
    LocalTarget target = openLocalTarget();
    QVERIFY2(target.loader, qPrintable(target.complaint));
    Interruptor interruptor;
    interruptor.interrupt();
    const auto loaded = target.loader->load(fixtureRequest(u"maps"_s), interruptor);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Cancelled);
    QTRY_COMPARE(objectsHeldBy(target.session->stubProcessId()), 0);
    const auto after = target.loader->load(fixtureRequest(u"counts"_s), Interruptor());
    QVERIFY2(after, after ? "" : qPrintable(describe(after.error())));
    QVERIFY(after->loaded);
}

void TestDeaths::nothingStaysBehind()
{
    int stub = 0;
    {
        LocalTarget target = openLocalTarget();
        QVERIFY2(target.loader, qPrintable(target.complaint));
        stub = target.session->stubProcessId();
        const auto loaded = target.loader->load(fixtureRequest(u"maps"_s), Interruptor());
        QVERIFY(loaded && loaded->loaded);
        target.loader.reset();
        QTRY_COMPARE(objectsHeldBy(stub), 0);
    }
    QTRY_VERIFY(!QDir(u"/proc/%1/fdinfo"_s.arg(stub)).exists());
    QCOMPARE(childCalled(u"radiosonde-load"_s), 0);
}

QTEST_GUILESS_MAIN(TestDeaths)
#include "test_deaths.moc"
