// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/inference.h"

#include "core/layout/flatten.h"
#include "core/layout/meaning.h"
#include "core/layout/scalar.h"
#include "core/model/counter_inference.h"
#include "core/model/histogram_inference.h"
#include "core/model/map_kind.h"
#include "core/model/stack_inference.h"
#include "core/model/view_options.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

class Inference
{
public:
    Inference(const Facts &facts, quint32 cpus) : m_facts(facts), m_cpus(cpus) {}
    Inferred run();

private:
    void addMap(const MapFacts &map);
    void addEvents(const MapFacts &map);
    void addRecordView(const MapFacts &map, const SubmittedRecord &record, quint16 stream);
    bool addHistogram(const MapFacts &map);
    void addTable(const MapFacts &map);
    bool addStacks(const MapFacts &map);
    void addStackStreams();
    void addVariable(const GlobalFacts &global);
    void addIterator(const ProgramFacts &program);
    void addSites();
    ViewSpec newView(const QString &name, const QString &description, const QList<Annotation> &annotations);
    void setHistogram(ViewSpec &view, HistogramSpec spec, const QList<Annotation> &annotations);
    void addIndexColumn(ViewSpec &view);
    quint16 addStream(const MapFacts &map, StreamKind kind);
    quint16 sectionStream(const QString &section);
    QString unitFromParameters() const;

    const Facts &m_facts;
    quint32 m_cpus;
    QList<std::pair<qsizetype, QStringList>> m_stackMaps; // of a view of stacks, by its index: of each field
    Inferred m_result;
};

// Bytes up to the end of a record of which nothing is known.
TypePtr makeUnknownRecord()
{
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Array;
    type->element = makeInteger(1);
    return type;
}

TypePtr makeText()
{
    auto character = std::make_shared<Type>();
    character->kind = TypeKind::Character;
    character->name = u"char"_s;
    character->size = 1;
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Array;
    type->element = character;
    return type;
}

bool isIterator(const ProgramFacts &program)
{
    const QString kind = program.section.section(u'/', 0, 0);
    return kind == "iter"_L1 || kind == "iter.s"_L1;
}

// What the program deletes from, and what bpf/usdt.bpf.h looks its places up in, unless the author asks for a
// view of it.
bool isScratch(const MapFacts &map)
{
    const bool internal = map.deletedByProgram || map.name.startsWith("__bpf_usdt_"_L1);
    return internal && !viewOptions(map.annotations).kind;
}

ViewSpec Inference::newView(const QString &name, const QString &description,
                            const QList<Annotation> &annotations)
{
    ViewSpec view;
    view.name = name;
    view.title = annotation(annotations, "title"_L1);
    view.description = description;
    if (view.title.isEmpty())
        view.title = description.section(u'\n', 0, 0);
    if (view.title.isEmpty())
        view.title = name;
    return view;
}

quint16 Inference::addStream(const MapFacts &map, StreamKind kind)
{
    StreamSpec stream;
    stream.id = static_cast<quint16>(m_result.streams.size() + 1);
    stream.kind = kind;
    stream.map = map.name;
    stream.mapType = map.type;
    stream.keySize = map.keySize;
    stream.valueSize = map.valueSize;
    stream.cpus = isPerCpu(map.type) ? m_cpus : 1;
    stream.maxEntries = map.maxEntries;
    m_result.streams.append(stream);
    return stream.id;
}

void Inference::addEvents(const MapFacts &map)
{
    if (hasAnnotation(map.annotations, "hide"_L1))
        return;
    const quint16 stream = addStream(map, map.type == RingBuffer ? StreamKind::Ring : StreamKind::Perf);
    for (const SubmittedRecord &record : map.records) {
        if (record.type)
            addRecordView(map, record, stream);
    }
    if (m_result.views.isEmpty() || m_result.views.last().stream != stream)
        addRecordView(map, {makeUnknownRecord(), true}, stream);
}

// The field that tells a type's records from others: `/// @tag VALUE` stands before it.
void setTag(ViewSpec &view, const Type &type)
{
    for (const Member &member : type.members) {
        const QString tag = annotation(member.annotations, "tag"_L1);
        if (tag.isNull() || !member.type || member.type->size > 8 || member.bitWidth)
            continue;
        view.tagOffset = member.bitOffset / 8;
        view.tagWidth = member.type->size;
        view.tagValue = tag.toULongLong(nullptr, 0);
        for (const Enumerator &enumerator : member.type->enumerators) {
            if (enumerator.name == tag)
                view.tagValue =
                    static_cast<quint64>(enumerator.value) & (~quint64(0) >> (64 - 8 * view.tagWidth));
        }
    }
}

