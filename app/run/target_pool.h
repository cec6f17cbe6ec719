// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "remote/boards/boards.h"
#include "remote/loader/loader.h"
#include "remote/session/session.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace radiosonde
{

// A session and its load worker: what a run needs of a target. Members are destroyed in the right order.
struct TargetLease
{
    std::unique_ptr<Session> session;
    std::unique_ptr<Loader> loader;
    bool logged = false; // the stub keeps a log for one run: not for the next one
};

// What the stub may do on the target: what tracing needs, or all that it was started with. Uprobes want
// CAP_SYS_ADMIN on newer kernels (kernel/events/core.c, perf_uprobe_event_init).
enum class StubRights : quint8 { Tracing, All };

// Keeps sessions that runs have ended with warm, by URL, so that the next run starts at once. Thread-safe.
class TargetPool
{
public:
    // Without `boards` there are no virtual ones.
    explicit TargetPool(Boards *boards = nullptr) : m_boards(boards) {}

    // A warm session where one is idle, else a new one. Blocks while connecting; kinds Usage, Unreachable,
    // Cancelled.
    Result<TargetLease> acquire(const QString &url, StubRights rights, ConnectObserver *observer,
                                const Interruptor &interruptor);

    // A session of its own, whose stub keeps a log in a file of the target that must not exist yet.
    Result<TargetLease> acquireLogged(const QString &url, StubRights rights, const QString &targetLog,
                                      ConnectObserver *observer, const Interruptor &interruptor);

    // Gives a lease back in working order (nothing loaded). Sessions that have failed are to be dropped
    // instead.
    void giveBack(const QString &url, StubRights rights, TargetLease lease);

    void forget(const QString &url); // its idle sessions: the target went away
    void clear();                    // ends all idle sessions

private:
    Result<TargetLease> open(const QString &url, const SessionOptions &options, ConnectObserver *observer,
                             const Interruptor &interruptor);

    Boards *m_boards;
    std::mutex m_mutex;
    std::map<std::pair<QString, StubRights>, std::vector<TargetLease>> m_idle;
};

} // namespace radiosonde
