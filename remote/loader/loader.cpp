// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/loader.h"

#include "remote/loader/conversions.h"
#include "remote/loader/features.h"
#include "remote/loader/hook.h"
#include "remote/loader/object_loading.h"
#include "remote/loader/refusal.h"
#include "remote/loader/types_file.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

} // namespace

class Loader::Impl
{
public:
    Impl(Session &session, const QString &workerPath)
        : worker(session, workerPath), hooks(session), trampolines(session, worker),
          loading(session, worker, hooks, trampolines)
    {
    }

    // Refuses what did not attach; whether something else was chosen for it.
    bool takeOutcomes(const AttachAnswer &answer);
    Result<AttachResult> reload(const Interruptor &interruptor);

    WorkerClient worker;
    TargetHooks hooks;
    Trampolines trampolines;
    ObjectLoading loading;
    QSet<QString> attached;
};

bool Loader::Impl::takeOutcomes(const AttachAnswer &answer)
{
    bool grouped = false;
    attached.clear();
    for (const AttachOutcome &outcome : answer.programs) {
        const QString name = toText(outcome.program);
        if (outcome.error == 0) {
            attached.insert(name);
            continue;
        }
        loading.noteRefusal({}, outcome.error);
        const Choice &choice = loading.choice();
        grouped |= choice.isInGroup(name) && !choice.isOptional(name);
        loading.choice().refuse(name, attachRefusal(parseHook(loading.sectionOf(name)), outcome.error));
    }
    return grouped;
}

// An alternative of several programs is attached whole or not at all.
Result<Loader::AttachResult> Loader::Impl::reload(const Interruptor &interruptor)
{
    AttachResult result;
    attached.clear();
    if (const Result<> unloaded = worker.tell(JobUnload, interruptor); !unloaded)
        return std::unexpected(unloaded.error());
    if (loading.choice().enabled().isEmpty()) {
        if (const Result<> open = loading.checkLockdown(interruptor); !open)
            return std::unexpected(open.error());
        result.programs = loading.choice().states({});
        return result;
    }
    Result<LoadResult> loaded = loading.load(interruptor);
    if (!loaded)
        return std::unexpected(loaded.error());
    result.load = std::move(*loaded);
    result.programs = result.load.programs;
    result.diagnostics = result.load.diagnostics;
    result.reload = result.load.loaded;
    return result;
}

Loader::Loader(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}

Loader::~Loader() = default;

Result<std::unique_ptr<Loader>> Loader::start(Session &session, const QString &workerPath)
{
    auto impl = std::make_unique<Impl>(session, workerPath);
    if (const Result<> started = impl->worker.ensure(); !started)
        return std::unexpected(started.error());
    return std::unique_ptr<Loader>(new Loader(std::move(impl)));
}

Result<LoadResult> Loader::load(const LoadRequest &request, const Interruptor &interruptor)
{
    m->attached.clear();
    return m->loading.start(request, interruptor);
}

Result<QList<std::pair<quint16, int>>> Loader::openPerfBuffer(const QString &map, quint32 bytes,
                                                              const Interruptor &interruptor)
{
    const auto answer = m->worker.ask<PerfAnswer>(JobPerf, PerfJob{map.toStdString(), bytes}, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->error != 0)
        return fail(ErrorKind::Refused,
                    tr("The perf buffer %1 cannot be opened: %2").arg(map, errnoText(answer->error)));
    QList<std::pair<quint16, int>> events;
    for (const JobPerfEvent &event : answer->events)
        events.append({quint16(event.cpu), event.fd});
    return events;
}

Result<Loader::AttachResult> Loader::attach(const Interruptor &interruptor)
{
    const auto answer = m->worker.ask<AttachAnswer>(JobAttach, m->loading.attachJob(), interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    if (m->takeOutcomes(*answer))
        return m->reload(interruptor);
    if (m->attached.isEmpty()) {
        if (const Result<> open = m->loading.checkLockdown(interruptor); !open)
            return std::unexpected(open.error());
    }
    AttachResult result;
    result.programs = m->loading.choice().states(m->attached);
    for (const AttachOutcome &outcome : answer->programs) {
        if (outcome.iterator >= 0)
            result.iterators.append({toText(outcome.program), outcome.iterator, outcome.reading});
    }
    return result;
}

Result<quint64> Loader::detach(const Interruptor &interruptor)
{
    m->attached.clear();
    const auto answer = m->worker.ask<DetachAnswer>(JobDetach, ProbeJob{}, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    return answer->missed;
}

Result<> Loader::unload(const Interruptor &interruptor)
{
    m->attached.clear();
    return m->worker.tell(JobUnload, interruptor);
}

bool Loader::isAlive() const
{
    return m->worker.isAlive();
}

Result<QByteArray> Loader::vmlinuxHeader(const QString &btfPath, const Interruptor &interruptor)
{
    const Result<std::string> types = readTypes(btfPath);
    if (!types)
        return std::unexpected(types.error());
    const auto answer = m->worker.ask<HeaderAnswer>(JobHeader, HeaderJob{*types}, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->error != 0) {
        return fail(ErrorKind::Refused,
                    tr("The target's kernel tells no types of its own: %1").arg(errnoText(answer->error)));
    }
    return QByteArray::fromStdString(answer->text);
}

Result<QList<Feature>> Loader::features(const Interruptor &interruptor)
{
    return probeFeatures(m->worker, interruptor);
}

} // namespace radiosonde
