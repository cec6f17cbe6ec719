// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board_adb.h"
#include "tests/boards/board_probe.h"
#include "tests/boards/board_serial.h"
#include "tests/boards/board_table.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int metaSeconds = 120; // emulators share few processors
constexpr int workSeconds = 120;

} // namespace

// The library on a board: what the loader chooses over each link, and each alternative, with exact counts.
// The board is the one that RADIOSONDE_BOARD names.
class TestBoardProbes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_board.kill(u"*work"_s); } // of a test that failed: they begin when nobody listens
    void counts_data();
    void counts();
    void tellsWhatDoesNotAttach_data();
    void tellsWhatDoesNotAttach();
    void readsAndWritesOnOverlay();

private:
    QStringList command(const BoardProbe &probe, const QString &alternative, const QString &link) const;
    QStringList links() const;
    // Runs a probe on the board beside its workload.
    void run(Tool &tool, Workload &workload);
    void showsTheChoice(const Tool &tool, const QString &probe, const QStringList &via);

    Board m_board;
    BoardAdb m_adb;
    QString m_noAdb;    // why the board is not reached over adb
    QString m_noSerial; // likewise
};

// Each of them on one board of each run of all tests, and on all boards of `./dev boards`.
QStringList TestBoardProbes::links() const
{
    QStringList links{u"dropbear"_s, u"openssh"_s};
    if (m_board.name() == u"arm64-bookworm" || qEnvironmentVariableIsSet("RADIOSONDE_BOARD_TABLE"))
        links += {u"adb"_s, u"cmd"_s};
    if (m_board.architecture() == u"arm64")
        links += u"serial"_s;
    return links;
}

void TestBoardProbes::initTestCase()
{
    bool impossible = false;
    const QString obstacle =
        m_board.start(qEnvironmentVariable("RADIOSONDE_BOARD", u"arm64-bookworm"_s), impossible);
    if (impossible)
        QSKIP(qPrintable(obstacle));
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
    qInfo("%s runs %s", qPrintable(m_board.name()), qPrintable(m_board.release()));
    for (const QString &name : {u"iowork"_s, u"biowork"_s, u"openwork"_s, u"execwork"_s})
        QVERIFY(m_board.put(name));
    if (links().contains(u"adb"_s)) {
        m_noAdb = m_adb.start(m_board, impossible);
        QVERIFY2(m_noAdb.isEmpty() || impossible, qPrintable(m_noAdb));
    }
    if (links().contains(u"serial"_s)) {
        m_noSerial = startSerialConsole(m_board, impossible);
        QVERIFY2(m_noSerial.isEmpty() || impossible, qPrintable(m_noSerial));
    }
}

QStringList TestBoardProbes::command(const BoardProbe &probe, const QString &alternative,
                                     const QString &link) const
{
    QStringList words{u"run"_s, probe.name, u"--format"_s, u"json"_s};
    if (!alternative.isEmpty())
        words += {u"--alternative"_s, alternative};
    return words + probe.options + m_board.target(link);
}

void TestBoardProbes::run(Tool &tool, Workload &workload)
{
    QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
    QVERIFY2(workload.run(workSeconds), qPrintable(tool.errors()));
    tool.signal(SIGINT);
    QVERIFY2(tool.finish(workSeconds) == 0, qPrintable(tool.errors()));
}

void TestBoardProbes::counts_data()
{
    QTest::addColumn<qsizetype>("probe");
    QTest::addColumn<QString>("alternative");
    QTest::addColumn<QString>("link");
    for (qsizetype i = 0; i < boardProbes().size(); i++) {
        const QString name = boardProbes()[i].name;
        for (const QString &link : links())
            QTest::addRow("%s over %s", qPrintable(name), qPrintable(link)) << i << QString() << link;
        for (const QString &alternative : alternativesOn(m_board, name))
            QTest::addRow("%s %s", qPrintable(name), qPrintable(alternative))
                << i << alternative << u"dropbear"_s;
    }
}

