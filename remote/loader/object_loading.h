// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/choice.h"
#include "remote/loader/loader.h"
#include "remote/loader/target_hooks.h"
#include "remote/loader/trampolines.h"
#include "remote/loader/worker_client.h"

namespace radiosonde
{

// The way of one object into the target's kernel: open, choose, load, and choose again for as long as
// refusals hit programs that something else can stand for.
class ObjectLoading
{
public:
    ObjectLoading(Session &session, WorkerClient &worker, TargetHooks &hooks, Trampolines &trampolines);

    Result<LoadResult> start(const LoadRequest &request, const Interruptor &interruptor);
    Result<LoadResult> load(const Interruptor &interruptor); // what is chosen now

    AttachJob attachJob() const;
    Choice &choice() { return m_choice; }
    const QList<CandidateProgram> &programs() const { return m_programs; }
    QString sectionOf(const QString &program) const;

    // Something was refused with this log, may be empty, and errno.
    void noteRefusal(const QString &verifierLog, int error);
    // Once nothing is left to try: an error when the refusals come from a kernel that is locked down.
    Result<> checkLockdown(const Interruptor &interruptor);

private:
    enum class Next : quint8 { Done, Again, Refused };

    Result<> open(const Interruptor &interruptor);
    Result<> findUprobes(const Interruptor &interruptor);
    Result<> prune(const Interruptor &interruptor);
    LoadJob makeJob() const;
    Result<Next> judge(const LoadAnswer &answer, LoadResult &result, const Interruptor &interruptor);
    Result<Next> judgePosted(const LoadAnswer &answer, const Interruptor &interruptor);
    Result<Next> judgeMap(const LoadAnswer &answer, LoadResult &result, const Interruptor &interruptor);
    Result<Next> judgeProgram(const LoadAnswer &answer, LoadResult &result, const Interruptor &interruptor);
    Result<> checkRights(int error, const Interruptor &interruptor);
    Result<QString> readLockdown(const Interruptor &interruptor);
    Next refuse(LoadResult &result, const QString &message);

    Session &m_session;
    WorkerClient &m_worker;
    TargetHooks &m_hooks;
    Trampolines &m_trampolines;
    LoadRequest m_request;
    QList<CandidateProgram> m_programs;
    Choice m_choice;
    QString m_version;
    QList<Diagnostic> m_uprobeWarnings;
    bool m_enlarge = true;
    bool m_resemblesLockdown = false;
};

} // namespace radiosonde
