// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

#include <sys/types.h>

namespace radiosonde
{

// The load worker as a child process.
class LoadWorkerProcess
{
public:
    // The program at `path`. `socket` becomes our end of the socket to it: non-blocking, the caller closes
    // it.
    static Result<LoadWorkerProcess> start(const QString &path, int &socket);

    LoadWorkerProcess() = default;
    LoadWorkerProcess(LoadWorkerProcess &&other) noexcept;
    LoadWorkerProcess &operator=(LoadWorkerProcess &&other) noexcept;
    ~LoadWorkerProcess(); // kills and reaps it

    pid_t id() const { return m_id; }
    QString end(); // kills it where it still runs; how it ended, for people

private:
    explicit LoadWorkerProcess(pid_t id) : m_id(id) {}

    pid_t m_id = -1;
};

} // namespace radiosonde
