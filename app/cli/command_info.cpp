// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/stop_signals.h"
#include "app/cli/target_session.h"
#include "app/common/language.h"
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

Result<TargetReport> ask(const QString &given, const Interruptor &stop)
{
    const Result<TargetChoice> choice = chooseTarget(given);
    if (!choice)
        return std::unexpected(choice.error());
    Boards boards(dataFolder() + u"/boards"_s);
    Result<TargetLease> lease = connectTo(*choice, boards, stop);
    if (!lease)
        return std::unexpected(lease.error());
    Result<TargetReport> report = makeTargetReport(*lease->session, *lease->loader, {}, stop);
    if (report && !choice->name.isEmpty())
        report->target.name = choice->name;
    return report;
}

} // namespace

int commandInfo(const QStringList &argumentList)
{
    Arguments arguments(u"info --target TARGET [options]"_s,
                        tr("Says what a target is and what can be attached there."));
    arguments.addOption(u"target"_s, tr("Which target: an address, or a saved target's name (local)."),
                        u"TARGET"_s);
    arguments.addOption(u"json"_s, tr("Print one JSON object."));
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    Interruptor stop;
    const StopSignals signals(stop);
    const Result<TargetReport> answer = ask(arguments.value(u"target"_s), stop);
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
