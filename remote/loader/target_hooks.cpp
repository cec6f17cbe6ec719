// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/target_hooks.h"

#include "remote/loader/hook.h"
#include "remote/session/session.h"
#include "remote/wire/wire.h"

#include <QCoreApplication>

#include <cerrno>
#include <memory>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

// The file that shows that a hook can be had, or nothing when no file does.
QString witness(const Hook &hook)
{
    switch (hook.kind) {
    case HookKind::Kprobe:
    case HookKind::KprobeMulti:
        return u"/sys/bus/event_source/devices/kprobe/type"_s;
    case HookKind::Uprobe:
        return u"/sys/bus/event_source/devices/uprobe/type"_s;
    case HookKind::Tracing:
    case HookKind::TypedRaw:
    case HookKind::Iterator:
        return u"/sys/kernel/btf/vmlinux"_s;
    case HookKind::Tracepoint:
        return u"/sys/kernel/tracing/events/%1/id"_s.arg(hook.target);
    default:
        return {};
    }
}

QString complaint(const Hook &hook)
{
    switch (hook.kind) {
    case HookKind::Kprobe:
    case HookKind::KprobeMulti:
        return tr("the kernel has no kprobes (CONFIG_KPROBES)");
    case HookKind::Uprobe:
        return tr("the kernel has no uprobes (CONFIG_UPROBES)");
    case HookKind::Tracepoint:
        return tr("the kernel has no tracepoint %1").arg(hook.target);
    default:
        return tr("the kernel has no type information of its own (CONFIG_DEBUG_INFO_BTF)");
    }
}

// Answers that come on the session's thread, waited for on another. Outlives whoever gave up waiting.
struct Answers
{
    std::mutex mutex;
    QHash<QString, bool> present;
    qsizetype missing = 0; // answers to come
    bool lost = false;
    int event = eventfd(0, EFD_CLOEXEC);

    Answers() = default;
    Answers(const Answers &) = delete;
    Answers &operator=(const Answers &) = delete;
    ~Answers() { close(event); }

    void take(const QString &path, qint64 result)
    {
        const std::scoped_lock lock(mutex);
        present.insert(path, result >= 0);
        lost |= result == -EPIPE;
        const quint64 one = 1;
        if (--missing == 0) [[maybe_unused]]
            const auto written = write(event, &one, sizeof one);
    }
};

} // namespace

Result<> TargetHooks::lookFor(const QStringList &paths, const Interruptor &interruptor)
{
    if (paths.isEmpty())
        return {};
    const auto answers = std::make_shared<Answers>();
    answers->missing = paths.size();
    for (const QString &path : paths) {
        const wire_readfile request{0, 1};
        QByteArray payload(reinterpret_cast<const char *>(&request), sizeof request);
        m_session.request(WIRE_READFILE, 0, 0, payload.append(path.toUtf8()),
                          [answers, path](const Reply &reply) { answers->take(path, reply.result); });
    }
    pollfd waiting[] = {{answers->event, POLLIN, 0}, {interruptor.fd(), POLLIN, 0}};
    while (poll(waiting, 2, -1) < 0 && errno == EINTR) {
    }
    const std::scoped_lock lock(answers->mutex);
    if (answers->missing > 0)
        return fail(ErrorKind::Cancelled, tr("Loading was stopped"));
    if (answers->lost)
        return fail(ErrorKind::Lost, tr("The target was lost while loading"));
    m_present.insert(answers->present);
    return {};
}

QString TargetHooks::lacking(const QString &section) const
{
    const Hook hook = parseHook(section);
    const QString path = witness(hook);
    return path.isEmpty() || m_present.value(path) ? QString() : complaint(hook);
}

Result<> TargetHooks::prune(const QList<CandidateProgram> &programs, Choice &choice,
                            const Interruptor &interruptor)
{
    QStringList paths;
    for (const CandidateProgram &program : programs) {
        const QString path = witness(parseHook(program.section));
        if (!path.isEmpty() && !m_present.value(path) && !paths.contains(path))
            paths.append(path);
    }
    if (const Result<> looked = lookFor(paths, interruptor); !looked)
        return looked;
    for (const CandidateProgram &program : programs) {
        const QString why = lacking(program.section);
        if (!why.isEmpty())
            choice.refuse(program.name, why);
    }
    return {};
}

} // namespace radiosonde