void Inference::addRecordView(const MapFacts &map, const SubmittedRecord &record, quint16 stream)
{
    const bool several = map.records.size() > 1;
    QString name = map.name;
    if (several)
        name +=
            u'.' + (record.type->name.isEmpty() ? QString::number(m_result.views.size()) : record.type->name);
    ViewSpec view = newView(name, map.description, map.annotations);
    if (several)
        view.title += u": "_s + record.type->name;
    view.kind = ViewKind::Events;
    view.accumulate = Accumulate::Total;
    view.stream = stream;
    view.map = map.name;
    view.columns = flatten(record.type, u"value"_s, false, false);
    view.recordSize = record.type->size;
    view.variableLength = record.variableLength;
    setTag(view, *record.type);
    m_result.views.append(view);
}

// libbpf-tools' booleans that choose the unit of a histogram; their values are those of
// facts.globals[].initial.
QString Inference::unitFromParameters() const
{
    for (const GlobalFacts &global : m_facts.globals) {
        const bool chosen = !global.initial.isEmpty() && global.initial[0] != 0;
        if (global.isParameter && (global.name == "targ_ms"_L1 || global.name == "targ_milliseconds"_L1))
            return chosen ? u"ms"_s : u"us"_s;
    }
    return {};
}

void Inference::setHistogram(ViewSpec &view, HistogramSpec spec, const QList<Annotation> &annotations)
{
    const ViewOptions options = viewOptions(annotations);
    if (hasAnnotation(annotations, "unit"_L1))
        spec.unit = annotation(annotations, "unit"_L1);
    else if (spec.unit.isEmpty())
        spec.unit = unitFromParameters();
    spec.scale = options.scale.value_or(spec.scale);
    spec.step = options.step;
    view.kind = ViewKind::Histogram;
    view.accumulate = options.accumulate.value_or(Accumulate::Total);
    view.histogram = spec;
}

void Inference::addIndexColumn(ViewSpec &view)
{
    if (view.histogram.arrays <= 1)
        return;
    Column column;
    column.name = u"index"_s;
    column.title = column.name;
    column.meaning = Meaning::Identifier;
    column.type = makeInteger(4);
    column.inKey = true;
    view.columns = {column};
}

bool Inference::addHistogram(const MapFacts &map)
{
    std::optional<HistogramSpec> spec = findHistogram(map.value, map.name, m_facts.callsLog2);
    const bool scalar = map.value && map.value->kind == TypeKind::Unsigned;
    if (!spec && scalar && isArray(map.type) && map.maxEntries > 1 && isHistogramName(map.name)) {
        spec.emplace();
        spec->scale = m_facts.callsLog2 ? Scale::Log2 : Scale::Linear;
        spec->slotCount = map.maxEntries;
        spec->slotWidth = map.value->size <= 4 ? 4 : 8;
        spec->mapPerSlot = true;
    }
    if (!spec)
        return false;
    ViewSpec view = newView(map.name, map.description, map.annotations);
    setHistogram(view, *spec, map.annotations);
    view.stream = addStream(map, StreamKind::Map);
    view.map = map.name;
    if (!spec->mapPerSlot && !(isArray(map.type) && map.maxEntries <= 1))
        view.columns = flatten(map.key, u"key"_s, true, false);
    addIndexColumn(view);
    m_result.views.append(view);
    return true;
}

// A key and its value may both have a `pid`: the later one becomes `value.pid`.
void makeNamesUnique(QList<Column> &columns)
{
    QSet<QString> names;
    for (Column &column : columns) {
        if (names.contains(column.name))
            column.name.prepend("value."_L1);
        names.insert(column.name);
    }
}

void Inference::addTable(const MapFacts &map)
{
    const ViewOptions options = viewOptions(map.annotations);
    ViewSpec view = newView(map.name, map.description, map.annotations);
    view.columns = flatten(map.key, u"key"_s, true, false) + flatten(map.value, u"value"_s, false, true);
    if (view.columns.isEmpty())
        return;
    makeNamesUnique(view.columns);
    const bool counts = std::any_of(view.columns.begin(), view.columns.end(),
                                    [](const Column &column) { return column.counter; });
    view.kind = ViewKind::Table;
    view.accumulate = options.accumulate.value_or(counts ? Accumulate::Interval : Accumulate::Total);
    view.sortColumn = options.sortColumn;
    view.sortDescending = options.sortDescending;
    view.map = map.name;
    view.stream = addStream(map, StreamKind::Map);
    m_result.views.append(view);
}

