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
constexpr int cleanSeconds = 60; // a busy machine's; the stub gives up after 4 s of silence
constexpr int lookAgainMs = 250;

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

private:
    QByteArray leftovers() const;
    bool becomesClean() const;
    void attach(Tool &tool) const;
    QStringList command(const QStringList &target) const;

    Board m_board;
    QByteArray m_before;
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
    QVERIFY(m_before.contains("listed"));
}

QByteArray TestBoardClean::leftovers() const
{
    return m_board.run(
        u"/tmp/leftovers && cat /sys/kernel/tracing/kprobe_events /sys/kernel/tracing/uprobe_events; "
        "find /tmp /dev/shm /run /root /sys/fs/bpf ! -type d | sort; "
        "ls -l /proc/[0-9]*/exe 2>/dev/null | grep '(deleted)'; echo listed"_s);
}

bool TestBoardClean::becomesClean() const
{
    const QDeadlineTimer deadline(cleanSeconds * 1000);
    QByteArray now;
    while ((now = leftovers()) != m_before) {
        if (deadline.hasExpired()) {
            qWarning("before:\n%s\nnow:\n%s", m_before.constData(), now.constData());
            return false;
        }
        QTest::qWait(lookAgainMs);
    }
    return true;
}

QStringList TestBoardClean::command(const QStringList &target) const
{
    return QStringList{u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s} + target;
}

// A run that is under way, with something to leave behind.
void TestBoardClean::attach(Tool &tool) const
{
    QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
    const QByteArray during = leftovers();
    QVERIFY(during.contains("program") && during != m_before);
    QVERIFY(during.contains("(deleted)")); // the stub
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
        kill(worker, SIGKILL);
    tool.signal(SIGINT);
    tool.finish(cleanSeconds);
    QVERIFY(becomesClean());
}

void TestBoardClean::killedStub()
{
    Tool tool(command(m_board.target()));
    attach(tool);
    m_board.run(
        u"for exe in $(ls -l /proc/[0-9]*/exe 2>/dev/null | grep '(deleted)' | grep -o '/proc/[0-9]*'); do "
        "kill -9 ${exe#/proc/}; done"_s);
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

QTEST_GUILESS_MAIN(TestBoardClean)
#include "test_board_clean.moc"
