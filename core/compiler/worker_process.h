// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"

#include <QByteArray>
#include <QString>

#include <memory>

#include <sys/types.h>

namespace radiosonde
{

// One running compile worker and the socket to it. Not thread-safe; the destructor kills the worker.
class CompileWorkerProcess
{
public:
    // Starts `program`; an Error (Internal) says why it cannot be.
    static Result<std::unique_ptr<CompileWorkerProcess>> start(const QString &program,
                                                               const QString &cacheFolder);
    ~CompileWorkerProcess();
    CompileWorkerProcess(const CompileWorkerProcess &) = delete;
    CompileWorkerProcess &operator=(const CompileWorkerProcess &) = delete;

    enum class Failure { None, Died, TimedOut, Cancelled };

    // Sends one message. Died when the worker is gone or has not read for `timeoutMs`.
    Failure send(const QByteArray &message, int timeoutMs, const Interruptor &interruptor);
    // Waits for one message. After any failure the worker is of no use any more.
    Failure receive(QByteArray &message, int timeoutMs, const Interruptor &interruptor);

    // Kills the worker and says in words how it ended: "signal 11 (Segmentation fault)", with what it last
    // wrote to stderr, if anything.
    QString kill();

private:
    CompileWorkerProcess(pid_t pid, int socket, int errors) : m_pid(pid), m_socket(socket), m_errors(errors)
    {
    }
    Failure waitFor(short events, qint64 deadline, const Interruptor &interruptor);
    Failure read(char *data, qsizetype size, qint64 deadline, const Interruptor &interruptor);
    QString lastWords() const;

    pid_t m_pid;
    int m_socket;
    int m_errors; // a memory file: the worker's stderr
};

} // namespace radiosonde
