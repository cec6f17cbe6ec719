// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board.h"
#include "tests/boards/board_table.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int metaSeconds = 120;
constexpr int workSeconds = 120;

// Records of the kernel that task.bpf.c reads.
constexpr char headersOfTask[] =
    "#include <linux/sched.h>\n#include <linux/sched/signal.h>\n"
    "#include <linux/fdtable.h>\n#include <linux/fs_struct.h>\n#include <linux/fs.h>\n"
    "#include <linux/nsproxy.h>\n#include <linux/utsname.h>\n#include <linux/cred.h>\n"
    "#include <linux/mm_types.h>\n";

QString probe(const QString &name)
{
    return QStringLiteral(BOARD_PROBES) + u'/' + name + u".bpf.c"_s;
}

QString text(const QJsonValue &value)
{
    return value.toVariant().toString();
}

// What a workload says that a probe's event NUMBER must show: lines "PROBE NUMBER FIELD VALUE".
using Facts = QMap<QByteArray, QMap<QString, QString>>; // by NUMBER

Facts factsOf(const Workload &workload, const QString &name)
{
    Facts facts;
    for (const QByteArray &line : workload.report()) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() >= 3 && QString::fromLatin1(words[0]) == name)
            facts[words[1]].insert(QString::fromLatin1(words[2]),
                                   QString::fromUtf8(words.sliced(3).join(' ')));
    }
    return facts;
}

// The differences, for people; empty where all agree.
QString differences(const QMap<QString, QString> &facts, const QJsonObject &seen)
{
    QStringList told;
    for (const auto &[field, value] : facts.asKeyValueRange()) {
        if (const QString shown = text(seen[field]); shown != value)
            told.append(u"%1 is %2, was seen as %3"_s.arg(field, value, shown));
    }
    return told.join(u"; "_s);
}

} // namespace

// Facts that programs read on a board beside the same facts read from /proc there, or known because the
// traced program made them so. The programs are as anybody writes them, for 64-bit kernels. On 32-bit ARM,
// where the kernel has no BTF, with each source of types.
class TestBoardFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_board.kill(u"factwork"_s); }
    void agree_data();
    void agree();
    void pointersServeAsKeys();
    void typesAreAskedFor();
    void typesThatNoHeaderHasAreNamed();

private:
    bool makeTypes();
    QStringList options(const QString &types) const;
    void run(const QString &name, const QString &types, Facts &facts);

    Board m_board;
    QTemporaryDir m_types; // "btf", and "vmlinux" with debug information
    QList<QJsonObject> m_events;
    QList<QJsonObject> m_tables;
    Facts m_rows;
};

void TestBoardFacts::initTestCase()
{
    bool impossible = false;
    const QString obstacle =
        m_board.start(qEnvironmentVariable("RADIOSONDE_BOARD", u"armhf-bookworm"_s), impossible);
    if (impossible)
        QSKIP(qPrintable(obstacle));
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
    QVERIFY(m_board.put(u"factwork"_s));
    if (!m_board.access().kernelHeaders.isEmpty())
        QVERIFY(makeTypes());
}

// By clang and pahole, which know nothing of what our own reader of headers does.
bool TestBoardFacts::makeTypes()
{
    QFile source(m_types.filePath(u"types.c"_s));
    if (!source.open(QIODevice::WriteOnly) || source.write(headersOfTask) <= 0)
        return false;
    source.close();
    return QProcess::execute(QStringLiteral(HEADER_ORACLE),
                             QStringList{u"arm"_s, source.fileName(), m_types.filePath(u"vmlinux"_s),
                                         m_types.filePath(u"btf"_s)} +
                                 m_board.access().kernelHeaders) == 0;
}

QStringList TestBoardFacts::options(const QString &types) const
{
    QStringList words = m_board.target();
    if (!types.isEmpty())
        words = words.first(2) << u"--btf"_s << m_types.filePath(types);
    return words;
}

