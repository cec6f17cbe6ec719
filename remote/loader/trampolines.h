// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker_client.h"

#include <optional>

namespace radiosonde
{

// Whether fentry and fexit programs work on the target. Files do not tell - some kernels refuse at load,
// others only at attaching - so it is tried, once per boot of a kernel and set of rights: the answer is kept
// in the target's cache.
class Trampolines
{
public:
    Trampolines(Session &session, WorkerClient &worker) : m_session(session), m_worker(worker) {}

    // Why they do not work; empty: they do.
    Result<QString> complaint(const Interruptor &interruptor);

private:
    QString cacheFile() const;

    Session &m_session;
    WorkerClient &m_worker;
    std::optional<QString> m_known;
};

} // namespace radiosonde
