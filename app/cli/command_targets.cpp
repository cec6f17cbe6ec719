// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/common/language.h"
#include "app/targets/board_targets.h"
#include "app/targets/discovery.h"
#include "app/targets/serial_targets.h"
#include "core/base/text.h"

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

QJsonObject asJson(const KnownTarget &target)
{
    QJsonObject object{{u"url"_s, target.url},
                       {u"name"_s, target.name},
                       {u"kind"_s, targetKindName(target.kind)},
                       {u"state"_s, targetStateName(target.state)},
                       {u"detail"_s, target.detail}};
    if (target.kind == TargetKind::Local) {
        object.insert("host"_L1, QSysInfo::machineHostName());
        object.insert("release"_L1, QSysInfo::kernelVersion());
        object.insert("arch"_L1, QSysInfo::currentCpuArchitecture());
    }
    if (target.kind == TargetKind::Saved) {
        const SavedTarget &saved = target.saved;
        object.insert("notes"_L1, saved.notes);
        object.insert("btf"_L1, saved.kernelTypes.btfFile);
        object.insert("kernel_headers"_L1, QJsonArray::fromStringList(saved.kernelTypes.headerFolders));
        object.insert("sysroots"_L1, QJsonArray::fromStringList(saved.sysroots));
        object.insert("target_log"_L1, saved.targetLog);
    }
    if (target.kind == TargetKind::Adb) {
        object.insert("serial"_L1, target.device.serial);
        object.insert("adb_state"_L1, target.device.state);
        object.insert("model"_L1, target.device.model);
        object.insert("product"_L1, target.device.product);
    }
    if (target.kind == TargetKind::Serial) {
        object.insert("device"_L1, target.port.device);
        object.insert("manufacturer"_L1, target.port.manufacturer);
        object.insert("description"_L1, target.port.description);
        object.insert("serial"_L1, target.port.serialNumber);
    }
    return object;
}

QString stateWord(TargetState state)
{
    switch (state) {
    case TargetState::Ready:
        return tr("ready");
    case TargetState::Starting:
        return tr("starting");
    case TargetState::Stopped:
        return tr("stopped");
    case TargetState::Unavailable:
        return tr("unavailable");
    case TargetState::Unknown:
        break;
    }
    return {};
}

QString asText(const KnownTarget &target)
{
    QStringList rest;
    const bool isAdb = target.kind == TargetKind::Adb;
    for (const QString &part : {isAdb ? target.device.state : stateWord(target.state), target.detail}) {
        if (!part.isEmpty())
            rest.append(escapeControl(part));
    }
    const QString line = u"%1 %2"_s.arg(target.url, -26).arg(target.name);
    return rest.isEmpty() ? line + u'\n' : u"%1 (%2)\n"_s.arg(line, rest.join(u", "_s));
}

int print(bool json)
{
    const Boards boards(dataFolder() + "/boards"_L1);
    const Interruptor never;
    QStringList notices;
    const QList<KnownTarget> devices = adbTargetsNow(notices, never);
    const KnownTargets known =
        listTargets(SavedTargets(), devices + serialTargets(serialPortsNow()) + boardTargets(boards));
    for (const QString &notice : notices)
        printError(notice);
    for (const QString &notice : known.notices)
        printError(notice);
    QJsonArray array;
    QString text;
    for (const KnownTarget &target : known.targets) {
        array.append(asJson(target));
        text += asText(target);
    }
    printOut(json ? QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)) + u'\n' : text);
    return 0;
}

int finish(const Result<QString> &notice)
{
    if (!notice)
        return report(notice.error());
    if (!notice->isEmpty())
        printError(*notice);
    return 0;
}

// NAME=URL: a new target, or another address for one that is there; its settings stay.
int save(const QString &assignment)
{
    const qsizetype equals = assignment.indexOf(u'=');
    if (equals <= 0)
        return report({ErrorKind::Usage, tr("--save takes NAME=URL, not %1").arg(assignment), {}});
    const SavedTargets saved;
    const Result<SavedTargets::Listing> listing = saved.list();
    if (!listing)
        return report(listing.error());
    if (!listing->notice.isEmpty())
        printError(listing->notice);
    SavedTarget target{.name = assignment.first(equals)};
    QString replaces;
    for (const SavedTarget &each : listing->targets) {
        if (each.name == target.name) {
            target = each;
            replaces = each.name;
        }
    }
    target.url = assignment.sliced(equals + 1);
    return finish(saved.save(target, replaces));
}

int importHosts()
{
    const SavedTargets saved;
    const Result<SavedTargets::Listing> listing = saved.list();
    if (!listing)
        return report(listing.error());
    const Result<SavedTargets::Imported> imported = saved.import(importableTargets(listing->targets));
    if (!imported)
        return report(imported.error());
    for (const QString &notice : {listing->notice, imported->notice}) {
        if (!notice.isEmpty())
            printError(notice);
    }
    for (const QString &name : imported->names)
        printOut(name + u'\n');
    return 0;
}

} // namespace

int commandTargets(const QStringList &argumentList)
{
    Arguments arguments(
        u"targets [options]"_s,
        tr("Lists this machine, saved targets, devices that adb knows, serial ports, virtual boards and the "
           "hosts of ~/.ssh/config, or changes what is saved."));
    arguments.addOption(u"json"_s, tr("Print one JSON array."));
    arguments.addOption(u"save"_s, tr("Save a target, or give a saved one another address."), u"NAME=URL"_s);
    arguments.addOption(u"remove"_s, tr("Forget a saved target."), u"NAME"_s);
    arguments.addOption(u"import-ssh"_s, tr("Save the hosts of ~/.ssh/config and print their names."));
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    if (arguments.has(u"save"_s))
        return save(arguments.value(u"save"_s));
    if (arguments.has(u"remove"_s))
        return finish(SavedTargets().remove(arguments.value(u"remove"_s)));
    if (arguments.has(u"import-ssh"_s))
        return importHosts();
    return print(arguments.has(u"json"_s));
}

} // namespace radiosonde