void TestBoardFacts::run(const QString &name, const QString &types, Facts &facts)
{
    Workload workload(m_board.shell(), {u"/tmp/factwork /mnt/facts"_s});
    QVERIFY(workload.waitForReady(workSeconds));
    Tool tool(QStringList{u"run"_s, probe(name), u"--format"_s, u"json"_s} + options(types));
    QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
    QVERIFY2(workload.run(workSeconds), qPrintable(tool.errors()));
    tool.signal(SIGINT);
    QVERIFY2(tool.finish(workSeconds) == 0, qPrintable(tool.errors()));
    facts = factsOf(workload, name);
    m_rows = factsOf(workload, u"table"_s);
    m_events = tool.objects(u"event"_s);
    m_tables = tool.objects(u"table"_s);
}

void TestBoardFacts::agree_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("types"); // a file of m_types; empty: the target's own, or its headers
    for (const QString &name : {u"task"_s, u"calls"_s, u"registers"_s})
        QTest::newRow(qPrintable(name)) << name << QString();
    if (m_board.access().kernelHeaders.isEmpty())
        return;
    QTest::newRow("kernel headers included") << u"headers"_s << QString();
    QTest::newRow("task, a BTF file") << u"task"_s << u"btf"_s;
    QTest::newRow("task, debug information") << u"task"_s << u"vmlinux"_s;
}

void TestBoardFacts::agree()
{
    QFETCH(QString, name);
    QFETCH(QString, types);
    Facts facts;
    run(name, types, facts);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(m_events.size(), facts.size());
    QVERIFY(!facts.isEmpty());
    for (const auto &[number, fields] : facts.asKeyValueRange()) {
        const QJsonObject seen = m_events[number.toInt()]["fields"_L1].toObject();
        const QString wrong = differences(fields, seen);
        QVERIFY2(wrong.isEmpty(), qPrintable(u"event %1: %2"_s.arg(QString::fromLatin1(number), wrong)));
        if (name != u"task")
            continue;
        QVERIFY(!text(seen["mm"_L1]).isEmpty() && text(seen["mm"_L1]) != u"0");
        QCOMPARE(text(seen["same_mm"_L1]), text(seen["mm"_L1]));
    }
    qsizetype count = 0;
    for (const auto &fields : std::as_const(facts))
        count += fields.size();
    note({m_board.name(),
          m_board.release(),
          u"facts: "_s + QString::fromLatin1(QTest::currentDataTag()),
          {},
          u"dropbear"_s,
          {},
          m_events.size(),
          u"%1 of %1"_s.arg(count)});
}

// The address of a kernel record as a part of a map's key, as a map's value, and in events: the same
// everywhere.
void TestBoardFacts::pointersServeAsKeys()
{
    Facts facts;
    run(u"registers"_s, {}, facts);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(!m_events.isEmpty() && !m_tables.isEmpty());
    const QString file = text(m_events.constFirst()["fields"_L1]["file"_L1]);
    const quint64 address = file.toULongLong();
    QVERIFY2(m_board.architecture() == u"armhf" ? address >= 0xc0000000u && address <= 0xffffffffu
                                                : address >= 0xff00000000000000u,
             qPrintable(file));
    const QJsonArray rows = m_tables.constLast()["rows"_L1].toArray();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(text(rows[0]["file"_L1]), file);
    const QString wrong = differences(m_rows["0"], rows[0].toObject());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void TestBoardFacts::typesAreAskedFor()
{
    if (m_board.access().kernelHeaders.isEmpty())
        return; // the kernel has BTF
    const Outcome outcome =
        runTool(QStringList{u"run"_s, probe(u"task"_s), u"--duration"_s, u"1"_s} + m_board.target().first(2),
                metaSeconds);
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.errors.contains(u"--kernel-headers"_s) && outcome.errors.contains(u"--btf"_s) &&
                 outcome.errors.contains(u"linux-headers-"_s + m_board.release()),
             qPrintable(outcome.errors));
}

void TestBoardFacts::typesThatNoHeaderHasAreNamed()
{
    if (m_board.access().kernelHeaders.isEmpty())
        return;
    const Outcome outcome = runTool(
        QStringList{u"run"_s, probe(u"private"_s), u"--duration"_s, u"1"_s} + m_board.target(), metaSeconds);
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.errors.contains(u"mount"_s) && outcome.errors.contains(u"--btf"_s),
             qPrintable(outcome.errors));
}

QTEST_GUILESS_MAIN(TestBoardFacts)
#include "test_board_facts.moc"
