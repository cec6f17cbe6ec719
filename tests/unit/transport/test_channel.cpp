// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/channel.h"
#include "remote/transport/process_channel.h"
#include "remote/transport/rights.h"
#include "remote/transport/stub_file.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <csignal>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace radiosonde;

namespace
{

// All that comes until the end of the stream or `limitMs`.
QByteArray readAll(Channel &channel, int limitMs = 5000)
{
    QByteArray all;
    char buffer[65536];
    for (;;) {
        pollfd fd{channel.readFd(), POLLIN, 0};
        if (poll(&fd, 1, limitMs) <= 0)
            return all + "<no more>";
        const qint64 got = channel.read(buffer, sizeof buffer);
        if (got == 0)
            return all;
        if (got > 0)
            all.append(buffer, got);
    }
}

ProgramStart shell(const char *script)
{
    return {.path = "/bin/sh", .arguments = {"sh", "-c", script}, .name = QStringLiteral("the script")};
}

// Runs `check` in a child that is an ordinary user; its exit status.
template<class Check> int asNobody(Check check)
{
    const pid_t child = fork();
    if (child == 0) {
        constexpr uid_t nobody = 65534;
        if (setgid(nobody) != 0 || setuid(nobody) != 0)
            _exit(100);
        _exit(check());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 200;
}

} // namespace

class TestChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoTarget_data();
    void refusesWhatIsNoTarget();
    void carriesBytesBothWays();
    void farewellNamesStatusAndWords();
    void farewellNamesTheSignal();
    void talkativeStderrDoesNotBlock();
    void writingToTheDeadIsAnError();
    void childHasItsOwnGroupAndNothingOfOurs();
    void stubbornChildIsKilled();
    void missingProgramIsNamed();
    void waitForOutputIsInterruptible();

    void stubRunsFromMemory();
    void stubFilesAreGoneAfterwards();
    void greetsFromThisMachine();
    void unprivilegedUserIsToldWhatIsMissing();
    void sudoIsUsedAndItsFileGoes();
    void sudoThatRefusesIsQuoted();
};

void TestChannel::refusesWhatIsNoTarget_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::newRow("slip") << QStringLiteral("locl") << QStringLiteral("did you mean local?");
    QTest::newRow("slip of a scheme") << QStringLiteral("cmmd:cat") << QStringLiteral("did you mean cmd:?");
    QTest::newRow("nonsense") << QStringLiteral("xyzzy-plugh")
                              << QStringLiteral("targets are local, ssh://HOST");
    QTest::newRow("empty") << QString() << QStringLiteral("targets are");
    QTest::newRow("no command") << QStringLiteral("cmd: ") << QStringLiteral("needs a command");
    QTest::newRow("recording") << QStringLiteral("file:/tmp/x.rsr") << QStringLiteral("not a live target");
    QTest::newRow("ssh") << QStringLiteral("ssh://board-7:x") << QStringLiteral("has no valid port: 'x'");
    QTest::newRow("adb") << QStringLiteral("adb://a/b") << QStringLiteral("nothing may follow the serial");
    QTest::newRow("serial") << QStringLiteral("serial:///dev/ttyS0?baud=fast")
                            << QStringLiteral("is no speed of a serial line");
    QTest::newRow("board") << QStringLiteral("board://arm64") << QStringLiteral("can't be used here");
}

void TestChannel::refusesWhatIsNoTarget()
{
    QFETCH(QString, url);
    QFETCH(QString, words);
    const Interruptor interruptor;
    const auto channel = openChannel(url, nullptr, interruptor);
    QVERIFY(!channel);
    QCOMPARE(channel.error().kind, ErrorKind::Usage);
    QVERIFY2(describe(channel.error()).contains(words), qPrintable(describe(channel.error())));
}

void TestChannel::carriesBytesBothWays()
{
    const auto channel = ProcessChannel::start(shell("echo banner; head -c 5"));
    QVERIFY(channel);
    QCOMPARE((*channel)->write("12345", 5), 5);
    QCOMPARE(readAll(**channel), QByteArray("banner\n12345"));
    QVERIFY((*channel)->farewell().contains(QStringLiteral("ended with status 0")));
    char byte = 0;
    QCOMPARE((*channel)->read(&byte, 1), 0); // dead for good
    QCOMPARE((*channel)->write("x", 1), -1);
}

