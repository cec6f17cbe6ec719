// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board_probe.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde;
using namespace radiosonde::e2e;

namespace
{

constexpr int metaSeconds = 120;
constexpr int cleanSeconds = 120; // a busy machine's; the stub gives up after 4 s of silence
constexpr int lookAgainMs = 100;

// Children of a process, and theirs, whose program has this name.
QList<pid_t> descendants(pid_t parent, const QString &program)
{
    QList<pid_t> found;
    const QStringList tasks =
        QDir(u"/proc/%1/task"_s.arg(parent)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &task : tasks) {
        QFile children(u"/proc/%1/task/%2/children"_s.arg(parent).arg(task));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &word : children.readAll().simplified().split(' ')) {
            const pid_t child = word.toInt();
            if (child <= 0)
                continue;
            if (QFileInfo(QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(child))).fileName().startsWith(program))
                found.append(child);
            found += descendants(child, program);
        }
    }
    return found;
}

} // namespace

// After any end of a run nothing is left on the board, by the kernel's own listing: programs, maps, links,
// probes, pins, processes whose file is gone, files where stubs are put. And a board whose key has changed is
// refused.
class TestBoardClean : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stop();
    void killedApplication();
    void killedWorker();
    void killedStub();
    void frozenApplication();
    void cutConnection();
    void refusesAChangedKey();
    void boardsEndWithTheProgram_data();
    void boardsEndWithTheProgram();

private:
    QStringList leftovers() const;
    QStringList left() const; // that was not there before
    bool becomesClean() const;
    void attach(Tool &tool) const;
    QStringList command(const QStringList &target) const;

    Board m_board;
    QStringList m_before;
};

void TestBoardClean::initTestCase()
{
    bool impossible = false;
    const QString obstacle =
        m_board.start(qEnvironmentVariable("RADIOSONDE_BOARD", u"arm64-bookworm"_s), impossible);
    if (impossible)
        QSKIP(qPrintable(obstacle));
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
    QVERIFY(m_board.put(u"leftovers"_s));
    m_before = leftovers();
    QVERIFY(m_before.contains(u"listed"_s));
}

QStringList TestBoardClean::leftovers() const
{
    const QByteArray listing = m_board.run(
        u"/tmp/leftovers && cat /sys/kernel/tracing/kprobe_events /sys/kernel/tracing/uprobe_events; "
        "find /tmp /dev/shm /run /root /sys/fs/bpf ! -type d; "
        "ls -l /proc/[0-9]*/exe 2>/dev/null | grep '(deleted)'; echo listed"_s);
    return QString::fromUtf8(listing).split(u'\n', Qt::SkipEmptyParts);
}

QStringList TestBoardClean::left() const
{
    QStringList now = leftovers();
    if (!now.contains(u"listed"_s))
        return {u"the board does not answer"_s};
    now.removeIf([this](const QString &line) { return m_before.contains(line); });
    return now;
}

bool TestBoardClean::becomesClean() const
{
    const QDeadlineTimer deadline(cleanSeconds * 1000);
    for (;;) {
        const QStringList now = left();
        if (now.isEmpty())
            return true;
        if (deadline.hasExpired()) {
            qWarning("left behind:\n%s", qPrintable(now.join(u'\n')));
            return false;
        }
        QTest::qWait(lookAgainMs);
    }
}

QStringList TestBoardClean::command(const QStringList &target) const
{
    return QStringList{u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s} + target;
}

// A run that is under way, with something to leave behind.
void TestBoardClean::attach(Tool &tool) const
{
    QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
    const QStringList during = left();
    QVERIFY2(!during.filter(u"program "_s).isEmpty() && !during.filter(u"map "_s).isEmpty(),
             qPrintable(during.join(u'\n')));
    QCOMPARE(during.filter(u"(deleted)"_s).size(), 1); // the stub
}

void TestBoardClean::stop()
{
    Tool tool(command(m_board.target()));
    attach(tool);
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(cleanSeconds), 0);
    QVERIFY(becomesClean());
}

