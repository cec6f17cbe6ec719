// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/kernel_types.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint64 mostFormatBytes = 256 << 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("Run", text);
}

// Errors that the target's own types may mend.
bool missesType(const QList<Diagnostic> &diagnostics)
{
    return std::ranges::any_of(diagnostics, [](const Diagnostic &diagnostic) {
        const QString &text = diagnostic.message;
        return diagnostic.severity == Severity::Error &&
               (text.contains(u"unknown type name") || text.contains(u"incomplete") ||
                text.contains(u"no member named") || text.contains(u"undeclared identifier"));
    });
}

// A file that is missing is no error, a target that is gone is.
Result<QByteArray> readIfThere(Session &session, const QString &path, quint64 maximum,
                               const Interruptor &stop)
{
    Result<QByteArray> bytes = session.readFile(path, maximum, stop);
    if (!bytes && bytes.error().kind == ErrorKind::Refused)
        return QByteArray();
    return bytes;
}

// "tracepoint/block/block_rq_issue" -> "block/block_rq_issue"; else empty.
QString tracepointOf(QString section)
{
    if (section.startsWith(u'?'))
        section.remove(0, 1);
    for (const QLatin1StringView prefix : {"tracepoint/"_L1, "tp/"_L1}) {
        if (section.startsWith(prefix))
            return section.sliced(prefix.size());
    }
    return {};
}

// Whose format tells what a program at the tracepoint gets: a system call's own tracepoint shows the call's
// arguments by name, but hands over the same numbered ones as the tracepoint of all calls.
QString formatOf(const QString &tracepoint)
{
    if (tracepoint.startsWith("syscalls/sys_enter_"_L1))
        return u"raw_syscalls/sys_enter"_s;
    if (tracepoint.startsWith("syscalls/sys_exit_"_L1))
        return u"raw_syscalls/sys_exit"_s;
    return tracepoint;
}

QString hintWithHeaders()
{
    return tr(
        "Headers do not tell types that a .c file of the kernel keeps to itself: --btf with the kernel's "
        "vmlinux with debug information does");
}

} // namespace

QString hintWithoutTypes(const TargetInfo &target)
{
    const QStringList packages = debianHeaderPackages(target.release);
    if (packages.isEmpty())
        return tr(
            "The kernel has no BTF: give the folders of its headers with --kernel-headers, or its vmlinux, "
            "or BTF made of it, with --btf");
    return tr("The kernel has no BTF: unpack Debian's packages %1 and %2 for %3 and give --kernel-headers "
              "/usr/src/%1, or give the kernel's vmlinux, or BTF made of it, with --btf")
        .arg(packages[0], packages[1], target.machine);
}

KernelTypesSource typesSource(const KernelTypesSource &given, const QString &url, const Boards &boards)
{
    constexpr QLatin1StringView scheme("board://");
    if (!given.isEmpty() || !url.startsWith(scheme))
        return given;
    return {{}, boards.kernelHeaders(url.sliced(scheme.size()))};
}

Result<KernelTypes> findKernelTypes(const KernelTypesSource &source, Session &session, Compiler &compiler,
                                    ConnectObserver *observer, const Interruptor &stop)
{
    KernelTypes types;
    if (source.isEmpty()) {
        const Result<QByteArray> own = readIfThere(session, u"/sys/kernel/btf/vmlinux"_s, 1, stop);
        if (!own)
            return std::unexpected(own.error());
        types.ofTarget = !own->isEmpty();
        types.hint = types.ofTarget ? QString() : hintWithoutTypes(session.target());
        return types;
    }
    if (observer)
        observer->progress(tr("Reading the kernel's types"));
    const KernelTypesRequest request{session.target().architecture, source.btfFile,
                                     source.btfFile.isEmpty() ? source.headerFolders : QStringList()};
    Result<QString> path = compiler.kernelTypes(request, stop);
    if (!path)
        return std::unexpected(path.error());
    types.btfPath = *std::move(path);
    types.hint = source.btfFile.isEmpty() ? hintWithHeaders() : QString();
    return types;
}

Result<QList<std::pair<QString, QByteArray>>> readTracepointFormats(const QList<ProgramFacts> &programs,
                                                                    Session &session, const Interruptor &stop)
{
    QList<std::pair<QString, QByteArray>> formats;
    QHash<QString, QByteArray> read;
    for (const ProgramFacts &program : programs) {
        const QString tracepoint = tracepointOf(program.section);
        const QString source = formatOf(tracepoint);
        if (tracepoint.count(u'/') != 1 || tracepoint.contains(".."_L1))
            continue;
        if (!read.contains(source)) {
            const Result<QByteArray> text = readIfThere(
                session, u"/sys/kernel/tracing/events/%1/format"_s.arg(source), mostFormatBytes, stop);
            if (!text)
                return std::unexpected(text.error());
            read.insert(source, *text);
        }
        if (!read[source].isEmpty())
            formats.append({tracepoint, read[source]});
    }
    return formats;
}

Result<CompileResult> compileWithTypes(CompileRequest request, CompileResult first, const KernelTypes &types,
                                       const TargetLease &lease, Compiler &compiler, const Interruptor &stop)
{
    request.buildId = lease.session->target().buildId;
    return compileWithHeader(
        std::move(request), std::move(first),
        [&] { return lease.loader->vmlinuxHeader(types.btfPath, stop); }, compiler, stop);
}

Result<CompileResult> compileWithHeader(CompileRequest request, CompileResult first,
                                        const std::function<Result<QByteArray>()> &makeHeader,
                                        Compiler &compiler, const Interruptor &stop)
{
    if (first.ok() || !missesType(first.diagnostics))
        return first;
    const auto header = makeHeader();
    if (!header && header.error().kind == ErrorKind::Cancelled)
        return std::unexpected(header.error());
    if (!header)
        return first; // whose diagnostics say all that can be said
    request.extraVmlinux = *header;
    Result<CompileResult> second = compiler.compile(request, stop);
    return second && !second->ok() ? std::move(first) : std::move(second);
}

QStringList debianHeaderPackages(const QString &release)
{
    // 6.1.0-50-armmp, 6.12.107+deb13-arm64, 5.10.0-46-rt-amd64, 6.12.12+bpo-cloud-arm64
    static const QRegularExpression debian(u"^(\\d+\\.\\d+\\.\\d+(?:-\\d+|\\+\\w+))-(rt-)?[a-z][\\w-]*$"_s);
    const QRegularExpressionMatch match = debian.match(release);
    if (!match.hasMatch())
        return {};
    const QString common = match.hasCaptured(2) ? u"common-rt"_s : u"common"_s;
    return {u"linux-headers-"_s + release, u"linux-headers-%1-%2"_s.arg(match.captured(1), common)};
}

} // namespace radiosonde
