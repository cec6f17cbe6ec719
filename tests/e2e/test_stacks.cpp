// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <optional>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int spinMs = 10'000;
const QStringList functions{u"seventy"_s, u"twenty"_s, u"ten"_s};

struct Profile
{
    qint64 samples = 0;
    QHash<QString, qint64> byFunction; // of those that have one of `functions` in their stack

    double share(const QString &function) const
    {
        return samples > 0 ? double(byFunction.value(function)) * 100 / double(samples) : 0;
    }
    void add(const QStringList &frames, qint64 count)
    {
        samples += count;
        for (const QString &function : functions) {
            if (frames.contains(function))
                byFunction[function] += count;
        }
    }
};

// The workload's functions by address: it is static, so a frame without a name still tells which one it is.
class WorkloadFunctions
{
public:
    WorkloadFunctions()
    {
        QProcess nm;
        nm.start(u"nm"_s, {u"-S"_s, workloadPath(u"stackwork"_s)});
        nm.waitForFinished();
        static const QRegularExpression line(uR"(^([0-9a-f]+) ([0-9a-f]+) \S (\S+)$)"_s,
                                             QRegularExpression::MultilineOption);
        for (const auto &match : line.globalMatch(QString::fromUtf8(nm.readAllStandardOutput()))) {
            if (functions.contains(match.captured(3)))
                m_ranges.append({match.captured(1).toULongLong(nullptr, 16),
                                 match.captured(2).toULongLong(nullptr, 16), match.captured(3)});
        }
    }

    QString nameOf(const QString &frame) const
    {
        if (!frame.startsWith("[0x"_L1))
            return frame;
        const quint64 address = QStringView(frame).sliced(3).chopped(1).toULongLong(nullptr, 16);
        for (const Range &range : m_ranges) {
            if (address >= range.begin && address < range.begin + range.size)
                return range.name;
        }
        return frame;
    }

private:
    struct Range
    {
        quint64 begin = 0;
        quint64 size = 0;
        QString name;
    };
    QList<Range> m_ranges;
};

// The last line of stacks has all since the start.
Profile profileOf(const Tool &tool)
{
    const WorkloadFunctions known;
    Profile profile;
    const QList<QJsonObject> lines = tool.objects(u"stacks"_s);
    if (lines.isEmpty())
        return profile;
    const QJsonArray stacks = lines.last()["stacks"_L1].toArray();
    for (const QJsonValue &stack : stacks) {
        QStringList frames;
        const QJsonArray names = stack["frames"_L1].toArray();
        for (const QJsonValue &name : names)
            frames.append(known.nameOf(name.toString()));
        profile.add(frames, stack["value"_L1].toInteger());
    }
    return profile;
}

// What `perf script` prints: per sample a line that begins with the program's name, then a frame a line.
Profile profileOfPerf(const QByteArray &script)
{
    static const QRegularExpression frameLine(uR"(^\s+[0-9a-f]+ (\S+?)(\+0x[0-9a-f]+)? \()"_s);
    Profile profile;
    QStringList frames;
    bool inSample = false;
    for (const QString &line : QString::fromUtf8(script).split(u'\n')) {
        if (line.trimmed().isEmpty()) {
            if (inSample)
                profile.add(frames, 1);
            frames.clear();
            inSample = false;
        } else if (const auto match = frameLine.match(line); match.hasMatch()) {
            frames.append(match.captured(1));
        } else {
            inSample = true;
        }
    }
    return profile;
}

qint64 totalOf(const Tool &tool)
{
    qint64 total = 0;
    const QList<QJsonObject> lines = tool.objects(u"stacks"_s);
    const QJsonArray stacks = lines.isEmpty() ? QJsonArray() : lines.last()["stacks"_L1].toArray();
    for (const QJsonValue &stack : stacks)
        total += stack["value"_L1].toInteger();
    return total;
}

