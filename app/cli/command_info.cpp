// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/stop_signals.h"
#include "app/cli/target_session.h"
#include "app/cli/types_options.h"
#include "app/common/language.h"
#include "app/run/kernel_types.h"
#include "app/targets/report_cache.h"
#include "app/targets/report_text.h"
#include "core/base/text.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QString asText(const TargetReport &report)
{
    QString text;
    const auto add = [&](const QString &name, const QString &value) {
        text += u"%1 %2\n"_s.arg(name, -18).arg(escapeControl(value));
    };
    for (const ReportLine &line : reportLines(report))
        add(line.name, line.value);
    for (const Feature &feature : report.features) {
        const QString answer = feature.available ? tr("yes") : tr("no");
        add(u"%1 %2"_s.arg(feature.kind, feature.name), u"%1  %2"_s.arg(answer, feature.detail));
    }
    for (const MissingOption &option : report.missing)
        add(report.configKnown ? tr("missing option") : tr("may be missing"),
            u"%1  %2"_s.arg(option.line, option.purpose));
    return text;
}

// Where programs would find the kernel's types: what the options or the target's settings say is read to see
// that it can be used.
Result<QString> describeTypes(const KernelTypesSource &source, const TargetReport &report,
                              const Interruptor &stop)
{
    if (source.isEmpty())
        return report.facts.hasBtf ? QString() : hintWithoutTypes(report.target);
    Compiler compiler;
    const QStringList folders = source.btfFile.isEmpty() ? source.headerFolders : QStringList();
    const Result<QString> types =
        compiler.kernelTypes({report.target.architecture, source.btfFile, folders}, stop);
    if (!types)
        return std::unexpected(types.error());
    return source.btfFile.isEmpty() ? tr("from the headers in %1").arg(folders.join(u':'))
                                    : tr("from %1").arg(source.btfFile);
}

Result<TargetReport> ask(const Arguments &arguments, const Interruptor &stop)
{
    const Result<TargetChoice> choice = chooseTarget(arguments.value(u"target"_s));
    if (!choice)
        return std::unexpected(choice.error());
    const Result<KernelTypesSource> given = readTypesOptions(arguments, choice->kernelTypes);
    if (!given)
        return std::unexpected(given.error());
    Boards boards(dataFolder() + u"/boards"_s);
    Result<TargetLease> lease = connectTo(*choice, boards, stop);
    if (!lease)
        return std::unexpected(lease.error());
    Result<TargetReport> report = makeTargetReport(*lease->session, *lease->loader, {}, stop);
    if (!report)
        return report;
    if (!choice->name.isEmpty())
        report->target.name = choice->name;
    const Result<QString> types = describeTypes(typesSource(*given, choice->url, boards), *report, stop);
    if (!types)
        return std::unexpected(types.error());
    report->types = *types;
    return report;
}

} // namespace

int commandInfo(const QStringList &argumentList)
{
    Arguments arguments(u"info [--target TARGET] [options]"_s,
                        tr("Says what a target is and what can be attached there."));
    arguments.addOption(u"target"_s, tr("Which target: an address, or a saved target's name (local)."),
                        u"TARGET"_s);
    addTypesOptions(arguments);
    arguments.addOption(u"json"_s, tr("Print one JSON object."));
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    Interruptor stop;
    const StopSignals signals(stop);
    const Result<TargetReport> answer = ask(arguments, stop);
    if (!answer)
        return report(answer.error());
    ReportCache().keep(*answer);
    printOut(arguments.has(u"json"_s)
                 ? QString::fromUtf8(QJsonDocument(reportToJson(*answer)).toJson(QJsonDocument::Compact)) +
                       u'\n'
                 : asText(*answer));
    return 0;
}

} // namespace radiosonde