void TestChannel::farewellNamesStatusAndWords()
{
    const auto channel = ProcessChannel::start(shell("echo 'no such container' >&2; exit 7"));
    QVERIFY(channel);
    QCOMPARE(readAll(**channel), QByteArray());
    QCOMPARE((*channel)->farewell(), QStringLiteral("the script ended with status 7: no such container"));
    QCOMPARE((*channel)->exitStatus(), 7);
}

void TestChannel::farewellNamesTheSignal()
{
    const auto channel = ProcessChannel::start(shell("kill -9 $$"));
    QVERIFY(channel);
    QCOMPARE(readAll(**channel), QByteArray());
    QCOMPARE((*channel)->farewell(), QStringLiteral("the script was killed by signal 9 (Killed)"));
}

void TestChannel::talkativeStderrDoesNotBlock()
{
    const auto channel =
        ProcessChannel::start(shell("head -c 1000000 /dev/zero | tr '\\0' e >&2; echo done"));
    QVERIFY(channel);
    QElapsedTimer timer;
    timer.start();
    QByteArray all;
    char buffer[64];
    while (all.isEmpty() && timer.elapsed() < 5000) {
        (void)(*channel)->write("\n", 1); // as heartbeats do
        const qint64 got = (*channel)->read(buffer, sizeof buffer);
        if (got > 0)
            all.append(buffer, got);
        QTest::qSleep(1);
    }
    QCOMPARE(all, QByteArray("done\n"));
    QVERIFY((*channel)->farewell().size() < 5000);
}

void TestChannel::writingToTheDeadIsAnError()
{
    const auto channel = ProcessChannel::start(shell("exec <&-; sleep 0.2"));
    QVERIFY(channel);
    QTest::qSleep(100);
    QCOMPARE((*channel)->write("x", 1), -1); // and no SIGPIPE
    QCOMPARE(errno, EPIPE);
}

void TestChannel::childHasItsOwnGroupAndNothingOfOurs()
{
    const int leaked = dup(STDERR_FILENO); // without close-on-exec
    const auto channel = ProcessChannel::start(shell("ls /proc/self/fd | tr '\\n' ' '; ps -o pgid= -p $$"));
    QVERIFY(channel);
    const QByteArray output = readAll(**channel);
    close(leaked);
    QVERIFY2(output.startsWith("0 1 2 3 "), output.constData()); // 3 is the folder that ls reads
    QCOMPARE(output.mid(8).trimmed(), QByteArray::number((*channel)->processId()));
}

void TestChannel::stubbornChildIsKilled()
{
    auto channel = ProcessChannel::start(shell("trap '' TERM HUP PIPE; while :; do sleep 0.05; done"));
    QVERIFY(channel);
    const int pid = (*channel)->processId();
    QElapsedTimer timer;
    timer.start();
    channel->reset();
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(kill(pid, 0) != 0);
}

void TestChannel::missingProgramIsNamed()
{
    const auto channel =
        ProcessChannel::start({.path = "/no/such/program", .arguments = {"x"}, .name = QStringLiteral("it")});
    QVERIFY(!channel);
    QCOMPARE(channel.error().kind, ErrorKind::Unreachable);
    QCOMPARE(channel.error().text, QStringLiteral("Can't start it: No such file or directory"));
}

void TestChannel::waitForOutputIsInterruptible()
{
    const auto channel = ProcessChannel::start(shell("exec 2>&-; sleep 10"));
    QVERIFY(channel);
    Interruptor interruptor;
    std::thread other([&] {
        QTest::qSleep(50);
        interruptor.interrupt();
    });
    const Result<bool> output = (*channel)->waitForOutput(interruptor);
    other.join();
    QVERIFY(!output);
    QCOMPARE(output.error().kind, ErrorKind::Cancelled);
}

void TestChannel::stubRunsFromMemory()
{
    QFile program(QStringLiteral("/bin/true"));
    QVERIFY(program.open(QIODevice::ReadOnly));
    const auto file = StubFile::inMemory(program.readAll());
    QVERIFY(file);
    const auto channel = ProcessChannel::start({.path = "/proc/self/fd/3",
                                                .arguments = {"true"},
                                                .keepEnvironment = false,
                                                .keepFd = file->fd(),
                                                .name = QStringLiteral("true")});
    QVERIFY(channel);
    QCOMPARE(readAll(**channel), QByteArray());
    QCOMPARE((*channel)->exitStatus(), 0);
}

