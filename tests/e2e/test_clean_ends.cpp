// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int cleanMs = 9000; // 5 s, and what a busy machine adds

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Processes whose environment has TMPDIR at `folder` and whose program's name ends with `name`.
QList<qint64> processesIn(const QString &folder, const QString &name)
{
    QList<qint64> found;
    const QByteArray setting = "TMPDIR=" + folder.toUtf8();
    for (const QString &entry : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
        const QString program = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(entry)).remove(u" (deleted)"_s);
        if (program.endsWith(name) &&
            contents(u"/proc/%1/environ"_s.arg(entry)).split('\0').contains(setting))
            found.append(entry.toLongLong());
    }
    return found;
}

// What a stub holds of the kernel: "prog 12", "map 7", "link 3".
QStringList objectsOf(qint64 stub)
{
    static const QRegularExpression line(u"^(prog|map|link)_id:\\s*(\\d+)"_s,
                                         QRegularExpression::MultilineOption);
    QStringList objects;
    const QString folder = u"/proc/%1/fdinfo"_s.arg(stub);
    for (const QString &fd : QDir(folder).entryList(QDir::Files)) {
        auto match = line.globalMatch(QString::fromLatin1(contents(folder + u'/' + fd)));
        while (match.hasNext()) {
            const QRegularExpressionMatch one = match.next();
            objects.append(one.captured(1) + u' ' + one.captured(2));
        }
    }
    objects.removeDuplicates();
    return objects;
}

// Those that the kernel still has; it never gives a number twice.
QStringList stillThere(const QStringList &objects)
{
    QStringList left;
    for (const QString &object : objects) {
        if (QProcess::execute(u"sh"_s, {u"-c"_s, u"bpftool %1 show id %2 >/dev/null 2>&1"_s.arg(
                                                     object.section(u' ', 0, 0), object.section(u' ', 1))}) ==
            0)
            left.append(object);
    }
    return left;
}

} // namespace

// Whoever dies first, nothing of a run stays on its target: a shell of this machine, as a board's.
class TestCleanEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesTheTargetClean_data();
    void leavesTheTargetClean();
};

void TestCleanEnds::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestCleanEnds::leavesTheTargetClean_data()
{
    QTest::addColumn<QString>("victim"); // the end of its program's name; empty: the application
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << QString() << SIGINT;
    QTest::newRow("the application is killed") << QString() << SIGKILL;
    QTest::newRow("the application is stopped") << QString() << SIGSTOP;
    QTest::newRow("the load worker is killed") << u"radiosonde-loader"_s << SIGKILL;
    QTest::newRow("the stub is killed") << u"radiosonde-stub"_s << SIGKILL;
    QTest::newRow("the link is cut") << u"socat"_s << SIGKILL;
    QTest::newRow("the link stalls") << u"socat"_s << SIGSTOP;
}

void TestCleanEnds::leavesTheTargetClean()
{
    QFETCH(QString, victim);
    QFETCH(int, signal);
    const QTemporaryDir folder;
    const QString target = u"cmd:export TMPDIR=%1; exec socat - EXEC:sh"_s.arg(folder.path());
    Tool tool({u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--target"_s, target});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    const QList<qint64> stubs = processesIn(folder.path(), u"radiosonde-stub"_s);
    QCOMPARE(stubs.size(), 1);
    const QStringList objects = objectsOf(stubs.constFirst());
    QVERIFY(objects.filter(u"prog"_s).size() >= 1 && objects.filter(u"map"_s).size() >= 1);
    QCOMPARE(stillThere(objects), objects);

    if (victim.isEmpty()) {
        tool.signal(signal);
    } else if (victim == "radiosonde-loader"_L1) {
        QProcess::execute(u"pkill"_s,
                          {u"-KILL"_s, u"-P"_s, QString::number(tool.pid()), u"radiosonde-load"_s});
    } else {
        for (const qint64 each : processesIn(folder.path(), victim))
            ::kill(static_cast<pid_t>(each), signal);
    }
    QTRY_COMPARE_WITH_TIMEOUT(stillThere(objects), QStringList(), cleanMs);
    QTRY_COMPARE_WITH_TIMEOUT(processesIn(folder.path(), u"radiosonde-stub"_s).size(), 0, cleanMs);
    QVERIFY(
        QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot));
    for (const qint64 each : processesIn(folder.path(), QString()))
        ::kill(static_cast<pid_t>(each), SIGKILL); // a relay that was stopped
}

QTEST_GUILESS_MAIN(TestCleanEnds)
#include "test_clean_ends.moc"
