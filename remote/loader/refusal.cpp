// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/refusal.h"

#include "remote/wire/wire.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

constexpr int kernelNotSupported = 524; // ENOTSUPP, which no user space header has

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

QString becomeRoot(const TargetInfo &target)
{
    return target.url == "local"_L1 ? tr("Run as root, or let pkexec or sudo start the stub")
                                    : tr("Log in as root, or add ?become=sudo to the target's address");
}

} // namespace

QString errnoText(int error)
{
    if (error == kernelNotSupported)
        return tr("Operation not supported by this kernel (524)");
    return QString::fromLocal8Bit(strerror(error));
}

static QString socketRefusal(int error)
{
    if (error == EPERM)
        return tr("the stub has no CAP_NET_RAW on the target, and a socket filter takes it");
    if (error == EAFNOSUPPORT)
        return tr("the kernel has no packet sockets (CONFIG_PACKET)");
    return tr("the packet socket refused: %1").arg(errnoText(error));
}

static QString uprobeAttachRefusal(const Hook &hook, int error)
{
    if (error == EACCES)
        return tr("this kernel lets only CAP_SYS_ADMIN set uprobes, and the stub has given it up");
    if (error == ESRCH && hook.prefix == "usdt"_L1)
        return tr(
            "a kernel before 5.15 tells USDT probes of libraries and movable programs apart in one process "
            "only: set binary to PID:FILE");
    if (error == ENOENT && hook.prefix == "usdt"_L1)
        return tr("the program does not include bpf/usdt.bpf.h");
    if (error == E2BIG && hook.prefix == "usdt"_L1)
        return tr("the probe has more places than BPF_USDT_MAX_SPEC_CNT allows: define it larger before "
                  "bpf/usdt.bpf.h is included");
    if (error == kernelNotSupported || error == EOPNOTSUPP)
        return tr("the kernel cannot set a probe at this instruction (%1)").arg(via(hook));
    return tr("%1 refused: %2").arg(via(hook), errnoText(error));
}

QString attachRefusal(const Hook &hook, int error)
{
    const bool named = !hook.target.isEmpty();
    if (hook.kind == HookKind::Uprobe)
        return uprobeAttachRefusal(hook, error);
    if (hook.kind == HookKind::SocketFilter)
        return socketRefusal(error);
    if (hook.kind == HookKind::Iterator && (error == EBADF || error == EINVAL) &&
        hook.target.startsWith("bpf_"_L1))
        return tr("this iterator goes through a map or storage that it must be given, and Radiosonde gives "
                  "it none");
    if (hook.kind == HookKind::KprobeMulti && error == EINVAL)
        return tr("among the functions called %1 is one that cannot be probed: choose a narrower pattern")
            .arg(hook.target);
    if (hook.kind == HookKind::KprobeMulti && error == EOPNOTSUPP)
        return tr("the kernel was built without it (CONFIG_FPROBE)");
    if (error == EOPNOTSUPP)
        return tr("Radiosonde does not attach programs of this kind (%1)").arg(hook.prefix);
    if (error == kernelNotSupported && hook.kind == HookKind::Tracing)
        return tr("the kernel cannot put trampolines at functions on this architecture (error 524)");
    if (error == ENOENT && hook.kind == HookKind::Tracepoint)
        return tr("the kernel has no tracepoint %1").arg(hook.target);
    // perf_event_set_bpf_prog() in kernel/events/core.c compares the program with the event's fields.
    if (error == EACCES && hook.kind == HookKind::Tracepoint)
        return tr("%1 refused: %2; so it is where a program reads more than the event has, such as an "
                  "argument "
                  "that a system call does not have")
            .arg(via(hook), errnoText(error));
    if (error == ENOENT && (hook.kind == HookKind::Raw || hook.kind == HookKind::TypedRaw))
        return tr("the kernel has no raw tracepoint %1").arg(hook.target);
    if ((error == ENOENT || error == ESRCH || error == EADDRNOTAVAIL) && named)
        return tr("the kernel has no function %1 that can be probed").arg(hook.target);
    if (error == EINVAL && hook.kind == HookKind::Kprobe)
        return tr("the kernel lets nobody probe %1: it was inlined or is barred").arg(hook.target);
    return tr("%1 refused: %2").arg(via(hook), errnoText(error));
}

bool resemblesLockdown(const QString &verifierLog, int error)
{
    return error == EPERM || verifierLog.contains("unknown func bpf_probe_read"_L1);
}

std::optional<Error> lockedDown(const QString &lockdown)
{
    if (!lockdown.contains("[confidentiality]"_L1) && !lockdown.contains("lockdown=confidentiality"_L1))
        return std::nullopt;
    return Error{ErrorKind::Unreachable,
                 tr("The target's kernel is locked down: it lets nobody read its memory"),
                 tr("Start it without lockdown=confidentiality on its command line, and with nothing that "
                    "locks it later (/sys/kernel/security/lockdown)")};
}

std::pair<int, int> kernelVersion(const QString &release)
{
    const QStringList parts = release.split(u'.');
    QString minor = parts.value(1);
    qsizetype digits = 0;
    while (digits < minor.size() && minor[digits].isDigit())
        ++digits;
    return {parts.value(0).toInt(), minor.first(digits).toInt()};
}

std::optional<Error> missingRight(const TargetInfo &target, int error, const QString &lockdown)
{
    if (error == ENOSYS)
        return Error{ErrorKind::Unreachable,
                     tr("The target's kernel has no bpf(2): it was built without CONFIG_BPF_SYSCALL"),
                     tr("Build it with CONFIG_BPF_SYSCALL=y and CONFIG_BPF_EVENTS=y")};
    if (error != EPERM && error != EACCES)
        return std::nullopt;
    const quint32 has = target.capabilities;
    const auto [major, minor] = kernelVersion(target.release);
    const auto since = [&, ma = major, mi = minor](int m, int n) { return ma > m || (ma == m && mi >= n); };
    if (!(has & WIRE_CAP_SYS_ADMIN) && !since(5, 8))
        return Error{ErrorKind::Unreachable, tr("The target's kernel wants CAP_SYS_ADMIN for tracing"),
                     becomeRoot(target)};
    if (!(has & (WIRE_CAP_SYS_ADMIN | WIRE_CAP_BPF)))
        return Error{ErrorKind::Unreachable, tr("The stub has no CAP_BPF on the target"), becomeRoot(target)};
    if (!(has & (WIRE_CAP_SYS_ADMIN | WIRE_CAP_PERFMON)))
        return Error{ErrorKind::Unreachable, tr("The stub has no CAP_PERFMON on the target"),
                     becomeRoot(target)};
    if (std::optional<Error> locked = lockedDown(lockdown))
        return locked;
    if (error == EPERM && !since(5, 11))
        return Error{ErrorKind::Unreachable,
                     tr("The target's kernel charges maps to RLIMIT_MEMLOCK, and the limit is met"),
                     tr("Raise the limit (ulimit -l unlimited), or give the stub CAP_SYS_RESOURCE")};
    return std::nullopt;
}

} // namespace radiosonde
