// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/forked_job.h"

#include "core/compiler/protocol.h"

#include <QDeadlineTimer>

#include <llvm/Support/ErrorHandling.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// The front end of the largest libbpf-tools program takes 0.2 GiB.
constexpr rlim_t maxMemory = rlim_t(2) << 30;
// To stderr; there is no other file.
constexpr rlim_t maxWritten = 64 * 1024;
constexpr int fatalStatus = 70;

// Set in the child only: where the message of a fatal error goes.
int fatalPipe = -1;

void tellFatal(const char *message)
{
    (void)!::write(fatalPipe, message, std::min<size_t>(std::strlen(message), 1000));
    ::_exit(fatalStatus);
}

void onFatalError(void *, const char *reason, bool)
{
    tellFatal(reason);
}

void onOutOfMemory(void *, const char *, bool)
{
    tellFatal("it needs too much memory");
}

void limit(int resource, rlim_t value)
{
    const rlimit bound{value, value};
    ::setrlimit(resource, &bound);
}

void restrictChild(int timeoutMs)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CPU, rlim_t(timeoutMs / 1000 + 2));
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, maxWritten);
    ::signal(SIGXFSZ, SIG_IGN);
#ifndef __SANITIZE_ADDRESS__ // it maps terabytes of shadow
    limit(RLIMIT_AS, maxMemory);
#endif
}

[[noreturn]] void runChild(const std::function<QByteArray()> &job, int timeoutMs, int results, int messages)
{
    restrictChild(timeoutMs);
    fatalPipe = messages;
    llvm::install_fatal_error_handler(onFatalError);
    llvm::install_bad_alloc_error_handler(onOutOfMemory);
    std::set_new_handler([] { tellFatal("it needs too much memory"); });
    const QByteArray output = job();
    const char *data = output.constData();
    qsizetype left = output.size();
    while (left > 0) {
        const ssize_t n = ::write(results, data, size_t(left));
        if (n < 0 && errno != EINTR)
            ::_exit(1);
        if (n > 0) {
            data += n;
            left -= n;
        }
    }
    ::_exit(0);
}

// Reads both pipes to their ends. False when the time ran out, the client hung up, or there is too much.
bool drain(int results, int messages, int timeoutMs, QByteArray &output, QByteArray &message)
{
    const QDeadlineTimer deadline(timeoutMs);
    pollfd fds[] = {{results, POLLIN, 0}, {messages, POLLIN, 0}, {0, 0, 0}};
    QByteArray *const sinks[] = {&output, &message};
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        const int ready = ::poll(fds, 3, int(deadline.remainingTime()));
        if (ready == 0 || (fds[2].revents & POLLHUP) || output.size() > maxWorkerMessage)
            return false;
        for (int i = 0; ready > 0 && i < 2; ++i) {
            if (fds[i].fd < 0 || fds[i].revents == 0)
                continue;
            char buffer[65536];
            const ssize_t n = ::read(fds[i].fd, buffer, sizeof buffer);
            if (n > 0)
                sinks[i]->append(buffer, n);
            else if (n == 0)
                fds[i].fd = -1;
        }
    }
    return true;
}

QString describeEnd(int status, const QByteArray &message)
{
    if (!message.isEmpty())
        return QString::fromUtf8(message).simplified();
    if (WIFSIGNALED(status))
        return QStringLiteral("signal %1 (%2)")
            .arg(WTERMSIG(status))
            .arg(QString::fromLocal8Bit(::strsignal(WTERMSIG(status))));
    return WEXITSTATUS(status) == 0 ? QString() : QStringLiteral("exit status %1").arg(WEXITSTATUS(status));
}

} // namespace

JobOutcome runForked(const std::function<QByteArray()> &job, int timeoutMs)
{
    int results[2];
    int messages[2];
    if (::pipe(results) != 0)
        return {{}, QString::fromLocal8Bit(std::strerror(errno)), false};
    if (::pipe(messages) != 0) {
        ::close(results[0]);
        ::close(results[1]);
        return {{}, QString::fromLocal8Bit(std::strerror(errno)), false};
    }
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::close(results[0]);
        ::close(messages[0]);
        runChild(job, timeoutMs, results[1], messages[1]);
    }
    ::close(results[1]);
    ::close(messages[1]);

    JobOutcome outcome;
    QByteArray message;
    const bool complete = pid > 0 && drain(results[0], messages[0], timeoutMs, outcome.output, message);
    ::close(results[0]);
    ::close(messages[0]);
    if (pid < 0)
        return {{}, QString::fromLocal8Bit(std::strerror(errno)), false};
    if (!complete)
        ::kill(pid, SIGKILL);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    outcome.timedOut = !complete;
    outcome.failure = complete ? describeEnd(status, message) : QStringLiteral("timeout");
    return outcome;
}

} // namespace radiosonde
