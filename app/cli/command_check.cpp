// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/target_session.h"
#include "app/common/language.h"
#include "app/run/probe_library.h"
#include "core/base/text.h"
#include "core/compiler/client.h"

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

Result<Architecture> architectureOf(const Arguments &arguments)
{
    if (arguments.has(u"arch"_s))
        return readArchitecture(arguments.value(u"arch"_s));
    if (!arguments.has(u"target"_s) || arguments.value(u"target"_s) == u"local")
        return hostArchitecture();
    const Result<TargetChoice> choice = chooseTarget(arguments.value(u"target"_s));
    if (!choice)
        return std::unexpected(choice.error());
    const Interruptor never;
    Boards boards(dataFolder() + u"/boards"_s);
    const Result<TargetLease> lease = connectTo(*choice, boards, never);
    if (!lease)
        return std::unexpected(lease.error());
    return lease->session->target().architecture;
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
    arguments.addOption(u"target"_s, tr("Compile for this target's architecture (local)."), u"URL"_s);
    arguments.addOption(u"arch"_s, tr("Compile for x86_64, arm64, arm or riscv64."), u"A"_s);
    arguments.addOption(u"json"_s, tr("Print the diagnostics as one JSON array."));
    if (const auto status = arguments.read(argumentList, 1, 1))
        return *status;
    const Result<ProbeSource> source = findProbe(arguments.positional().constFirst());
    if (!source)
        return report(source.error());
    const Result<Architecture> architecture = architectureOf(arguments);
    if (!architecture)
        return report(architecture.error());
    Compiler compiler;
    const Interruptor never;
    const auto result = compiler.compile({source->fileName, source->source, *architecture, {}, {}}, never);
    if (!result)
        return report(result.error());
    print(result->diagnostics, arguments.has(u"json"_s));
    return result->ok() ? 0 : exitCode(ErrorKind::Refused);
}

} // namespace radiosonde
