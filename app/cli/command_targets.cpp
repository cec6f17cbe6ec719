// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

int commandTargets(const QStringList &argumentList)
{
    Arguments arguments(u"targets [options]"_s,
                        tr("Lists the targets that are known without asking for an address."));
    arguments.addOption(u"json"_s, tr("Print one JSON array."));
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    const QString url = u"local"_s;
    const QString name = tr("This machine");
    const QString kernel = QSysInfo::kernelVersion();
    if (arguments.has(u"json"_s)) {
        const QJsonArray array{QJsonObject{{u"url"_s, url},
                                           {u"name"_s, name},
                                           {u"host"_s, QSysInfo::machineHostName()},
                                           {u"release"_s, kernel},
                                           {u"arch"_s, QSysInfo::currentCpuArchitecture()}}};
        printOut(QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)) + u'\n');
    } else {
        printOut(u"%1 %2 (%3, Linux %4)\n"_s.arg(url, -10).arg(name, QSysInfo::machineHostName(), kernel));
    }
    return 0;
}

} // namespace radiosonde
