// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/target_session.h"
#include "app/cli/types_options.h"
#include "app/common/language.h"
#include "app/run/kernel_types.h"
#include "app/run/probe_library.h"
#include "core/base/text.h"
#include "core/compiler/client.h"
#include "remote/loader/types_header.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QJsonObject toJson(const FixIt &fix)
{
    return {{u"line"_s, fix.line},
            {u"column"_s, fix.column},
            {u"endLine"_s, fix.endLine},
            {u"endColumn"_s, fix.endColumn},
            {u"replacement"_s, fix.replacement}};
}

QJsonObject toJson(const Diagnostic &diagnostic)
{
    QJsonArray fixits;
    for (const FixIt &fix : diagnostic.fixits)
        fixits.append(toJson(fix));
    return {{u"severity"_s, severityName(diagnostic.severity)},
            {u"file"_s, diagnostic.file},
            {u"line"_s, diagnostic.line},
            {u"column"_s, diagnostic.column},
            {u"message"_s, diagnostic.message},
            {u"hint"_s, diagnostic.hint},
            {u"fixits"_s, fixits}};
}

CompileRequest requestFor(const ProbeSource &source, Architecture architecture)
{
    CompileRequest request;
    request.fileName = source.fileName;
    request.source = source.source;
    request.architecture = architecture;
    return request;
}

// For an architecture alone: with the types of the shipped header, and those that the options name beside
// them.
Result<CompileResult> checkFor(const ProbeSource &source, Architecture architecture,
                               const KernelTypesSource &given)
{
    const Interruptor never;
    Compiler compiler;
    CompileRequest request = requestFor(source, architecture);
    request.kernelHeaders = given.headerFolders;
    if (given.btfFile.isEmpty())
        return compiler.compile(request, never);
    const Result<QString> types = compiler.kernelTypes({architecture, given.btfFile, {}}, never);
    if (!types)
        return std::unexpected(types.error());
    Result<CompileResult> first = compiler.compile(request, never);
    if (!first)
        return first;
    const auto makeHeader = [&] {
        return headerOfTypes(libexecFolder() + u"/radiosonde-loader"_s, *types, never);
    };
    return compileWithHeader(request, *std::move(first), makeHeader, compiler, never);
}

// For a target: its own types, or those that the options name, stand beside the shipped header's.
Result<CompileResult> checkForTarget(const ProbeSource &source, const Arguments &arguments)
{
    const Result<TargetChoice> choice = chooseTarget(arguments.value(u"target"_s));
    if (!choice)
        return std::unexpected(choice.error());
    const Result<KernelTypesSource> given = readTypesOptions(arguments, choice->kernelTypes);
    if (!given)
        return std::unexpected(given.error());
    const Interruptor never;
    Boards boards(dataFolder() + u"/boards"_s);
    const Result<TargetLease> lease = connectTo(*choice, boards, never);
    if (!lease)
        return std::unexpected(lease.error());
    Compiler compiler;
    const auto types =
        findKernelTypes(typesSource(*given, choice->url, boards), *lease->session, compiler, nullptr, never);
    if (!types)
        return std::unexpected(types.error());
    CompileRequest request = requestFor(source, lease->session->target().architecture);
    request.kernelHeaders = typesSource(*given, choice->url, boards).headerFolders;
    const Result<CompileResult> first = compiler.compile(request, never);
    return first ? compileWithTypes(request, *first, *types, *lease, compiler, never) : first;
}

Result<CompileResult> check(const ProbeSource &source, const Arguments &arguments)
{
    if (arguments.has(u"target"_s) && !arguments.has(u"arch"_s))
        return checkForTarget(source, arguments);
    const Result<KernelTypesSource> given = readTypesOptions(arguments, {});
    if (!given)
        return std::unexpected(given.error());
    const Result<Architecture> architecture =
        arguments.has(u"arch"_s) ? readArchitecture(arguments.value(u"arch"_s)) : hostArchitecture();
    return architecture ? checkFor(source, *architecture, *given) : std::unexpected(architecture.error());
}

void print(const QList<Diagnostic> &diagnostics, bool json)
{
    if (json) {
        QJsonArray array;
        for (const Diagnostic &diagnostic : diagnostics)
            array.append(toJson(diagnostic));
        printOut(QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)) + u'\n');
        return;
    }
    for (const Diagnostic &diagnostic : diagnostics) {
        QString text = format(diagnostic) + u'\n';
        for (const FixIt &fix : diagnostic.fixits)
            text += u"%1:%2:%3: note: %4\n"_s.arg(escapeControl(diagnostic.file))
                        .arg(fix.line)
                        .arg(fix.column)
                        .arg(tr("replace by \"%1\"").arg(escapeControl(fix.replacement)));
        const QByteArray bytes = text.toUtf8();
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    }
}

} // namespace

int commandCheck(const QStringList &argumentList)
{
    Arguments arguments(u"check FILE.c [options]"_s,
                        tr("Compiles a probe and prints the compiler's diagnostics."));
    arguments.addOption(u"target"_s, tr("Compile for this target's architecture and kernel (local)."),
                        u"URL"_s);
    arguments.addOption(u"arch"_s, tr("Compile for x86_64, arm64, arm or riscv64."), u"A"_s);
    addTypesOptions(arguments);
    arguments.addOption(u"json"_s, tr("Print the diagnostics as one JSON array."));
    if (const auto status = arguments.read(argumentList, 1, 1))
        return *status;
    const Result<ProbeSource> source = findProbe(arguments.positional().constFirst());
    if (!source)
        return report(source.error());
    const Result<CompileResult> result = check(*source, arguments);
    if (!result)
        return report(result.error());
    print(result->diagnostics, arguments.has(u"json"_s));
    return result->ok() ? 0 : exitCode(ErrorKind::Refused);
}

} // namespace radiosonde