// Our profile and perf's of the same work; nothing when one of them failed.
std::optional<std::pair<Profile, Profile>> profileBoth(Workload &work)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"perf.data"_s);
    if (!work.waitForReady())
        return std::nullopt;
    const QString pid = QString::number(work.pid());
    Tool tool({u"run"_s, u"profile"_s, u"--set"_s, u"pid="_s + pid, u"--format"_s, u"json"_s});
    if (!tool.waitForMeta())
        return std::nullopt;
    QProcess peer;
    peer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    peer.start(u"perf"_s, {u"record"_s, u"-F"_s, u"99"_s, u"-g"_s, u"-e"_s, u"cpu-clock"_s, u"-p"_s, pid,
                           u"-o"_s, file});
    QTest::qWait(1500);                                                // it says nothing once it records
    const bool worked = work.run(240) && peer.waitForFinished(60'000); // it ends with the program
    tool.signal(SIGINT);
    QProcess script;
    script.start(u"perf"_s, {u"script"_s, u"-i"_s, file});
    if (tool.finish() != 0 || !worked || !script.waitForFinished(60'000))
        return std::nullopt;
    return std::pair(profileOf(tool), profileOfPerf(script.readAllStandardOutput()));
}

// Where our profile is not what it should be; empty when it is.
QString differenceOf(const Workload &work, const Profile &ours, const Profile &theirs)
{
    const qint64 spun = work.reported("seventy") + work.reported("twenty") + work.reported("ten");
    qInfo("samples: ours %lld, perf %lld", ours.samples, theirs.samples);
    if (theirs.samples == 0 ||
        std::abs(double(ours.samples - theirs.samples)) > 0.05 * double(theirs.samples))
        return u"%1 samples, perf has %2"_s.arg(ours.samples).arg(theirs.samples);
    for (const QString &function : functions) {
        const double truth = double(work.reported(function.toUtf8())) * 100 / double(spun);
        const double share = ours.share(function);
        qInfo("%s: ours %.1f %%, perf %.1f %%, truth %.1f %%", qPrintable(function), share,
              theirs.share(function), truth);
        if (std::abs(share - truth) > 3 || std::abs(share - theirs.share(function)) > 3)
            return u"%1 has %2 %, perf says %3 %, the program %4 %"_s.arg(function)
                .arg(share)
                .arg(theirs.share(function))
                .arg(truth);
    }
    return {};
}

} // namespace

// `radiosonde run profile` and `offcputime` beside programs whose stacks are known, and beside their peers.
class TestStacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
            QSKIP(qPrintable(obstacle));
    }

    void profileAgreesWithTheTruthAndWithPerf();
    void offcputimeCountsTheSleep();
    void offcputimeAgreesWithLibbpfTools();
    void foldedStacks();
    void namesOfAStrippedProgramThatHasEnded();
};

// Both clocks sample at moments of their own: on a busy machine they may by chance differ by more than they
// should, but not time and again.
void TestStacks::profileAgreesWithTheTruthAndWithPerf()
{
    if (QStandardPaths::findExecutable(u"perf"_s).isEmpty())
        QSKIP("perf is not installed");
    QString difference;
    for (int attempt = 0; attempt < 3; ++attempt) {
        Workload work(workloadPath(u"stackwork"_s), {u"spin"_s, QString::number(spinMs)});
        const std::optional<std::pair<Profile, Profile>> profiles = profileBoth(work);
        QVERIFY(profiles);
        difference = differenceOf(work, profiles->first, profiles->second);
        if (difference.isEmpty())
            break;
        qInfo("%s", qPrintable(difference));
    }
    QCOMPARE(difference, QString());
}

