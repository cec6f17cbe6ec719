// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace radiosonde
{

struct JobOutcome
{
    QByteArray output; // what the job returned; only when `failure` is empty
    QString failure;   // how it ended otherwise, in words: a fatal message, a signal, the time that ran out
    bool timedOut = false;
};

// Runs `job` in a forked child and hands back what it returns. Each compilation is one: LLVM 19's BPF backend
// keeps pointers into freed modules in a file-static table (a second code generation in one process crashes),
// ends the process on code that it cannot select, and hostile macros make the preprocessor run or allocate
// without end. The child starts from the pristine state of the worker, is bounded in time and memory, can
// write no file, and dies with the worker.
JobOutcome runForked(const std::function<QByteArray()> &job, int timeoutMs);

} // namespace radiosonde
