// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/plan_codec.h"

#include "core/layout/facts_codec.h"
#include "core/model/view_codec.h"

#include <QCoreApplication>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype maximumItems = 1000; // views, streams, programs or parameters of one probe

QCborArray namesToCbor(const QHash<quint32, QString> &names)
{
    QCborArray array;
    for (const auto &[number, name] : names.asKeyValueRange())
        array.append(QCborArray{number, name});
    return array;
}

QHash<quint32, QString> namesFromCbor(CborFields &fields, QLatin1StringView name)
{
    QHash<quint32, QString> names;
    for (const QCborValue pair : fields.list(name, maximumTargetNames)) {
        const qint64 number = pair[0].toInteger(-1);
        if (!pair.isArray() || number < 0 || number > 0xffffffff || !pair[1].isString())
            fields.reject();
        else
            names.insert(static_cast<quint32>(number), pair[1].toString());
    }
    return names;
}

QCborValue targetToCbor(const TargetInfo &target)
{
    return QCborMap{
        {u"url"_s, target.url},
        {u"name"_s, target.name},
        {u"hostName"_s, target.hostName},
        {u"sysname"_s, target.sysname},
        {u"release"_s, target.release},
        {u"version"_s, target.version},
        {u"machine"_s, target.machine},
        {u"architecture"_s, architectureName(target.architecture)},
        {u"pointerSize"_s, target.pointerSize},
        {u"pageSize"_s, target.pageSize},
        {u"cpus"_s, target.cpus},
        {u"bootId"_s, target.bootId},
        {u"buildId"_s, target.buildId},
        {u"capabilities"_s, target.capabilities},
        {u"wallOffset"_s, target.wallOffset},
        {u"users"_s, namesToCbor(target.names.users)},
        {u"devices"_s, namesToCbor(target.names.devices)},
    };
}

TargetInfo targetFromCbor(CborFields &fields)
{
    TargetInfo target;
    target.url = fields.text("url"_L1);
    target.name = fields.text("name"_L1);
    target.hostName = fields.text("hostName"_L1);
    target.sysname = fields.text("sysname"_L1);
    target.release = fields.text("release"_L1);
    target.version = fields.text("version"_L1);
    target.machine = fields.text("machine"_L1);
    const std::optional<Architecture> architecture = architectureFromName(fields.text("architecture"_L1));
    target.architecture = architecture.value_or(Architecture::X86_64);
    target.pointerSize = fields.u32("pointerSize"_L1, 8);
    target.pageSize = fields.u32("pageSize"_L1, 4096);
    target.cpus = fields.u32("cpus"_L1, 1);
    target.bootId = fields.text("bootId"_L1);
    target.buildId = fields.bytes("buildId"_L1);
    target.capabilities = fields.u32("capabilities"_L1);
    target.wallOffset = fields.signedNumber("wallOffset"_L1);
    target.names.users = namesFromCbor(fields, "users"_L1);
    target.names.devices = namesFromCbor(fields, "devices"_L1);
    return target;
}

QCborValue itemToCbor(const ProgramState &program)
{
    return QCborMap{
        {u"name"_s, program.name}, {u"section"_s, program.section}, {u"attached"_s, program.attached},
        {u"via"_s, program.via},   {u"error"_s, program.error},     {u"alternative"_s, program.alternative},
    };
}

void readItem(CborFields &fields, ProgramState &program)
{
    program.name = fields.text("name"_L1);
    program.section = fields.text("section"_L1);
    program.attached = fields.flag("attached"_L1);
    program.via = fields.text("via"_L1);
    program.error = fields.text("error"_L1);
    program.alternative = fields.text("alternative"_L1);
}

QCborValue itemToCbor(const StreamSpec &stream)
{
    return QCborMap{
        {u"id"_s, stream.id},
        {u"kind"_s, static_cast<int>(stream.kind)},
        {u"map"_s, stream.map},
        {u"mapType"_s, stream.mapType},
        {u"keySize"_s, stream.keySize},
        {u"valueSize"_s, stream.valueSize},
        {u"cpus"_s, stream.cpus},
        {u"maxEntries"_s, stream.maxEntries},
        {u"enlarged"_s, stream.enlarged},
    };
}

void readItem(CborFields &fields, StreamSpec &stream)
{
    stream.id = fields.u16("id"_L1);
    stream.kind = fields.enumeration("kind"_L1, StreamKind::Text);
    stream.map = fields.text("map"_L1);
    stream.mapType = fields.u32("mapType"_L1);
    stream.keySize = static_cast<quint32>(fields.number("keySize"_L1, 1 << 20));
    stream.valueSize = static_cast<quint32>(fields.number("valueSize"_L1, 64 << 20));
    stream.cpus = static_cast<quint32>(fields.number("cpus"_L1, 65'536, 1));
    stream.maxEntries = fields.u32("maxEntries"_L1);
    stream.enlarged = fields.flag("enlarged"_L1);
}

QCborValue itemToCbor(const std::pair<QString, QString> &parameter)
{
    return QCborMap{{u"name"_s, parameter.first}, {u"value"_s, parameter.second}};
}

void readItem(CborFields &fields, std::pair<QString, QString> &parameter)
{
    parameter.first = fields.text("name"_L1);
    parameter.second = fields.text("value"_L1);
}

QCborValue itemToCbor(const ViewSpec &view)
{
    return viewToCbor(view);
}

void readItem(CborFields &fields, ViewSpec &view)
{
    readView(fields, view);
}

template<class Item> QCborArray listToCbor(const QList<Item> &items)
{
    QCborArray list;
    for (const Item &item : items)
        list.append(itemToCbor(item));
    return list;
}

template<class Item> void readItems(CborFields &fields, QLatin1StringView name, QList<Item> &items)
{
    for (const QCborValue value : fields.list(name, maximumItems)) {
        CborFields itemFields(value);
        Item item;
        readItem(itemFields, item);
        if (!itemFields.ok())
            return fields.reject();
        items.append(item);
    }
}

} // namespace

QCborValue planToCbor(const Plan &plan)
{
    return QCborMap{
        {u"probe"_s, plan.probe},
        {u"title"_s, plan.title},
        {u"target"_s, targetToCbor(plan.target)},
        {u"programs"_s, listToCbor(plan.programs)},
        {u"views"_s, listToCbor(plan.views)},
        {u"streams"_s, listToCbor(plan.streams)},
        {u"sites"_s, sitesToCbor(plan.sites)},
        {u"parameters"_s, listToCbor(plan.parameters)},
        {u"interval"_s, plan.intervalNs},
        {u"startTime"_s, plan.startTime},
        {u"joined"_s, plan.joined},
    };
}

Result<Plan> planFromCbor(const QCborValue &value)
{
    CborFields fields(value);
    CborFields target(fields.value("target"_L1));
    Plan plan;
    plan.probe = fields.text("probe"_L1);
    plan.title = fields.text("title"_L1);
    plan.target = targetFromCbor(target);
    readItems(fields, "programs"_L1, plan.programs);
    readItems(fields, "views"_L1, plan.views);
    readItems(fields, "streams"_L1, plan.streams);
    readItems(fields, "parameters"_L1, plan.parameters);
    plan.sites = sitesFromCbor(fields, "sites"_L1);
    plan.intervalNs = fields.signedNumber("interval"_L1);
    plan.startTime = fields.signedNumber("startTime"_L1);
    plan.joined = fields.flag("joined"_L1);
    if (!fields.ok() || !target.ok())
        return fail(ErrorKind::Internal, QCoreApplication::translate("Plan", "the plan is damaged"));
    return plan;
}

} // namespace radiosonde