bool Inference::addStacks(const MapFacts &map)
{
    std::optional<FoundStacks> found = findStacks(map, m_facts.maps);
    if (!found)
        return false;
    const ViewOptions options = viewOptions(map.annotations);
    ViewSpec view = newView(map.name, map.description, map.annotations);
    view.kind = ViewKind::Stacks;
    view.accumulate = options.accumulate.value_or(Accumulate::Total);
    view.map = map.name;
    view.columns = found->columns;
    makeNamesUnique(view.columns);
    view.stacks = found->stacks;
    if (hasAnnotation(map.annotations, "unit"_L1))
        view.stacks.unit = annotation(map.annotations, "unit"_L1);
    view.stream = addStream(map, StreamKind::Map);
    m_stackMaps.append({qsizetype(m_result.views.size()), found->maps});
    m_result.views.append(view);
    return true;
}

// Stack maps come last: their snapshot is taken after those of the rows that name their stacks.
void Inference::addStackStreams()
{
    QHash<QString, quint16> streams;
    for (const auto &[index, maps] : std::as_const(m_stackMaps)) {
        for (qsizetype i = 0; i < maps.size(); ++i) {
            const auto map = std::find_if(m_facts.maps.begin(), m_facts.maps.end(),
                                          [&](const MapFacts &facts) { return facts.name == maps[i]; });
            if (map == m_facts.maps.end())
                continue;
            if (!streams.contains(maps[i]))
                streams[maps[i]] = addStream(*map, StreamKind::Map);
            m_result.views[index].stacks.fields[i].stream = streams[maps[i]];
        }
    }
}

void Inference::addMap(const MapFacts &map)
{
    if (map.type == RingBuffer || map.type == PerfEventArray)
        return addEvents(map);
    const bool hidden =
        isScratch(map) || hasAnnotation(map.annotations, "hide"_L1) || map.name == countersMapName;
    if (hidden || (!isHash(map.type) && !isArray(map.type)))
        return;
    const std::optional<ViewKind> wanted = viewOptions(map.annotations).kind;
    if (addHistogram(map) || ((!wanted || wanted == ViewKind::Stacks) && addStacks(map)))
        return;
    if (isHash(map.type) || viewOptions(map.annotations).kind)
        addTable(map);
}

quint16 Inference::sectionStream(const QString &section)
{
    for (const StreamSpec &stream : std::as_const(m_result.streams)) {
        if (stream.map == section)
            return stream.id;
    }
    MapFacts map; // libbpf makes an array of one entry of each section; its size is known once it is loaded
    map.name = section;
    map.type = ArrayMap;
    map.keySize = 4;
    map.maxEntries = 1;
    return addStream(map, StreamKind::Map);
}

void Inference::addVariable(const GlobalFacts &global)
{
    const bool writable = global.section.startsWith(".bss"_L1) || global.section.startsWith(".data"_L1);
    if (!writable || hasAnnotation(global.annotations, "hide"_L1))
        return;
    const std::optional<HistogramSpec> spec = findHistogram(global.type, global.name, m_facts.callsLog2);
    if (!spec)
        return;
    ViewSpec view = newView(global.name, global.description, global.annotations);
    setHistogram(view, *spec, global.annotations);
    view.map = global.section;
    view.variable = global.name;
    view.stream = sectionStream(global.section);
    addIndexColumn(view);
    m_result.views.append(view);
}

// What an iterator prints: a line is a record of text.
void Inference::addIterator(const ProgramFacts &program)
{
    if (hasAnnotation(program.annotations, "hide"_L1))
        return;
    MapFacts text;
    text.name = program.name;
    ViewSpec view = newView(program.name, {}, program.annotations);
    view.kind = ViewKind::Events;
    view.accumulate = Accumulate::Total;
    view.stream = addStream(text, StreamKind::Text);
    view.map = program.name;
    view.columns = flatten(makeText(), u"text"_s, false, false);
    view.variableLength = true;
    m_result.views.append(view);
}

void Inference::addSites()
{
    if (m_facts.sites.isEmpty())
        return;
    MapFacts map;
    map.name = countersMapName;
    map.type = PerCpuArray;
    map.keySize = 4;
    map.valueSize = 16;
    for (const SiteFacts &site : m_facts.sites)
        map.maxEntries = std::max(map.maxEntries, site.site + 1);
    addStream(map, StreamKind::Sites);
}

Inferred Inference::run()
{
    for (const MapFacts &map : m_facts.maps)
        addMap(map);
    for (const GlobalFacts &global : m_facts.globals)
        addVariable(global);
    if (std::optional<ViewSpec> counters = findCounters(m_facts)) {
        counters->stream = sectionStream(counters->map);
        m_result.views.append(*counters);
    }
    for (const ProgramFacts &program : m_facts.programs) {
        if (isIterator(program))
            addIterator(program);
    }
    addSites();
    addStackStreams();
    return m_result;
}

} // namespace

Inferred inferViews(const Facts &facts, quint32 cpus)
{
    return Inference(facts, cpus).run();
}

} // namespace radiosonde
