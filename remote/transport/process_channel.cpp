// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/process_channel.h"

#include "core/base/text.h"
#include "remote/transport/spawn.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr qsizetype keptComplaint = 4 << 10;
constexpr int farewellMs = 100;
constexpr int leaveMs = 300; // for a child whose stdin was closed
constexpr int killMs = 300;

} // namespace

Result<std::unique_ptr<ProcessChannel>> ProcessChannel::start(const ProgramStart &program)
{
    const Result<Spawned> spawned = spawn(program);
    if (!spawned)
        return std::unexpected(spawned.error());
    std::unique_ptr<ProcessChannel> channel(new ProcessChannel);
    channel->m_name = program.name;
    channel->m_near = program.isNear;
    channel->m_pid = spawned->pid;
    channel->m_pidFd = int(syscall(SYS_pidfd_open, spawned->pid, 0)); // -1 before 5.3: reap() naps instead
    channel->m_input = spawned->input;
    channel->m_output = spawned->output;
    channel->m_errors = spawned->errors;
    return channel;
}

ProcessChannel::~ProcessChannel()
{
    close(m_input);
    close(m_output);
    // A child with other rights than ours (sudo's) can't be killed; it ends by end of file as well.
    if (!reap(leaveMs)) {
        kill(-m_pid, SIGKILL);
        reap(killMs);
    }
    close(m_errors);
    if (m_pidFd >= 0)
        close(m_pidFd);
}

qint64 ProcessChannel::read(char *data, qint64 maximum)
{
    if (m_dead != 0) {
        errno = m_dead;
        return m_dead < 0 ? 0 : -1;
    }
    const qint64 got = ::read(m_output, data, size_t(maximum));
    if (got == 0)
        m_dead = -1;
    else if (got < 0 && errno != EAGAIN && errno != EINTR)
        m_dead = errno;
    return got;
}

qint64 ProcessChannel::write(const char *data, qint64 size)
{
    drainComplaint(); // else a talkative command would fill its pipe and stop; heartbeats bring us here
                      // regularly
    if (m_dead != 0) {
        errno = EPIPE;
        return -1;
    }
    // SIGPIPE is blocked for the call: the program may not have set it to be ignored.
    sigset_t pipeSignal;
    sigset_t before;
    sigemptyset(&pipeSignal);
    sigaddset(&pipeSignal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &before);
    const qint64 put = ::write(m_input, data, size_t(size));
    const int error = errno;
    if (put < 0 && error == EPIPE && !sigismember(&before, SIGPIPE)) {
        const timespec atOnce{};
        sigtimedwait(&pipeSignal, nullptr, &atOnce);
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return put;
}

void ProcessChannel::drainComplaint() const
{
    char buffer[1024];
    for (;;) {
        const qint64 got = ::read(m_errors, buffer, sizeof buffer);
        if (got <= 0)
            return;
        m_complaint.append(buffer, got);
        m_complaint = m_complaint.last(qMin(m_complaint.size(), keptComplaint));
    }
}

QString ProcessChannel::complaint() const
{
    drainComplaint();
    return decodeText(m_complaint).trimmed();
}

// True once the child's exit status is known.
bool ProcessChannel::reap(int timeoutMs) const
{
    if (m_reaped)
        return true;
    pollfd ended{m_pidFd, POLLIN, 0};
    poll(&ended, m_pidFd >= 0 ? 1 : 0, timeoutMs);
    m_reaped = waitpid(m_pid, &m_status, WNOHANG) != 0; // -1 with ECHILD: somebody else took the status
    return m_reaped;
}

int ProcessChannel::exitStatus() const
{
    return waitForExit(farewellMs);
}

int ProcessChannel::waitForExit(int limitMs) const
{
    return reap(limitMs) && WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -1;
}

QString ProcessChannel::farewell() const
{
    QString text;
    if (!reap(farewellMs))
        text = QCoreApplication::translate("Transport", "%1 closed the link").arg(m_name);
    else if (WIFSIGNALED(m_status))
        text = QCoreApplication::translate("Transport", "%1 was killed by signal %2 (%3)")
                   .arg(m_name)
                   .arg(WTERMSIG(m_status))
                   .arg(QString::fromLocal8Bit(strsignal(WTERMSIG(m_status))));
    else
        text = QCoreApplication::translate("Transport", "%1 ended with status %2")
                   .arg(m_name)
                   .arg(WEXITSTATUS(m_status));
    const QString words = complaint();
    return words.isEmpty() ? text : QStringLiteral("%1: %2").arg(text, words);
}

Result<bool> ProcessChannel::waitForOutput(const Interruptor &interruptor)
{
    nfds_t watched = 3; // without stderr once it was closed
    for (;;) {
        pollfd fds[] = {{m_output, POLLIN, 0}, {interruptor.fd(), POLLIN, 0}, {m_errors, POLLIN, 0}};
        poll(fds, watched, -1);
        drainComplaint();
        if (fds[2].revents & (POLLHUP | POLLERR))
            watched = 2;
        if (interruptor.interrupted())
            return fail(ErrorKind::Cancelled,
                        QCoreApplication::translate("Transport", "Connecting was interrupted"));
        if (fds[0].revents & POLLIN)
            return true;
        if (fds[0].revents & (POLLHUP | POLLERR))
            return false;
    }
}

} // namespace radiosonde
