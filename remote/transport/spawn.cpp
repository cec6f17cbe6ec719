// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/spawn.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr int pipeBytes = 1 << 20; // what an unprivileged process may have; fewer and larger reads
constexpr int keptFd = 3;

// Both ends of a pipe, or of a pair of sockets; closes what was not taken.
class Pipe
{
public:
    ~Pipe()
    {
        for (const int end : m_ends) {
            if (end >= 0)
                close(end);
        }
    }
    bool open() { return pipe2(m_ends, O_CLOEXEC) == 0 && raise(); }
    bool openSocket() { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends) == 0 && raise(); }
    int readEnd() const { return m_ends[0]; }
    int writeEnd() const { return m_ends[1]; }
    int take(int index)
    {
        const int end = std::exchange(m_ends[index], -1);
        fcntl(end, F_SETFL, O_NONBLOCK);
        return end;
    }

private:
    // Above the numbers that the child's descriptors will have, so that none stands in another's way.
    bool raise()
    {
        for (int &end : m_ends) {
            if (end > keptFd)
                continue;
            const int low = std::exchange(end, fcntl(end, F_DUPFD_CLOEXEC, keptFd + 1));
            close(low);
        }
        return m_ends[0] >= 0 && m_ends[1] >= 0;
    }

    int m_ends[2] = {-1, -1};
};

class FileActions
{
public:
    FileActions() { posix_spawn_file_actions_init(&m_actions); }
    ~FileActions() { posix_spawn_file_actions_destroy(&m_actions); }
    void move(int from, int to) { posix_spawn_file_actions_adddup2(&m_actions, from, to); }
    void closeFrom(int first) { posix_spawn_file_actions_addclosefrom_np(&m_actions, first); }
    const posix_spawn_file_actions_t *get() const { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions;
};

// A process group of its own, and signals as a fresh program expects them.
class Attributes
{
public:
    Attributes()
    {
        posix_spawnattr_init(&m_attributes);
        posix_spawnattr_setflags(&m_attributes,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        posix_spawnattr_setpgroup(&m_attributes, 0);
        sigset_t set;
        sigemptyset(&set);
        posix_spawnattr_setsigmask(&m_attributes, &set);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD})
            sigaddset(&set, signal);
        posix_spawnattr_setsigdefault(&m_attributes, &set);
    }
    ~Attributes() { posix_spawnattr_destroy(&m_attributes); }
    const posix_spawnattr_t *get() const { return &m_attributes; }

private:
    posix_spawnattr_t m_attributes;
};

std::unexpected<Error> cannotStart(const ProgramStart &program, int error)
{
    return fail(ErrorKind::Unreachable, QCoreApplication::translate("Transport", "Can't start %1: %2")
                                            .arg(program.name, QString::fromLocal8Bit(std::strerror(error))));
}

} // namespace

Result<Spawned> spawn(const ProgramStart &program)
{
    Pipe input;
    Pipe output;
    Pipe errors;
    const bool opened = program.oneSocket ? output.openSocket() && errors.open()
                                          : input.open() && output.open() && errors.open();
    if (!opened)
        return cannotStart(program, errno);
    fcntl(output.readEnd(), F_SETPIPE_SZ, pipeBytes); // refused over the user's quota: slower, nothing else
    fcntl(input.writeEnd(), F_SETPIPE_SZ, pipeBytes); // and for sockets, which have room of their own

    FileActions actions;
    actions.move(program.oneSocket ? output.writeEnd() : input.readEnd(), STDIN_FILENO);
    actions.move(output.writeEnd(), STDOUT_FILENO);
    actions.move(errors.writeEnd(), STDERR_FILENO);
    if (program.keepFd >= 0)
        actions.move(program.keepFd, keptFd);
    actions.closeFrom(program.keepFd >= 0 ? keptFd + 1 : keptFd);

    std::vector<char *> arguments;
    for (const QByteArray &argument : program.arguments)
        arguments.push_back(const_cast<char *>(argument.constData()));
    arguments.push_back(nullptr);
    char *nothing[] = {nullptr};
    const Attributes attributes;
    Spawned spawned;
    const int error = posix_spawn(&spawned.pid, program.path.constData(), actions.get(), attributes.get(),
                                  arguments.data(), program.keepEnvironment ? environ : nothing);
    if (error != 0)
        return cannotStart(program, error);
    spawned.output = output.take(0);
    spawned.input = program.oneSocket ? fcntl(spawned.output, F_DUPFD_CLOEXEC, 0) : input.take(1);
    spawned.errors = errors.take(0);
    return spawned;
}

} // namespace radiosonde