void TestBoardClean::killedApplication()
{
    Tool tool(command(m_board.target()));
    attach(tool);
    tool.signal(SIGKILL);
    QVERIFY(becomesClean());
}

void TestBoardClean::killedWorker()
{
    Tool tool(command(m_board.target()));
    attach(tool);
    const QList<pid_t> workers = descendants(pid_t(tool.pid()), u"radiosonde-loader"_s);
    QVERIFY(!workers.isEmpty());
    for (const pid_t worker : workers)
        ::kill(worker, SIGKILL);
    tool.signal(SIGINT);
    tool.finish(cleanSeconds);
    QVERIFY(becomesClean());
}

void TestBoardClean::killedStub()
{
    Tool tool(command(m_board.target()));
    attach(tool);
    m_board.kill(u"radiosonde-stub"_s);
    QCOMPARE(tool.finish(cleanSeconds), 2);
    QVERIFY(becomesClean());
}

// As when the desk sleeps: nothing is said, and nothing is closed.
void TestBoardClean::frozenApplication()
{
    Tool tool(command(m_board.target()));
    attach(tool);
    tool.signal(SIGSTOP);
    QVERIFY(becomesClean());
    tool.signal(SIGCONT);
    QCOMPARE(tool.finish(cleanSeconds), 2);
}

// As when a cable is pulled: both ends hear nothing more.
void TestBoardClean::cutConnection()
{
    QProcess relay;
    const quint16 port = m_board.access().port + 1;
    relay.start(u"socat"_s, {u"TCP-LISTEN:%1,bind=127.0.0.1,reuseaddr"_s.arg(port),
                             u"TCP:127.0.0.1:%1"_s.arg(m_board.access().port)});
    if (!relay.waitForStarted())
        QSKIP("socat is not installed");
    QVERIFY(m_board.addHost(u"relayed"_s, port, m_board.access().hostKey));
    QTest::qWait(lookAgainMs); // for it to listen; a connection that came first would be its only one
    QStringList target = m_board.target();
    target[1] = u"ssh://relayed"_s;
    Tool tool(command(target));
    attach(tool);
    kill(pid_t(relay.processId()), SIGSTOP);
    QVERIFY(becomesClean());
    QCOMPARE(tool.finish(cleanSeconds), 2);
    relay.kill();
    relay.waitForFinished();
}

void TestBoardClean::refusesAChangedKey()
{
    const QByteArray other =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const quint16 port = m_board.access().opensshPort;
    QFile known(qEnvironmentVariable("HOME") + u"/.ssh/known_hosts"_s);
    QVERIFY(known.remove());
    QVERIFY(m_board.addHost(u"changed"_s, port, other));
    QStringList target = m_board.target();
    target[1] = u"ssh://changed"_s;
    const Outcome outcome = runTool(command(target), metaSeconds);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.errors.count(u"SHA256:") >= 2,
             qPrintable(outcome.errors)); // the known one, and the shown one
    QVERIFY(becomesClean());
}

void TestBoardClean::boardsEndWithTheProgram_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("kill -9") << SIGKILL;
}

// A board of radiosonde's own, started for the run, with what its kernel's types are made of.
void TestBoardClean::boardsEndWithTheProgram()
{
    QFETCH(int, signal);
    Tool tool(command({u"--target"_s, u"board://"_s + m_board.name()}));
    QVERIFY2(tool.waitForMeta(2 * metaSeconds), qPrintable(tool.errors()));
    const QList<pid_t> emulators = descendants(pid_t(tool.pid()), u"qemu-system-"_s);
    QCOMPARE(emulators.size(), 1);
    tool.signal(signal);
    QCOMPARE(tool.finish(cleanSeconds), signal == SIGINT ? 0 : -1);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(u"/proc/%1/exe"_s.arg(emulators.constFirst())),
                             cleanSeconds * 1000);
}

QTEST_GUILESS_MAIN(TestBoardClean)
#include "test_board_clean.moc"
