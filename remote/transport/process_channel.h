// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

#include <QByteArray>
#include <QList>

namespace radiosonde
{

// A program to start with pipes for its stdin, stdout and stderr.
struct ProgramStart
{
    QByteArray path;             // absolute
    QList<QByteArray> arguments; // argv, the first is the program's name
    bool keepEnvironment = true; // false: starts with none
    int keepFd =
        -1; // this descriptor of ours, 3 or above, becomes its 3, which `path` may name; all others stay here
    bool oneSocket = false; // stdin and stdout are one socket instead of two pipes
    bool isNear = false;    // what it says comes from this machine
    QString name;           // for people: "the stub", "the command"
};

// The pipes of a child process. The child has a process group of its own, so that Ctrl-C in a terminal
// reaches us alone.
class ProcessChannel : public Channel
{
public:
    // Kind Unreachable when the program can't be started.
    static Result<std::unique_ptr<ProcessChannel>> start(const ProgramStart &program);

    // Closes the pipes; gives the child a moment to end by itself, then kills its process group.
    ~ProcessChannel() override;

    int readFd() const override { return m_output; }
    int writeFd() const override { return m_input; }
    qint64 read(char *data, qint64 maximum) override;
    qint64 write(const char *data, qint64 size) override;

    // Waits for the exit status, but no longer than 100 ms.
    QString farewell() const override;

    bool isNear() const override { return m_near; }
    int processId() const { return m_pid; }

    // Blocks until the child has written to stdout or closed it: true in the first case. Kind Cancelled.
    Result<bool> waitForOutput(const Interruptor &interruptor);

    // What it has said on stderr so far, the last 4 KiB of it, trimmed.
    QString complaint() const;
    // Exit status, waited for as in farewell(); -1 when it has none.
    int exitStatus() const;
    // The same, waited for up to `limitMs`.
    int waitForExit(int limitMs) const;

private:
    ProcessChannel() = default;
    void drainComplaint() const;
    bool reap(int timeoutMs) const;

    QString m_name;
    bool m_near = false;
    int m_pid = -1;
    int m_pidFd = -1;
    int m_input = -1;  // the child's stdin
    int m_output = -1; // the child's stdout
    int m_errors = -1; // the child's stderr
    mutable QByteArray m_complaint;
    mutable bool m_reaped = false;
    mutable int m_status = 0; // of waitpid(2), once reaped
    int m_dead = 0;           // errno of the call that found the channel dead; -1: end of stream
};

} // namespace radiosonde