void TestChannel::stubFilesAreGoneAfterwards()
{
    QByteArray path;
    {
        const auto file = StubFile::onDisk("#!/bin/sh\necho ran\n");
        QVERIFY(file);
        path = file->path();
        struct stat details{};
        QCOMPARE(stat(path.constData(), &details), 0);
        QCOMPARE(details.st_mode & 07777, 0700u);
        const auto channel =
            ProcessChannel::start({.path = path, .arguments = {"stub"}, .name = QStringLiteral("it")});
        QVERIFY(channel);
        QCOMPARE(readAll(**channel), QByteArray("ran\n"));
    }
    QVERIFY(access(path.constData(), F_OK) != 0);
}

void TestChannel::greetsFromThisMachine()
{
    if (!missingCapabilities().isEmpty())
        QSKIP("needs root: a stub that may trace");
    const Interruptor interruptor;
    const auto channel = openChannel(QStringLiteral("local"), nullptr, interruptor);
    QVERIFY(channel);
    pollfd fd{(*channel)->readFd(), POLLIN, 0};
    QCOMPARE(poll(&fd, 1, 5000), 1);
    char frame[1024];
    QVERIFY((*channel)->read(frame, sizeof frame) > 20);
    QCOMPARE(QByteArray(frame + 16, 4), QByteArray("RSND"));
}

void TestChannel::unprivilegedUserIsToldWhatIsMissing()
{
    if (geteuid() != 0)
        QSKIP("needs root, to become somebody else");
    const int status = asNobody([] {
        qputenv("PATH", "/nowhere");
        const Interruptor interruptor;
        const auto channel = openChannel(QStringLiteral("local"), nullptr, interruptor);
        if (channel || channel.error().kind != ErrorKind::Unreachable)
            return 1;
        const QString words = describe(channel.error());
        return words.contains(QStringLiteral("CAP_BPF")) && words.contains(QStringLiteral("CAP_PERFMON")) &&
                       words.contains(QStringLiteral("sudo setcap cap_bpf,cap_perfmon"))
                   ? 0
                   : 2;
    });
    QCOMPARE(status, 0);
}

// A folder with a program "sudo" of ours, that everybody can search.
class FakeSudo
{
public:
    explicit FakeSudo(const QByteArray &script)
    {
        chmod(QFile::encodeName(m_folder.path()).constData(), 0755);
        QFile file(m_folder.filePath(QStringLiteral("sudo")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no fake sudo");
        file.write("#!/bin/sh\n" + script);
        file.close();
        chmod(QFile::encodeName(file.fileName()).constData(), 0755);
        qputenv("PATH", QFile::encodeName(m_folder.path()) + ":" + m_path);
    }
    ~FakeSudo() { qputenv("PATH", m_path); }

private:
    QTemporaryDir m_folder;
    QByteArray m_path = qgetenv("PATH");
};

void TestChannel::sudoIsUsedAndItsFileGoes()
{
    if (geteuid() != 0)
        QSKIP("needs root, to become somebody else");
    const FakeSudo sudo(
        "[ \"$1 $2\" = '-n --' ] || exit 9\nexec \"$3\"\n"); // the stub says HELLO without rights too
    const int status = asNobody([] {
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
        const Interruptor interruptor;
        const auto channel = openChannel(QStringLiteral("local"), nullptr, interruptor);
        if (!channel)
            return 1;
        char frame[1024];
        if ((*channel)->read(frame, sizeof frame) < 20 || QByteArray(frame + 16, 4) != "RSND")
            return 2;
        return 0;
    });
    QCOMPARE(status, 0);
}

void TestChannel::sudoThatRefusesIsQuoted()
{
    if (geteuid() != 0)
        QSKIP("needs root, to become somebody else");
    const FakeSudo sudo("echo 'sudo: a password is required' >&2\nexit 1\n");
    const int status = asNobody([] {
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
        const Interruptor interruptor;
        const auto channel = openChannel(QStringLiteral("local"), nullptr, interruptor);
        if (channel || channel.error().kind != ErrorKind::Unreachable)
            return 1;
        return channel.error().text.contains(QStringLiteral("a password is required")) ? 0 : 2;
    });
    QCOMPARE(status, 0);
}

QTEST_GUILESS_MAIN(TestChannel)
#include "test_channel.moc"
