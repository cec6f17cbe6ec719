// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/target_report.h"
#include "remote/wire/wire.h"

#include <QJsonArray>

#include <array>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostEntries = 1000;

constexpr std::array<std::pair<quint32, QLatin1StringView>, 8> capabilities{{
    {WIRE_CAP_BPF, "CAP_BPF"_L1},
    {WIRE_CAP_PERFMON, "CAP_PERFMON"_L1},
    {WIRE_CAP_SYSLOG, "CAP_SYSLOG"_L1},
    {WIRE_CAP_SYS_RESOURCE, "CAP_SYS_RESOURCE"_L1},
    {WIRE_CAP_SYS_PTRACE, "CAP_SYS_PTRACE"_L1},
    {WIRE_CAP_DAC_READ_SEARCH, "CAP_DAC_READ_SEARCH"_L1},
    {WIRE_CAP_NET_ADMIN, "CAP_NET_ADMIN"_L1},
    {WIRE_CAP_SYS_ADMIN, "CAP_SYS_ADMIN"_L1},
}};

// Numbers beyond 2^53 do not matter in what is written here.
QJsonValue number(quint64 value)
{
    return static_cast<qint64>(value);
}

quint64 numberOf(const QJsonValue &value)
{
    return static_cast<quint64>(qMax<qint64>(0, value.toInteger()));
}

quint32 smallNumberOf(const QJsonValue &value)
{
    return static_cast<quint32>(qBound<qint64>(0, value.toInteger(), 0xffff'ffff));
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
            {u"pointer_size"_s, number(target.pointerSize)},
            {u"page_size"_s, number(target.pageSize)},
            {u"cpus"_s, number(target.cpus)},
            {u"boot_id"_s, target.bootId},
            {u"build_id"_s, QString::fromLatin1(target.buildId.toHex())},
            {u"clock_offset_ns"_s, target.wallOffset},
            {u"capabilities"_s, QJsonArray::fromStringList(capabilityNames(target.capabilities))}};
}

TargetInfo targetFromJson(const QJsonObject &object)
{
    TargetInfo target;
    target.url = object["url"_L1].toString();
    target.name = object["name"_L1].toString();
    target.hostName = object["hostname"_L1].toString();
    target.sysname = object["sysname"_L1].toString();
    target.release = object["release"_L1].toString();
    target.version = object["version"_L1].toString();
    target.machine = object["machine"_L1].toString();
    target.architecture = architectureFromName(object["arch"_L1].toString()).value_or(target.architecture);
    target.pointerSize = smallNumberOf(object["pointer_size"_L1]);
    target.pageSize = smallNumberOf(object["page_size"_L1]);
    target.cpus = smallNumberOf(object["cpus"_L1]);
    target.bootId = object["boot_id"_L1].toString();
    target.buildId = QByteArray::fromHex(object["build_id"_L1].toString().toLatin1());
    target.wallOffset = object["clock_offset_ns"_L1].toInteger();
    for (const QJsonValue &name : object["capabilities"_L1].toArray()) {
        for (const auto &[bit, known] : capabilities)
            target.capabilities |= name.toString() == known ? bit : 0;
    }
    return target;
}

void addFacts(QJsonObject &object, const TargetReport &report)
{
    const TargetFacts &facts = report.facts;
    object.insert("model"_L1, facts.machine);
    object.insert("online_cpus"_L1, number(facts.onlineCpus));
    object.insert("memory_bytes"_L1, number(facts.memoryBytes));
    object.insert("available_bytes"_L1, number(facts.availableBytes));
    object.insert("uptime_seconds"_L1, number(facts.uptimeSeconds));
    object.insert("btf"_L1, facts.hasBtf);
    object.insert("types"_L1, report.types);
    object.insert("encryption"_L1, report.encryption);
    object.insert("clock_ahead_ns"_L1, report.clockAhead);
    object.insert("tracefs"_L1, facts.tracefs);
    object.insert("jit"_L1, report.jit ? QJsonValue(*report.jit) : QJsonValue());
    object.insert("lockdown"_L1, report.lockdown);
    object.insert("round_trip_ms"_L1, report.roundTripMs);
    object.insert("config_known"_L1, report.configKnown);
}

void readFacts(const QJsonObject &object, TargetReport &report)
{
    TargetFacts &facts = report.facts;
    facts.hostName = object["hostname"_L1].toString();
    facts.machine = object["model"_L1].toString();
    facts.onlineCpus = smallNumberOf(object["online_cpus"_L1]);
    facts.memoryBytes = numberOf(object["memory_bytes"_L1]);
    facts.availableBytes = numberOf(object["available_bytes"_L1]);
    facts.uptimeSeconds = numberOf(object["uptime_seconds"_L1]);
    facts.hasBtf = object["btf"_L1].toBool();
    facts.tracefs = object["tracefs"_L1].toString();
    if (object["jit"_L1].isBool())
        report.jit = object["jit"_L1].toBool();
    report.types = object["types"_L1].toString();
    report.encryption = object["encryption"_L1].toString();
    report.clockAhead = object["clock_ahead_ns"_L1].toInteger();
    report.lockdown = object["lockdown"_L1].toString();
    report.roundTripMs = object["round_trip_ms"_L1].toDouble();
    report.configKnown = object["config_known"_L1].toBool();
}

QJsonArray featuresJson(const QList<Feature> &features)
{
    QJsonArray array;
    for (const Feature &feature : features) {
        array.append(QJsonObject{{u"kind"_s, feature.kind},
                                 {u"name"_s, feature.name},
                                 {u"available"_s, feature.available},
                                 {u"detail"_s, feature.detail}});
    }
    return array;
}

QJsonArray missingJson(const QList<MissingOption> &missing)
{
    QJsonArray array;
    for (const MissingOption &option : missing) {
        array.append(
            QJsonObject{{u"name"_s, option.name}, {u"line"_s, option.line}, {u"purpose"_s, option.purpose}});
    }
    return array;
}

} // namespace

QStringList capabilityNames(quint32 bits)
{
    QStringList names;
    for (const auto &[bit, name] : capabilities) {
        if ((bits & bit) != 0)
            names.append(name);
    }
    return names;
}

QJsonObject reportToJson(const TargetReport &report)
{
    QJsonObject object = targetJson(report.target);
    addFacts(object, report);
    object.insert("features"_L1, featuresJson(report.features));
    object.insert("missing_options"_L1, missingJson(report.missing));
    object.insert("time"_L1, report.time);
    object.insert("features_time"_L1, report.featuresTime);
    return object;
}

TargetReport reportFromJson(const QJsonObject &object)
{
    TargetReport report;
    report.target = targetFromJson(object);
    readFacts(object, report);
    const QJsonArray features = object["features"_L1].toArray();
    for (qsizetype i = 0; i < qMin(features.size(), mostEntries); ++i) {
        const QJsonValue value = features.at(i);
        report.features.append({value["kind"_L1].toString(), value["name"_L1].toString(),
                                value["available"_L1].toBool(), value["detail"_L1].toString()});
    }
    const QJsonArray missing = object["missing_options"_L1].toArray();
    for (qsizetype i = 0; i < qMin(missing.size(), mostEntries); ++i) {
        const QJsonValue value = missing.at(i);
        report.missing.append(
            {value["name"_L1].toString(), value["line"_L1].toString(), value["purpose"_L1].toString()});
    }
    report.time = object["time"_L1].toInteger();
    report.featuresTime = object["features_time"_L1].toInteger();
    return report;
}

} // namespace radiosonde
