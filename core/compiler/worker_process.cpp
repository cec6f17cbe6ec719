// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker_process.h"

#include "core/base/text.h"
#include "core/compiler/protocol.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QtEndian>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Compiler", text);
}

// Descriptors 0 and 1 of the worker are the socket, 2 the memory file; nothing else is inherited. -1 on
// failure.
int spawn(const QByteArray &program, const QByteArray &cacheFolder, int socket, int errors, pid_t &pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, socket, 0);
    posix_spawn_file_actions_adddup2(&actions, socket, 1);
    posix_spawn_file_actions_adddup2(&actions, errors, 2);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    // Own process group: Ctrl-C at the terminal is for the program, which ends its workers in good order.
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    char *arguments[] = {const_cast<char *>(program.constData()), const_cast<char *>(cacheFolder.constData()),
                         nullptr};
    const int error = ::posix_spawn(&pid, program.constData(), &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

} // namespace

Result<std::unique_ptr<CompileWorkerProcess>> CompileWorkerProcess::start(const QString &program,
                                                                          const QString &cacheFolder)
{
    int sockets[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return fail(ErrorKind::Internal,
                    tr("the compile worker cannot be started: %1").arg(qt_error_string(errno)));
    const int errors = ::memfd_create("radiosonde-compiler-stderr", MFD_CLOEXEC);
    pid_t pid = -1;
    const int error =
        spawn(QFile::encodeName(program), QFile::encodeName(cacheFolder), sockets[1], errors, pid);
    ::close(sockets[1]);
    if (error != 0) {
        ::close(sockets[0]);
        ::close(errors);
        return fail(ErrorKind::Internal,
                    tr("the compile worker %1 cannot be started: %2").arg(program, qt_error_string(error)));
    }
    return std::unique_ptr<CompileWorkerProcess>(new CompileWorkerProcess(pid, sockets[0], errors));
}

CompileWorkerProcess::~CompileWorkerProcess()
{
    kill();
    ::close(m_socket);
    ::close(m_errors);
}

CompileWorkerProcess::Failure CompileWorkerProcess::waitFor(short events, qint64 deadline,
                                                            const Interruptor &interruptor)
{
    for (;;) {
        const qint64 left = deadline - QDeadlineTimer::current().deadline();
        if (left <= 0)
            return Failure::TimedOut;
        pollfd fds[] = {{m_socket, events, 0}, {interruptor.fd(), POLLIN, 0}};
        const int ready = ::poll(fds, 2, int(left));
        if (interruptor.interrupted())
            return Failure::Cancelled;
        if (ready > 0 && fds[0].revents != 0)
            return Failure::None;
        if (ready < 0 && errno != EINTR)
            return Failure::Died;
    }
}

CompileWorkerProcess::Failure CompileWorkerProcess::send(const QByteArray &message, int timeoutMs,
                                                         const Interruptor &interruptor)
{
    const qint64 deadline = QDeadlineTimer(timeoutMs).deadline();
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(quint32(message.size()), bytes.data());
    bytes += message;
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n = ::send(m_socket, bytes.constData() + sent, size_t(bytes.size() - sent),
                                 MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n > 0) {
            sent += n;
        } else if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            if (const Failure failure = waitFor(POLLOUT, deadline, interruptor); failure != Failure::None)
                return failure;
        } else {
            return Failure::Died;
        }
    }
    return Failure::None;
}

CompileWorkerProcess::Failure CompileWorkerProcess::read(char *data, qsizetype size, qint64 deadline,
                                                         const Interruptor &interruptor)
{
    qsizetype have = 0;
    while (have < size) {
        if (const Failure failure = waitFor(POLLIN, deadline, interruptor); failure != Failure::None)
            return failure;
        const ssize_t n = ::recv(m_socket, data + have, size_t(size - have), MSG_DONTWAIT);
        if (n > 0)
            have += n;
        else if (n == 0 || (errno != EAGAIN && errno != EINTR))
            return Failure::Died;
    }
    return Failure::None;
}

CompileWorkerProcess::Failure CompileWorkerProcess::receive(QByteArray &message, int timeoutMs,
                                                            const Interruptor &interruptor)
{
    const qint64 deadline = QDeadlineTimer(timeoutMs).deadline();
    char header[4];
    if (const Failure failure = read(header, sizeof header, deadline, interruptor); failure != Failure::None)
        return failure;
    const qsizetype size = qFromLittleEndian<quint32>(header);
    if (size > maxWorkerMessage)
        return Failure::Died;
    message.resize(size);
    return read(message.data(), size, deadline, interruptor);
}

QString CompileWorkerProcess::lastWords() const
{
    char text[400];
    const off_t end = ::lseek(m_errors, 0, SEEK_END);
    const ssize_t n = ::pread(m_errors, text, sizeof text, std::max<off_t>(0, end - off_t(sizeof text)));
    return n > 0 ? escapeControl(QString::fromUtf8(text, n).trimmed()) : QString();
}

QString CompileWorkerProcess::kill()
{
    if (m_pid < 0)
        return {};
    int status = 0;
    // A worker that ended by itself is a zombie still: its own end is told, not ours.
    if (::waitpid(m_pid, &status, WNOHANG) == 0) {
        ::kill(m_pid, SIGKILL);
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    m_pid = -1;
    const QString end = WIFSIGNALED(status) ? tr("signal %1 (%2)")
                                                  .arg(WTERMSIG(status))
                                                  .arg(QString::fromLocal8Bit(::strsignal(WTERMSIG(status))))
                                            : tr("exit status %1").arg(WEXITSTATUS(status));
    const QString words = lastWords();
    return words.isEmpty() ? end : tr("%1: %2").arg(end, words);
}

} // namespace radiosonde
