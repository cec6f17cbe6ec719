// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/facts_codec.h"

#include "core/layout/annotation_codec.h"

#include <QCoreApplication>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype maximumItems = 10'000; // maps, globals, programs or sites of one probe

QCborValue toCbor(const SubmittedRecord &record)
{
    return QCborMap{{u"type"_s, toCbor(record.type)}, {u"variable"_s, record.variableLength}};
}

QCborValue toCbor(const MapFacts &map)
{
    QCborArray records;
    for (const SubmittedRecord &record : map.records)
        records.append(toCbor(record));
    return QCborMap{
        {u"name"_s, map.name},
        {u"type"_s, map.type},
        {u"maxEntries"_s, map.maxEntries},
        {u"keySize"_s, map.keySize},
        {u"valueSize"_s, map.valueSize},
        {u"key"_s, toCbor(map.key)},
        {u"value"_s, toCbor(map.value)},
        {u"records"_s, records},
        {u"deleted"_s, map.deletedByProgram},
        {u"updated"_s, map.updatedByProgram},
        {u"description"_s, map.description},
        {u"annotations"_s, annotationsToCbor(map.annotations)},
        {u"line"_s, map.line},
    };
}

QCborValue toCbor(const GlobalFacts &global)
{
    return QCborMap{
        {u"name"_s, global.name},
        {u"section"_s, global.section},
        {u"type"_s, toCbor(global.type)},
        {u"parameter"_s, global.isParameter},
        {u"initial"_s, global.initial},
        {u"description"_s, global.description},
        {u"annotations"_s, annotationsToCbor(global.annotations)},
        {u"line"_s, global.line},
    };
}

QCborValue toCbor(const ProgramFacts &program)
{
    return QCborMap{
        {u"name"_s, program.name},
        {u"section"_s, program.section},
        {u"annotations"_s, annotationsToCbor(program.annotations)},
        {u"line"_s, program.line},
    };
}

QCborValue toCbor(const SiteFacts &site)
{
    return QCborMap{
        {u"site"_s, site.site}, {u"map"_s, site.map}, {u"kind"_s, static_cast<int>(site.kind)}};
}

template<class Item> QCborArray listToCbor(const QList<Item> &items)
{
    QCborArray list;
    for (const Item &item : items)
        list.append(toCbor(item));
    return list;
}

// A type inside other facts; a damaged one makes them damaged too.
TypePtr typeField(CborFields &fields, QLatin1StringView name)
{
    const Result<TypePtr> type = typeFromCbor(fields.value(name));
    if (!type)
        fields.reject();
    return type.value_or(nullptr);
}

int lineField(CborFields &fields)
{
    return static_cast<int>(fields.number("line"_L1, 100'000'000));
}

void read(CborFields &fields, SubmittedRecord &record)
{
    record.type = typeField(fields, "type"_L1);
    record.variableLength = fields.flag("variable"_L1);
}

template<class Item> QList<Item> readList(CborFields &fields, QLatin1StringView name);

void read(CborFields &fields, MapFacts &map)
{
    map.name = fields.text("name"_L1);
    map.type = fields.u32("type"_L1);
    map.maxEntries = fields.u32("maxEntries"_L1);
    map.keySize = fields.u32("keySize"_L1);
    map.valueSize = fields.u32("valueSize"_L1);
    map.key = typeField(fields, "key"_L1);
    map.value = typeField(fields, "value"_L1);
    map.records = readList<SubmittedRecord>(fields, "records"_L1);
    map.deletedByProgram = fields.flag("deleted"_L1);
    map.updatedByProgram = fields.flag("updated"_L1);
    map.description = fields.text("description"_L1);
    map.annotations = annotationsFromCbor(fields, "annotations"_L1);
    map.line = lineField(fields);
}

void read(CborFields &fields, GlobalFacts &global)
{
    global.name = fields.text("name"_L1);
    global.section = fields.text("section"_L1);
    global.type = typeField(fields, "type"_L1);
    global.isParameter = fields.flag("parameter"_L1);
    global.initial = fields.bytes("initial"_L1);
    global.description = fields.text("description"_L1);
    global.annotations = annotationsFromCbor(fields, "annotations"_L1);
    global.line = lineField(fields);
}

void read(CborFields &fields, ProgramFacts &program)
{
    program.name = fields.text("name"_L1);
    program.section = fields.text("section"_L1);
    program.annotations = annotationsFromCbor(fields, "annotations"_L1);
    program.line = lineField(fields);
}

void read(CborFields &fields, SiteFacts &site)
{
    site.site = fields.u32("site"_L1);
    site.map = fields.text("map"_L1);
    site.kind = fields.enumeration("kind"_L1, SiteKind::Update);
}

template<class Item> QList<Item> readList(CborFields &fields, QLatin1StringView name)
{
    QList<Item> items;
    for (const QCborValue value : fields.list(name, maximumItems)) {
        CborFields itemFields(value);
        Item item;
        read(itemFields, item);
        if (!itemFields.ok()) {
            fields.reject();
            return {};
        }
        items.append(item);
    }
    return items;
}

} // namespace

QCborValue toCbor(const Facts &facts)
{
    return QCborMap{
        {u"title"_s, facts.title},
        {u"description"_s, facts.description},
        {u"category"_s, facts.category},
        {u"maps"_s, listToCbor(facts.maps)},
        {u"globals"_s, listToCbor(facts.globals)},
        {u"programs"_s, listToCbor(facts.programs)},
        {u"sites"_s, sitesToCbor(facts.sites)},
        {u"log2"_s, facts.callsLog2},
    };
}

Result<Facts> factsFromCbor(const QCborValue &value)
{
    CborFields fields(value);
    Facts facts;
    facts.title = fields.text("title"_L1);
    facts.description = fields.text("description"_L1);
    facts.category = fields.text("category"_L1);
    facts.maps = readList<MapFacts>(fields, "maps"_L1);
    facts.globals = readList<GlobalFacts>(fields, "globals"_L1);
    facts.programs = readList<ProgramFacts>(fields, "programs"_L1);
    facts.sites = sitesFromCbor(fields, "sites"_L1);
    facts.callsLog2 = fields.flag("log2"_L1);
    if (!fields.ok())
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate("Facts", "the probe's facts are damaged"));
    return facts;
}

QCborArray sitesToCbor(const QList<SiteFacts> &sites)
{
    return listToCbor(sites);
}

QList<SiteFacts> sitesFromCbor(CborFields &fields, QLatin1StringView name)
{
    return readList<SiteFacts>(fields, name);
}

} // namespace radiosonde
