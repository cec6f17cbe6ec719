// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/view_codec.h"

#include "core/layout/facts_codec.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype maximumColumns = 1000;
constexpr qsizetype maximumStackFields = 16;

QCborValue columnToCbor(const Column &column)
{
    return QCborMap{
        {u"name"_s, column.name},
        {u"title"_s, column.title},
        {u"description"_s, column.description},
        {u"meaning"_s, static_cast<int>(column.meaning)},
        {u"unit"_s, column.unit},
        {u"type"_s, toCbor(column.type)},
        {u"offset"_s, column.offset},
        {u"bitOffset"_s, column.bitOffset},
        {u"bitWidth"_s, column.bitWidth},
        {u"inKey"_s, column.inKey},
        {u"counter"_s, column.counter},
    };
}

Column columnFromCbor(CborFields &fields)
{
    Column column;
    column.name = fields.text("name"_L1);
    column.title = fields.text("title"_L1);
    column.description = fields.text("description"_L1);
    column.meaning = fields.enumeration("meaning"_L1, Meaning::User);
    column.unit = fields.text("unit"_L1);
    column.offset = fields.u32("offset"_L1);
    column.bitOffset = static_cast<quint32>(fields.number("bitOffset"_L1, 7));
    column.bitWidth = static_cast<quint32>(fields.number("bitWidth"_L1, 64));
    column.inKey = fields.flag("inKey"_L1);
    column.counter = fields.flag("counter"_L1);
    const Result<TypePtr> type = typeFromCbor(fields.value("type"_L1));
    if (!type)
        fields.reject();
    column.type = type.value_or(nullptr);
    return column;
}

QCborValue histogramToCbor(const HistogramSpec &histogram)
{
    return QCborMap{
        {u"scale"_s, static_cast<int>(histogram.scale)}, {u"unit"_s, histogram.unit},
        {u"slotsOffset"_s, histogram.slotsOffset},       {u"slotWidth"_s, histogram.slotWidth},
        {u"slotCount"_s, histogram.slotCount},           {u"arrays"_s, histogram.arrays},
        {u"arrayStride"_s, histogram.arrayStride},       {u"step"_s, histogram.step},
        {u"mapPerSlot"_s, histogram.mapPerSlot},
    };
}

HistogramSpec histogramFromCbor(CborFields fields)
{
    HistogramSpec histogram;
    histogram.scale = fields.enumeration("scale"_L1, Scale::Linear);
    histogram.unit = fields.text("unit"_L1);
    histogram.slotsOffset = fields.u32("slotsOffset"_L1);
    histogram.slotWidth = fields.u32("slotWidth"_L1, 4);
    histogram.slotCount = fields.u32("slotCount"_L1);
    histogram.arrays = fields.u32("arrays"_L1, 1);
    histogram.arrayStride = fields.u32("arrayStride"_L1);
    histogram.step = fields.u32("step"_L1, 1);
    histogram.mapPerSlot = fields.flag("mapPerSlot"_L1);
    return histogram; // the decoder checks it against the stream's sizes
}

QCborValue stacksToCbor(const StacksSpec &stacks)
{
    QCborArray fields;
    for (const StackField &field : stacks.fields) {
        fields.append(QCborMap{
            {u"stream"_s, field.stream},
            {u"offset"_s, field.offset},
            {u"size"_s, field.size},
            {u"inKey"_s, field.inKey},
            {u"space"_s, static_cast<int>(field.space)},
        });
    }
    return QCborMap{{u"fields"_s, fields}, {u"unit"_s, stacks.unit}};
}

StacksSpec stacksFromCbor(CborFields fields) // the decoder checks it against the stream's sizes
{
    StacksSpec stacks;
    stacks.unit = fields.text("unit"_L1);
    for (const QCborValue value : fields.list("fields"_L1, maximumStackFields)) {
        CborFields one(value);
        StackField field;
        field.stream = one.u16("stream"_L1);
        field.offset = one.u32("offset"_L1);
        field.size = one.u32("size"_L1, 4);
        field.inKey = one.flag("inKey"_L1);
        field.space = one.enumeration("space"_L1, StackSpace::Mixed);
        stacks.fields.append(field);
    }
    return stacks;
}

} // namespace

QCborValue viewToCbor(const ViewSpec &view)
{
    QCborArray columns;
    for (const Column &column : view.columns)
        columns.append(columnToCbor(column));
    return QCborMap{
        {u"name"_s, view.name},
        {u"title"_s, view.title},
        {u"description"_s, view.description},
        {u"kind"_s, static_cast<int>(view.kind)},
        {u"accumulate"_s, static_cast<int>(view.accumulate)},
        {u"stream"_s, view.stream},
        {u"map"_s, view.map},
        {u"variable"_s, view.variable},
        {u"variableOffset"_s, view.variableOffset},
        {u"columns"_s, columns},
        {u"recordSize"_s, view.recordSize},
        {u"variableLength"_s, view.variableLength},
        {u"tagOffset"_s, view.tagOffset},
        {u"tagWidth"_s, view.tagWidth},
        {u"tagValue"_s, static_cast<qint64>(view.tagValue)},
        {u"histogram"_s, histogramToCbor(view.histogram)},
        {u"stacks"_s, stacksToCbor(view.stacks)},
        {u"sortColumn"_s, view.sortColumn},
        {u"sortAscending"_s, !view.sortDescending},
    };
}

void readView(CborFields &fields, ViewSpec &view)
{
    view.name = fields.text("name"_L1);
    view.title = fields.text("title"_L1);
    view.description = fields.text("description"_L1);
    view.kind = fields.enumeration("kind"_L1, ViewKind::Counters);
    view.accumulate = fields.enumeration("accumulate"_L1, Accumulate::Total);
    view.stream = fields.u16("stream"_L1);
    view.map = fields.text("map"_L1);
    view.variable = fields.text("variable"_L1);
    view.variableOffset = fields.u32("variableOffset"_L1);
    view.recordSize = fields.u32("recordSize"_L1);
    view.variableLength = fields.flag("variableLength"_L1);
    view.tagOffset = fields.u32("tagOffset"_L1);
    view.tagWidth = static_cast<quint32>(fields.number("tagWidth"_L1, 8));
    view.tagValue = static_cast<quint64>(fields.signedNumber("tagValue"_L1));
    view.histogram = histogramFromCbor(CborFields(fields.value("histogram"_L1)));
    view.stacks = stacksFromCbor(CborFields(fields.value("stacks"_L1)));
    view.sortColumn = fields.text("sortColumn"_L1);
    view.sortDescending = !fields.flag("sortAscending"_L1);
    for (const QCborValue value : fields.list("columns"_L1, maximumColumns)) {
        CborFields columnFields(value);
        view.columns.append(columnFromCbor(columnFields));
        if (!columnFields.ok())
            fields.reject();
    }
}

} // namespace radiosonde
