// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/sandbox.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::function<int()>)

namespace
{

// Does `act` in a child that has entered the worker's sandbox; the child's status as waitpid(2) gives it. The
// child ends with what `act` returned, or 99 when the sandbox could not be entered.
int statusInSandbox(const std::function<int()> &act)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(enterSandbox(3) ? act() : 99);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

int errorOf(long result)
{
    return result < 0 ? errno : 0;
}

} // namespace

// The load worker's sandbox: the same code, in a child of this test.
class TestSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kills_data();
    void kills();
    void refuses_data();
    void refuses();
    void allows();
    void dropsRoot();
};

void TestSandbox::kills_data()
{
    QTest::addColumn<std::function<int()>>("act");
    const auto add = [](const char *name, std::function<int()> act) {
        QTest::newRow(name) << std::move(act);
    };
    add("bpf", [] { return int(syscall(SYS_bpf, 0, nullptr, 0)); });
    add("perf_event_open", [] { return int(syscall(SYS_perf_event_open, nullptr, 0, 0, 0, 0)); });
    add("open", [] { return open("/etc/passwd", O_RDONLY); });
    add("openat in a folder", [] { return openat(AT_FDCWD, "passwd", O_RDONLY); });
    add("openat2", [] { return int(syscall(SYS_openat2, AT_FDCWD, "/", nullptr, 0)); });
    add("socket", [] { return socket(AF_INET, SOCK_STREAM, 0); });
    add("execve", [] { return execl("/bin/true", "true", nullptr); });
    add("fork", [] { return int(fork()); });
    add("ptrace", [] { return int(syscall(SYS_ptrace, 0, 0, 0, 0)); });
    add("kill", [] { return kill(getppid(), 0); });
    add("io_uring_setup", [] { return int(syscall(SYS_io_uring_setup, 1, nullptr)); });
    add("executable memory", [] {
        return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
    });
    add("memory made executable", [] {
        void *page = mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return mprotect(page, 4096, PROT_READ | PROT_EXEC);
    });
#ifdef __x86_64__
    add("bpf by the 32-bit door", [] {
        int result = 0;
        asm volatile("int $0x80" : "=a"(result) : "a"(357), "b"(0), "c"(0), "d"(0) : "memory");
        return result;
    });
#endif
}

void TestSandbox::kills()
{
    QFETCH(const std::function<int()>, act);
    const int status = statusInSandbox(act);
    QVERIFY2(WIFSIGNALED(status), qPrintable(u"ended with status %1"_s.arg(WEXITSTATUS(status))));
    QCOMPARE(WTERMSIG(status), SIGSYS);
}

void TestSandbox::refuses_data()
{
    QTest::addColumn<std::function<int()>>("act"); // an errno
    const auto add = [](const char *name, std::function<int()> act) {
        QTest::newRow(name) << std::move(act);
    };
    add("a system call that no kernel has", [] { return errorOf(syscall(100'000)); });
    add("mkdir", [] { return errorOf(mkdir("/tmp/radiosonde-never", 0700)); });
    add("unlink", [] { return errorOf(unlink("/tmp/radiosonde-never")); });
    add("stat by name", [] { return errorOf(syscall(SYS_newfstatat, AT_FDCWD, "/etc/passwd", nullptr, 0)); });
    add("ioctl", [] { return errorOf(syscall(SYS_ioctl, 0, 0, 0)); });
    add("prctl", [] { return errorOf(syscall(SYS_prctl, 0, 0, 0, 0, 0)); });
    add("setuid", [] { return errorOf(syscall(SYS_setuid, 0)); });
#ifdef __x86_64__
    add("bpf by the x32 door", [] { return errorOf(syscall(0x40000000 + SYS_bpf, 0, nullptr, 0)); });
#endif
}

void TestSandbox::refuses()
{
    QFETCH(const std::function<int()>, act);
    const int status = statusInSandbox(act);
    QVERIFY2(WIFEXITED(status), qPrintable(u"killed by signal %1"_s.arg(WTERMSIG(status))));
    QCOMPARE(WEXITSTATUS(status), ENOSYS);
}

// What libbpf's work needs.
void TestSandbox::allows()
{
    const int status = statusInSandbox([] {
        const int file = memfd_create("file", MFD_CLOEXEC);
        const bool written = file >= 0 && write(file, "1\n", 2) == 2 && lseek(file, 0, SEEK_SET) == 0;
        FILE *stream = written ? fdopen(file, "r") : nullptr;
        int number = 0;
        const bool read = stream && std::fscanf(stream, "%d", &number) == 1 && number == 1;
        void *memory = std::malloc(64 << 20);
        const int copy = fcntl(file, F_DUPFD_CLOEXEC, 64);
        return read && memory && copy >= 64 ? 0 : 1;
    });
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TestSandbox::dropsRoot()
{
    if (geteuid() != 0)
        QSKIP("there is nothing to drop without root");
    int numbers[2];
    QCOMPARE(pipe(numbers), 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(numbers[1], 3); // the one descriptor above 2 that stays
        char byte = 0;
        if (enterSandbox(3)) [[maybe_unused]]
            const auto written = write(3, &byte, 1);
        for (;;) [[maybe_unused]]
            const auto got = read(3, &byte, 1);
    }
    char byte = 1;
    QCOMPARE(read(numbers[0], &byte, 1), ssize_t(1));
    QFile status(u"/proc/%1/status"_s.arg(child));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray text = status.readAll();
    const QStringList descriptors =
        QDir(u"/proc/%1/fd"_s.arg(child)).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    ::close(numbers[0]);
    ::close(numbers[1]);
    QVERIFY(text.contains("Uid:\t65534\t65534\t65534\t65534\n"));
    QVERIFY(text.contains("Gid:\t65534\t65534\t65534\t65534\n"));
    QVERIFY(text.contains("Groups:\t \n"));
    QVERIFY(text.contains("CapEff:\t0000000000000000\n"));
    QVERIFY(text.contains("CapPrm:\t0000000000000000\n"));
    QVERIFY(text.contains("NoNewPrivs:\t1\n"));
    QVERIFY(text.contains("Seccomp:\t2\n"));
    QCOMPARE(descriptors.size(), 4);
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "test_sandbox.moc"
