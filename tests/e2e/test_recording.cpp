// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

Outcome exportOf(const QString &recording, const QString &format = u"json"_s)
{
    return runTool({u"export"_s, recording, u"--format"_s, format, u"--output"_s, u"-"_s});
}

qsizetype eventLines(const QByteArray &output)
{
    return output.count(R"("type":"event")");
}

} // namespace

// Traces taken away as files: what a run showed is what its recording shows.
class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalsTheLiveRun_data();
    void equalsTheLiveRun();
    void exportsCsv();
    void opensUpToADamage_data();
    void opensUpToADamage();
    void survivesAKill();

private:
    // Runs opensnoop beside openwork, recorded to `name`: the recording's path, and the live output.
    void record(const QString &probe, const QString &name, QByteArray &live, int opens = 3000);

    QTemporaryDir m_folder;
};

void TestRecording::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void TestRecording::record(const QString &probe, const QString &name, QByteArray &live, int opens)
{
    Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, QString::number(opens), u"10"_s});
    QVERIFY(workload.waitForReady());
    Tool tool({u"run"_s, probe, u"--format"_s, u"json"_s, u"--interval"_s, u"0.1"_s, u"--record"_s,
               m_folder.filePath(name)});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    QTest::qWait(300);
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    live = tool.lines().join('\n') + '\n';
}

void TestRecording::equalsTheLiveRun_data()
{
    QTest::addColumn<QString>("probe");
    for (const QString &probe : {u"filetop"_s, u"biolatency"_s, u"opensnoop"_s, u"execsnoop"_s})
        QTest::newRow(qPrintable(probe)) << probe;
}

void TestRecording::equalsTheLiveRun()
{
    QFETCH(QString, probe);
    const QString name = probe + u".recording"_s;
    QByteArray live;
    record(probe, name, live);
    if (QTest::currentTestFailed())
        return;

    const Outcome exported = exportOf(m_folder.filePath(name));
    QCOMPARE(exported.status, 0);
    QCOMPARE(exported.output.split('\n'), live.split('\n'));
    const Outcome replayed = runTool(
        {u"run"_s, probe, u"--target"_s, u"file:"_s + m_folder.filePath(name), u"--format"_s, u"json"_s});
    QCOMPARE(replayed.status, 0);
    QCOMPARE(replayed.output.split('\n'), live.split('\n'));
}

void TestRecording::exportsCsv()
{
    QByteArray live;
    record(u"opensnoop"_s, u"csv.recording"_s, live);
    if (QTest::currentTestFailed())
        return;
    const Outcome exported = exportOf(m_folder.filePath(u"csv.recording"_s), u"csv"_s);
    QCOMPARE(exported.status, 0);
    QVERIFY(exported.output.count(",/etc/passwd") >= 3000);
}

void TestRecording::opensUpToADamage_data()
{
    QTest::addColumn<bool>("truncated");
    QTest::newRow("truncated") << true;
    QTest::newRow("a byte changed") << false;
}

void TestRecording::opensUpToADamage()
{
    QFETCH(bool, truncated);
    QByteArray live;
    const QString name = u"damaged.recording"_s;
    record(u"opensnoop"_s, name, live, 60'000); // enough for several blocks
    if (QTest::currentTestFailed())
        return;
    QFile file(m_folder.filePath(name));
    const qint64 middle = file.size() * 2 / 3;
    if (truncated) {
        QVERIFY(file.resize(middle));
    } else {
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(middle));
        char byte = 0;
        QVERIFY(file.getChar(&byte) && file.seek(middle) && file.putChar(static_cast<char>(byte ^ 0x55)));
        file.close();
    }
    const Outcome exported = exportOf(file.fileName());
    QVERIFY(eventLines(exported.output) > 0);
    QVERIFY(eventLines(exported.output) < eventLines(live));
    QVERIFY2(!exported.errors.isEmpty(), "the damage is told");
}

void TestRecording::survivesAKill()
{
    const QString path = m_folder.filePath(u"killed.recording"_s);
    Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, u"3000"_s});
    QVERIFY(workload.waitForReady());
    Tool tool({u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s, u"--record"_s, path, u"--set"_s,
               u"pid=%1"_s.arg(workload.pid())});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(workload.run());
    QVERIFY(tool.waitForLines(3001));
    QTest::qWait(1000); // what was seen is in the file a moment later
    tool.signal(SIGKILL);
    QCOMPARE(tool.finish(), -1);
    const Outcome exported = exportOf(path);
    QVERIFY(exported.output.startsWith(R"({"type":"meta")"));
    QCOMPARE(eventLines(exported.output), 3000);
}

QTEST_GUILESS_MAIN(TestRecording)
#include "test_recording.moc"
