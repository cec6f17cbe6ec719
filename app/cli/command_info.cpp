// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/target_session.h"
#include "core/base/text.h"
#include "remote/wire/wire.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QStringList capabilityNames(quint32 capabilities)
{
    constexpr std::array<std::pair<quint32, QLatin1StringView>, 9> names{{
        {WIRE_CAP_BPF, "CAP_BPF"_L1},
        {WIRE_CAP_PERFMON, "CAP_PERFMON"_L1},
        {WIRE_CAP_SYSLOG, "CAP_SYSLOG"_L1},
        {WIRE_CAP_SYS_RESOURCE, "CAP_SYS_RESOURCE"_L1},
        {WIRE_CAP_SYS_PTRACE, "CAP_SYS_PTRACE"_L1},
        {WIRE_CAP_DAC_READ_SEARCH, "CAP_DAC_READ_SEARCH"_L1},
        {WIRE_CAP_NET_ADMIN, "CAP_NET_ADMIN"_L1},
        {WIRE_CAP_SYS_ADMIN, "CAP_SYS_ADMIN"_L1},
        {WIRE_CAP_NET_RAW, "CAP_NET_RAW"_L1},
    }};
    QStringList result;
    for (const auto &[bit, name] : names) {
        if ((capabilities & bit) != 0)
            result.append(name);
    }
    return result;
}

QJsonObject targetJson(const TargetInfo &target)
{
    return {{u"url"_s, target.url},
            {u"name"_s, target.name},
            {u"hostname"_s, target.hostName},
            {u"sysname"_s, target.sysname},
            {u"release"_s, target.release},
            {u"version"_s, target.version},
            {u"machine"_s, target.machine},
            {u"arch"_s, architectureName(target.architecture)},
            {u"pointer_size"_s, static_cast<int>(target.pointerSize)},
            {u"page_size"_s, static_cast<int>(target.pageSize)},
            {u"cpus"_s, static_cast<int>(target.cpus)},
            {u"boot_id"_s, target.bootId},
            {u"build_id"_s, QString::fromLatin1(target.buildId.toHex())},
            {u"clock_offset_ns"_s, target.wallOffset},
            {u"capabilities"_s, QJsonArray::fromStringList(capabilityNames(target.capabilities))}};
}

QString asJson(const TargetInfo &target, const QList<Feature> &features)
{
    QJsonObject object = targetJson(target);
    QJsonArray array;
    for (const Feature &feature : features) {
        array.append(QJsonObject{{u"kind"_s, feature.kind},
                                 {u"name"_s, feature.name},
                                 {u"available"_s, feature.available},
                                 {u"detail"_s, feature.detail}});
    }
    object.insert(u"features"_s, array);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

QString row(const QString &name, const QString &value)
{
    return u"%1 %2\n"_s.arg(name, -18).arg(escapeControl(value));
}

QString asText(const TargetInfo &target, const QList<Feature> &features)
{
    QString text = row(tr("target"), u"%1 (%2)"_s.arg(target.name, target.url));
    text += row(tr("host"), target.hostName);
    text += row(tr("kernel"), u"%1 %2"_s.arg(target.sysname, target.release));
    text += row(tr("version"), target.version);
    text += row(tr("architecture"), tr("%1, %2-bit, pages of %3 bytes")
                                        .arg(target.machine)
                                        .arg(target.pointerSize * 8)
                                        .arg(target.pageSize));
    text += row(tr("CPUs"), QString::number(target.cpus));
    text += row(tr("build-id"), QString::fromLatin1(target.buildId.toHex()));
    text += row(tr("rights"), capabilityNames(target.capabilities).join(u' '));
    for (const Feature &feature : features) {
        const QString answer = feature.available ? tr("yes") : tr("no");
        text += row(u"%1 %2"_s.arg(feature.kind, feature.name), u"%1  %2"_s.arg(answer, feature.detail));
    }
    return text;
}

} // namespace

int commandInfo(const QStringList &argumentList)
{
    Arguments arguments(u"info --target URL [options]"_s,
                        tr("Says what a target is and what can be attached there."));
    arguments.addOption(u"target"_s, tr("Which target (local)."), u"URL"_s);
    arguments.addOption(u"json"_s, tr("Print one JSON object."));
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    Result<TargetLease> lease =
        connectTo(arguments.has(u"target"_s) ? arguments.value(u"target"_s) : u"local"_s);
    if (!lease)
        return report(lease.error());
    const Interruptor never;
    const Result<QList<Feature>> features = lease->loader->features(never);
    if (!features)
        return report(features.error());
    const TargetInfo target = lease->session->target();
    printOut(arguments.has(u"json"_s) ? asJson(target, *features) : asText(target, *features));
    return 0;
}

} // namespace radiosonde
