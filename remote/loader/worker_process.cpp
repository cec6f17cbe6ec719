// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker_process.h"

#include "remote/loader/jobs.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

// The worker gets its socket as descriptor 3, nothing to read or print to, and no environment of ours.
int spawnWorker(pid_t &id, const QByteArray &path, int socket)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, socket, jobSocket);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0); // Ctrl-C in a terminal is ours to act on, not the worker's
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);

    char *const arguments[] = {const_cast<char *>(path.constData()), nullptr};
    // The kernel's types are several megabytes: huge pages spare thousands of faults.
    static char tunables[] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
    char *const environment[] = {tunables, nullptr};
    const int error = posix_spawn(&id, path.constData(), &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

QString describeStatus(int status)
{
    if (WIFSIGNALED(status)) {
        return tr("killed by signal %1 (%2)")
            .arg(WTERMSIG(status))
            .arg(QString::fromLocal8Bit(strsignal(WTERMSIG(status))));
    }
    return tr("ended with status %1").arg(WEXITSTATUS(status));
}

} // namespace

Result<LoadWorkerProcess> LoadWorkerProcess::start(const QString &workerPath, int &socket)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return fail(ErrorKind::Internal,
                    tr("Cannot make a socket: %1").arg(QString::fromLocal8Bit(strerror(errno))));
    const QByteArray path = QFile::encodeName(workerPath);
    pid_t id = -1;
    const int error = spawnWorker(id, path, pair[1]);
    close(pair[1]);
    if (error != 0) {
        close(pair[0]);
        return fail(ErrorKind::Internal,
                    tr("Cannot start the load worker %1: %2")
                        .arg(QFile::decodeName(path), QString::fromLocal8Bit(strerror(error))));
    }
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
    socket = pair[0];
    return LoadWorkerProcess(id);
}

LoadWorkerProcess::LoadWorkerProcess(LoadWorkerProcess &&other) noexcept : m_id(std::exchange(other.m_id, -1))
{
}

LoadWorkerProcess &LoadWorkerProcess::operator=(LoadWorkerProcess &&other) noexcept
{
    end();
    m_id = std::exchange(other.m_id, -1);
    return *this;
}

LoadWorkerProcess::~LoadWorkerProcess()
{
    end();
}

QString LoadWorkerProcess::end()
{
    if (m_id <= 0)
        return {};
    int status = 0;
    const pid_t id = std::exchange(m_id, -1);
    pid_t reaped = waitpid(id, &status, WNOHANG);
    if (reaped == 0) {
        kill(id, SIGKILL);
        reaped = waitpid(id, &status, 0);
    }
    return reaped == id ? describeStatus(status) : QString();
}

} // namespace radiosonde
