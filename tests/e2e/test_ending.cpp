// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

const QStringList traceOpens{u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s};

bool hasEnd(const Tool &tool)
{
    return !tool.lines().isEmpty() && tool.lines().constLast().startsWith(R"({"type":"end")");
}

// The parent's number in /proc/PID/stat, behind the name in parentheses; 0 when the process has gone.
qint64 parentOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
}

bool descendsFrom(qint64 pid, qint64 ancestor)
{
    for (; pid > 1; pid = parentOf(pid)) {
        if (pid == ancestor)
            return true;
    }
    return false;
}

// Descendants of `pid` that run no program of the build: the stub, which is deployed elsewhere or has no file
// at all.
QList<qint64> stubsBelow(qint64 pid)
{
    const QString build = QFileInfo(programPath()).absolutePath() + u"/.."_s;
    QList<qint64> stubs;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const qint64 each = name.toLongLong();
        const QString program = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(name));
        const bool ours = program.startsWith(QDir::cleanPath(build));
        if (each > 0 && each != pid && !ours && descendsFrom(each, pid))
            stubs.append(each);
    }
    return stubs;
}

} // namespace

// How runs end: by a signal, by their reader, by the death of the far side.
class TestEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void endsOnASignal_data();
    void endsOnASignal();
    void endsAfterItsDuration();
    void endsWhenItsReaderGoes();
    void saysThatTheSessionWasLost();
    void leavesNothingBehind();
    void writesToAFile();
};

void TestEnding::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestEnding::endsOnASignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestEnding::endsOnASignal()
{
    QFETCH(int, number);
    Tool tool(traceOpens);
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    tool.signal(number);
    QCOMPARE(tool.finish(10), 0);
    QVERIFY(hasEnd(tool));
}

void TestEnding::endsAfterItsDuration()
{
    Tool tool(traceOpens + QStringList{u"--duration"_s, u"0.5"_s});
    QCOMPARE(tool.finish(20), 0);
    QVERIFY(hasEnd(tool));
    const qint64 duration = tool.objects(u"end"_s).constFirst()["duration_ns"_L1].toInteger();
    QVERIFY(duration >= 500'000'000);
    QVERIFY(duration < 5'000'000'000);
}

void TestEnding::endsWhenItsReaderGoes()
{
    const Outcome outcome = runToolInto(u"head -n 1"_s, traceOpens, 20);
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.startsWith(R"({"type":"meta")"));
}

void TestEnding::saysThatTheSessionWasLost()
{
    QTemporaryDir folder;
    Tool tool(traceOpens + QStringList{u"--record"_s, folder.filePath(u"lost"_s)});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(QFile(u"/etc/passwd"_s).open(QIODevice::ReadOnly));
    QVERIFY(tool.waitForLines(2));
    const QList<qint64> stubs = stubsBelow(tool.pid());
    QCOMPARE(stubs.size(), 1);
    ::kill(static_cast<pid_t>(stubs.constFirst()), SIGKILL);
    QCOMPARE(tool.finish(10), 2);
    QVERIFY(!tool.errors().isEmpty());
    QVERIFY(hasEnd(tool));
    const Outcome exported =
        runTool({u"export"_s, folder.filePath(u"lost"_s), u"--format"_s, u"json"_s, u"--output"_s, u"-"_s});
    QVERIFY(exported.output.contains(R"("type":"event")")); // data so far was kept
}

void TestEnding::leavesNothingBehind()
{
    Tool tool(traceOpens);
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    const QList<qint64> stubs = stubsBelow(tool.pid());
    QCOMPARE(stubs.size(), 1);
    tool.signal(SIGKILL); // no chance to say goodbye
    QCOMPARE(tool.finish(10), -1);
    const QString folder = u"/proc/%1"_s.arg(stubs.constFirst());
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(folder),
                             6000); // the stub sees the end of its input, or the silence
}

void TestEnding::writesToAFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"opens.json"_s);
    const Outcome outcome = runTool(traceOpens + QStringList{u"--duration"_s, u"0.3"_s, u"--output"_s, path});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith(R"({"type":"meta")"));
}

QTEST_GUILESS_MAIN(TestEnding)
#include "test_ending.moc"
