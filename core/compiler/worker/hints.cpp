// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/hints.h"

#include "core/base/text.h"
#include "core/compiler/worker/embedded_headers.h"
#include "core/compiler/worker/source_files.h"

#include <clang/Basic/DiagnosticLex.h>
#include <clang/Basic/DiagnosticParse.h>
#include <clang/Basic/DiagnosticSema.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <utility>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Compiler", text);
}

// What stands in Clang's first pair of quotes.
QString quoted(const QString &message)
{
    const qsizetype begin = message.indexOf(QLatin1Char('\''));
    const qsizetype end = message.indexOf(QLatin1Char('\''), begin + 1);
    return begin < 0 || end < 0 ? QString() : message.mid(begin + 1, end - begin - 1);
}

// Header names that a probe may include.
QStringList publicHeaders()
{
    QStringList names{QStringLiteral("vmlinux.h")};
    for (const EmbeddedHeader &header : embeddedHeaders()) {
        QString name = QString::fromUtf8(header.name.data(), qsizetype(header.name.size()));
        if (name.startsWith(QLatin1StringView("uapi/")) || name.startsWith(QLatin1StringView("clang/")))
            name = name.section(QLatin1Char('/'), 1);
        else if (!name.startsWith(QLatin1StringView("bpf/")))
            continue;
        if (!name.startsWith(QLatin1StringView("__")) && !name.startsWith(QLatin1StringView("asm-generic")))
            names.append(name);
    }
    return names;
}

// The C library's, which a person used to user space may reach for.
constexpr std::array libraryHeaders = {"stdio.h",   "stdlib.h", "string.h",   "unistd.h", "errno.h",
                                       "assert.h",  "ctype.h",  "time.h",     "math.h",   "inttypes.h",
                                       "pthread.h", "signal.h", "sys/types.h"};

bool isKernelHeader(const QString &name)
{
    static constexpr std::array folders = {"linux/", "uapi/", "net/",    "asm/", "asm-generic/",
                                           "trace/", "scsi/", "crypto/", "drm/", "sound/",
                                           "media/", "rdma/", "acpi/",   "kvm/"};
    return std::any_of(folders.begin(), folders.end(),
                       [&](const char *folder) { return name.startsWith(QLatin1StringView(folder)); });
}

QString missingHeader(const QString &name, const WorkerRequest &request)
{
    for (const char *header : libraryHeaders)
        if (name == QLatin1StringView(header))
            return tr("a probe runs in the kernel, where there is no C library; its helpers are in "
                      "<bpf/bpf_helpers.h>");
    if (isKernelHeader(name) && request.typesFolders.isEmpty())
        return tr(
            "it is one of the kernel's own headers: name the folders of the target's header packages, with "
            "--kernel-headers DIR[:DIR] or in the target's settings; or include vmlinux.h instead, which has "
            "the same types");
    if (const QString near = nearest(name, publicHeaders()); !near.isEmpty())
        return tr("did you mean <%1>?").arg(near);
    return tr("headers are looked up in the probe's own folder and among vmlinux.h, <bpf/*.h>, and a few of "
              "<linux/*.h>; "
              "kernel types come from vmlinux.h");
}

// Macros and functions that a header of ours declares.
QString headerOf(const QString &name)
{
    static constexpr std::array<std::pair<const char *, const char *>, 12> prefixes = {{
        {"BPF_CORE_READ", "bpf/bpf_core_read.h"},
        {"bpf_core_", "bpf/bpf_core_read.h"},
        {"BPF_PROG", "bpf/bpf_tracing.h"},
        {"BPF_KPROBE", "bpf/bpf_tracing.h"},
        {"BPF_KRETPROBE", "bpf/bpf_tracing.h"},
        {"BPF_KSYSCALL", "bpf/bpf_tracing.h"},
        {"BPF_UPROBE", "bpf/bpf_tracing.h"},
        {"PT_REGS_", "bpf/bpf_tracing.h"},
        {"BPF_USDT", "bpf/usdt.bpf.h"},
        {"bpf_usdt_", "bpf/usdt.bpf.h"},
        {"bpf_ntoh", "bpf/bpf_endian.h"},
        {"bpf_hton", "bpf/bpf_endian.h"},
    }};
    for (const auto &[prefix, header] : prefixes)
        if (name.startsWith(QLatin1StringView(prefix)))
            return QString::fromLatin1(header);
    return name == QLatin1StringView("SEC") || name.startsWith(QLatin1StringView("bpf_"))
               ? QStringLiteral("bpf/bpf_helpers.h")
               : QString();
}

QString unknownName(const QString &name, const WorkerRequest &request)
{
    const QString header = headerOf(name);
    if (!header.isEmpty() && !request.source.contains(header.toUtf8()))
        return tr("is #include <%1> missing?").arg(header);
    if (!request.source.contains("vmlinux.h"))
        return tr("is #include \"vmlinux.h\" missing at the top? It declares the kernel's types");
    return {};
}

QString incompleteType(const WorkerRequest &request)
{
    if (!request.source.contains("vmlinux.h"))
        return tr("is #include \"vmlinux.h\" missing at the top? It declares the kernel's types");
    return tr("the vmlinux.h for %1 does not define this type: it may be private to a file of the kernel, "
              "built as a "
              "module, or absent in this version. Declare the members that the probe reads in a struct with "
              "__attribute__((preserve_access_index))")
        .arg(architectureName(request.architecture));
}

} // namespace

QString hintFor(unsigned id, const QString &message, const WorkerRequest &request)
{
    namespace diag = clang::diag;
    switch (id) {
    case diag::err_pp_file_not_found:
        return missingHeader(quoted(message), request);
    case diag::err_undeclared_var_use:
    case diag::ext_implicit_function_decl_c99:
    case diag::warn_implicit_function_decl:
    case diag::err_unknown_typename:
    case diag::err_undeclared_use:
    case diag::ext_missing_type_specifier:
    case diag::err_missing_type_specifier:
        return unknownName(quoted(message), request);
    case diag::err_typecheck_incomplete_tag:
    case diag::err_typecheck_decl_incomplete_type:
    case diag::err_sizeof_alignof_incomplete_or_sizeless_type:
    case diag::err_incomplete_type:
        return incompleteType(request);
    case diag::err_redefinition:
    case diag::err_redefinition_different_kind:
        return request.source.contains("vmlinux.h")
                   ? tr("vmlinux.h may have declared this name already: choose another")
                   : QString();
    case diag::err_no_member:
        return request.source.contains("vmlinux.h") ? tr("kernels differ: if only some have this member, "
                                                         "guard it with bpf_core_field_exists()")
                                                    : QString();
    case diag::warn_impcast_integer_64_32:
        return tr(
            "for a 32-bit target long has 32 bits, as in its kernel: __u64 and long long have 64 everywhere");
    default:
        return {};
    }
}

} // namespace radiosonde
