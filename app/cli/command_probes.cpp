// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/run/probe_library.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString asJson(const QList<LibraryProbe> &probes)
{
    QJsonArray array;
    for (const LibraryProbe &probe : probes) {
        array.append(QJsonObject{{u"name"_s, probe.name},
                                 {u"title"_s, probe.title},
                                 {u"category"_s, probe.category},
                                 {u"description"_s, probe.description},
                                 {u"path"_s, probe.path}});
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)) + u'\n';
}

QString asText(const QList<LibraryProbe> &probes)
{
    QString text;
    for (const LibraryProbe &probe : probes)
        text += u"%1 %2 %3\n"_s.arg(probe.name, -14).arg(probe.category, -10).arg(probe.title);
    return text;
}

} // namespace

int commandProbes(const QStringList &argumentList)
{
    Arguments arguments(u"probes [options]"_s,
                        QCoreApplication::translate("CommandLine", "Lists the probes of the library."));
    arguments.addOption(u"json"_s, QCoreApplication::translate("CommandLine", "Print one JSON array."));
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    const Result<QList<LibraryProbe>> probes = listProbes();
    if (!probes)
        return report(probes.error());
    printOut(arguments.has(u"json"_s) ? asJson(*probes) : asText(*probes));
    return 0;
}

} // namespace radiosonde