void TestStacks::offcputimeCountsTheSleep()
{
    Workload work(workloadPath(u"stackwork"_s), {u"sleep"_s, u"50"_s});
    QVERIFY(work.waitForReady());
    Tool tool({u"run"_s, u"offcputime"_s, u"--set"_s, u"pid="_s + QString::number(work.pid()), u"--set"_s,
               u"state=1"_s, u"--set"_s, u"min_block_us=10000"_s, u"--set"_s, u"max_block_us=10000000"_s,
               u"--format"_s, u"json"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QVERIFY(work.run(120));
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    const qint64 slept = work.reported("slept");
    const auto total = totalOf(tool); // the wait for the test's word may be in it, if it was long enough
    qInfo("slept %.6f s, off the processor %.6f s", double(slept) / 1e9, double(total) / 1e9);
    const QJsonArray stacks = tool.objects(u"stacks"_s).last()["stacks"_L1].toArray();
    qint64 sleeping = 0;
    for (const QJsonValue &stack : stacks) {
        if (QString::fromUtf8(QJsonDocument(stack["frames"_L1].toArray()).toJson()).contains(u"nanosleep"_s))
            sleeping += stack["value"_L1].toInteger();
    }
    QVERIFY(sleeping <= slept);
    QVERIFY(double(sleeping) >= 0.98 * double(slept));
}

void TestStacks::offcputimeAgreesWithLibbpfTools()
{
    QString peerPath = QStandardPaths::findExecutable(u"offcputime"_s);
    if (peerPath.isEmpty())
        peerPath = QStandardPaths::findExecutable(u"offcputime"_s, {u"/usr/sbin"_s});
    if (peerPath.isEmpty())
        QSKIP("libbpf-tools' offcputime is not installed");
    Workload work(workloadPath(u"stackwork"_s), {u"sleep"_s, u"100"_s});
    QVERIFY(work.waitForReady());
    const QString pid = QString::number(work.pid());
    Tool tool({u"run"_s, u"offcputime"_s, u"--set"_s, u"pid="_s + pid, u"--set"_s, u"min_block_us=10000"_s,
               u"--format"_s, u"json"_s});
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    QProcess peer;
    peer.start(peerPath, {u"-p"_s, pid, u"-m"_s, u"10000"_s});
    QVERIFY(peer.waitForStarted());
    QTest::qWait(1500); // it says nothing once it is attached
    const bool runs = peer.state() == QProcess::Running;
    QVERIFY(work.run(120));
    if (runs)
        ::kill(pid_t(peer.processId()), SIGINT);
    QVERIFY(peer.waitForFinished(30'000));
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    const QString theirText = QString::fromUtf8(peer.readAllStandardOutput());
    if (!runs)
        QSKIP("libbpf-tools' offcputime does not run on this kernel");
    static const QRegularExpression microseconds(uR"(^\s+(\d+)$)"_s, QRegularExpression::MultilineOption);
    qint64 theirs = 0;
    for (const auto &match : microseconds.globalMatch(theirText))
        theirs += match.captured(1).toLongLong() * 1000;
    qInfo("off the processor: ours %.6f s, libbpf-tools %.6f s", double(totalOf(tool)) / 1e9,
          double(theirs) / 1e9);
    QVERIFY(theirs > 0);
    QVERIFY(std::abs(double(totalOf(tool) - theirs)) <= 0.02 * double(theirs));
}

void TestStacks::foldedStacks()
{
    Workload work(workloadPath(u"stackwork"_s), {u"spin"_s, u"1000"_s});
    QVERIFY(work.waitForReady());
    QProcess tool;
    tool.start(programPath(), {u"run"_s, u"profile"_s, u"--set"_s, u"pid="_s + QString::number(work.pid()),
                               u"--format"_s, u"folded"_s, u"--duration"_s, u"3"_s});
    QVERIFY(tool.waitForStarted());
    QTest::qWait(1000);
    QVERIFY(work.run());
    QVERIFY(tool.waitForFinished(60'000));
    QCOMPARE(tool.exitCode(), 0);
    static const QRegularExpression line(uR"(^stackwork;[^;]+(;[^;]+)* \d+$)"_s);
    const QStringList lines =
        QString::fromUtf8(tool.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(!lines.isEmpty());
    for (const QString &text : lines)
        QVERIFY2(line.match(text).hasMatch(), qPrintable(text));
}

// On the target a stripped file, on the host one with debug information of the same build.
void TestStacks::namesOfAStrippedProgramThatHasEnded()
{
    const QTemporaryDir folder;
    const QString whole = workloadPath(u"inlinework"_s);
    const QString stripped = folder.filePath(u"target/inlinework"_s);
    QVERIFY(QDir(folder.path()).mkpath(u"target"_s) && QDir(folder.path()).mkpath(u"unstripped"_s));
    QVERIFY(QFile::copy(whole, folder.filePath(u"unstripped/inlinework.debug"_s)));
    QCOMPARE(QProcess::execute(u"strip"_s, {u"--strip-all"_s, whole, u"-o"_s, stripped}), 0);
    Workload work(stripped, {u"1500"_s});
    QVERIFY(work.waitForReady());
    QProcess tool;
    tool.start(programPath(),
               {u"run"_s, u"profile"_s, u"--set"_s, u"pid="_s + QString::number(work.pid()), u"--sysroot"_s,
                folder.filePath(u"unstripped"_s), u"--format"_s, u"folded"_s, u"--duration"_s, u"5"_s});
    QVERIFY(tool.waitForStarted());
    QTest::qWait(1000);
    QVERIFY(work.run()); // it ends long before the names are asked for
    QVERIFY(tool.waitForFinished(60'000));
    QCOMPARE(tool.exitCode(), 0);
    qint64 samples = 0, named = 0;
    for (const QString &text :
         QString::fromUtf8(tool.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts)) {
        const qint64 count = text.section(u' ', -1).toLongLong();
        samples += count;
        if (text.contains(u"main;radiosonde::workload::Worker::work() const;"
                          "void radiosonde::workload::spin<int>(int)"_s))
            named += count;
    }
    qInfo("%lld of %lld samples are named", named, samples);
    QVERIFY(samples > 60);
    QVERIFY(named * 100 >= samples * 97);
}

QTEST_GUILESS_MAIN(TestStacks)
#include "test_stacks.moc"