void TestBoardProbes::counts()
{
    QFETCH(qsizetype, probe);
    QFETCH(QString, alternative);
    QFETCH(QString, link);
    if (link == u"adb" && !m_noAdb.isEmpty())
        QSKIP(qPrintable(m_noAdb));
    if (link == u"serial" && !m_noSerial.isEmpty())
        QSKIP(qPrintable(m_noSerial));
    const BoardProbe &chosen = boardProbes()[probe];
    TableEntry entry{m_board.name(), m_board.release(), chosen.name, alternative, link, {}, 0, u"failed"_s};
    Workload workload(m_board.shell(), {chosen.workload.join(u' ')});
    QVERIFY(workload.waitForReady(workSeconds));
    Tool tool(command(chosen, alternative, link));
    run(tool, workload);
    if (QTest::currentTestFailed()) {
        note(entry);
        return;
    }
    entry.via = attachedTo(tool);
    entry.rows = chosen.rows(tool);
    entry.counts = u"%1 of %2"_s.arg(chosen.count(tool)).arg(chosen.expected);
    note(entry);
    QCOMPARE(chosen.count(tool), chosen.expected);
    QVERIFY(!entry.via.isEmpty());
    if (alternative.isEmpty())
        showsTheChoice(tool, chosen.name, entry.via);
}

// The best alternative that the kernel takes was chosen; what was tried before it, also where the kernel
// loads the programs and refuses only to attach them (arm64 before 6.4: fentry), is told with the reason.
void TestBoardProbes::showsTheChoice(const Tool &tool, const QString &probe, const QStringList &via)
{
    const QString best = alternativesOn(m_board, probe).constFirst();
    const QString prefix = best == u"fentry" ? u"fexit"_s : best;
    for (const QString &hook : via)
        QVERIFY2(hook.startsWith(prefix + u'/'), qPrintable(hook));
    const QStringList all = alternativesFor(m_board, probe);
    for (const QJsonValue program : tool.objects(u"meta"_s).constFirst()["programs"_L1].toArray()) {
        const QString section = program["section"_L1].toString();
        const bool earlier =
            all.first(all.indexOf(best)).contains(u"fentry"_s) && section.startsWith(u"fexit/");
        if (earlier)
            QVERIFY2(!program["attached"_L1].toBool() && !program["error"_L1].toString().isEmpty(),
                     qPrintable(section));
    }
}

void TestBoardProbes::tellsWhatDoesNotAttach_data()
{
    QTest::addColumn<qsizetype>("probe");
    QTest::addColumn<QString>("alternative");
    QTest::newRow("none") << qsizetype(0) << QString();
    for (qsizetype i = 0; i < boardProbes().size(); i++) {
        const QString name = boardProbes()[i].name;
        for (const QString &alternative : alternativesFor(m_board, name)) {
            if (!alternativesOn(m_board, name).contains(alternative))
                QTest::addRow("%s %s", qPrintable(name), qPrintable(alternative)) << i << alternative;
        }
    }
}

void TestBoardProbes::tellsWhatDoesNotAttach()
{
    QFETCH(qsizetype, probe);
    QFETCH(QString, alternative);
    if (alternative.isEmpty())
        return; // a kernel that takes them all
    const BoardProbe &chosen = boardProbes()[probe];
    const Outcome outcome = runTool(command(chosen, alternative, u"dropbear"_s), metaSeconds);
    QString why = outcome.errors.trimmed().section(u'\n', -1);
    note({m_board.name(), m_board.release(), chosen.name, alternative, u"dropbear"_s, {}, 0, why});
    QCOMPARE(outcome.status, 3);
    QVERIFY(!why.isEmpty());
}

// Each call once, also where a file system stands on another one; and the bytes.
void TestBoardProbes::readsAndWritesOnOverlay()
{
    Workload workload(m_board.shell(), {u"/tmp/iowork /overlay/known-file /overlay/far-end"_s});
    QVERIFY(workload.waitForReady(workSeconds));
    Tool tool(command(boardProbes().constFirst(), {}, u"dropbear"_s));
    run(tool, workload);
    if (QTest::currentTestFailed())
        return;
    for (const QByteArray &file : {"known-file"_ba, "far-end"_ba}) {
        for (const QByteArray &column : {"reads"_ba, "writes"_ba, "rbytes"_ba, "wbytes"_ba}) {
            qint64 sum = 0;
            for (const QJsonObject &table : tool.objects(u"table"_s)) {
                for (const QJsonValue row : table["rows"_L1].toArray()) {
                    if (row["file"_L1].toString() == QString::fromLatin1(file))
                        sum += row[QString::fromLatin1(column)].toInteger();
                }
            }
            QCOMPARE(sum, workload.reported("/overlay/" + file, column));
        }
    }
}

QTEST_GUILESS_MAIN(TestBoardProbes)
#include "test_board_probes.moc"
