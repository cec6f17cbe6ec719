// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/json_exporter.h"

#include "core/export/bucket_range.h"
#include "core/export/json_meta.h"
#include "core/export/json_writer.h"
#include "core/export/names.h"
#include "core/export/stack_text.h"
#include "core/model/histogram_store.h"

namespace radiosonde
{

namespace
{

QByteArray jsonKey(const QString &name)
{
    QByteArray key;
    appendJsonText(key, name.toUtf8());
    return key.append(':');
}

} // namespace

void JsonExporter::begin(const Plan &plan)
{
    for (const ViewSpec &spec : plan.views) {
        View view{spec, "{\"type\":\"event\",\"view\":", {}, nullptr};
        if (spec.kind == ViewKind::Stacks)
            view.stacks = std::make_unique<StackStore>(spec, m_symbols);
        appendJsonText(view.eventStart, spec.name.toUtf8());
        view.eventStart.append(",\"time\":");
        for (const Column &column : spec.columns)
            view.fields.push_back({jsonKey(column.name), column});
        m_views.push_back(std::move(view));
    }
    appendMeta(m_output.buffer(), plan);
    m_output.flush();
}

void JsonExporter::appendFields(JsonWriter &json, const View &view, QByteArrayView key,
                                QByteArrayView value) const
{
    for (const Field &field : view.fields) {
        json.rawKey(field.key);
        appendJson(json.out(), field.column, field.column.inKey ? key : value);
    }
}

void JsonExporter::events(const EventBatch &batch)
{
    const View &view = m_views[static_cast<std::size_t>(batch.view)];
    QByteArray &out = m_output.buffer();
    const QByteArrayView bytes(batch.bytes);
    for (const EventBatch::Record &record : batch.records) {
        JsonWriter json(out);
        out.append(view.eventStart);
        json.appendNumber(record.time);
        out.append(",\"fields\":{");
        appendFields(json, view, {}, bytes.sliced(record.offset, record.length));
        out.append("}}\n");
        m_output.flushIfLarge();
    }
    m_output.flush();
}

void JsonExporter::table(const TableUpdate &update)
{
    const View &view = m_views[static_cast<std::size_t>(update.view)];
    const QByteArrayView rows = view.spec.accumulate == Accumulate::Interval ? update.interval : update.total;
    const qsizetype rowSize = qsizetype(update.keySize) + update.valueSize;
    JsonWriter json(m_output.buffer());
    json.beginObject();
    json.text("type", QLatin1StringView("table"));
    json.text("view", view.spec.name);
    json.number("time", update.time);
    json.beginArray("rows");
    for (qsizetype at = 0; rowSize > 0 && at + rowSize <= rows.size(); at += rowSize) {
        json.beginObject();
        appendFields(json, view, rows.sliced(at, update.keySize),
                     rows.sliced(at + update.keySize, update.valueSize));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    m_output.buffer().append('\n');
    m_output.flush();
}

void JsonExporter::appendBuckets(JsonWriter &json, const HistogramSpec &spec,
                                 const std::vector<quint64> &counts) const
{
    const BucketRange range = usedBuckets(counts);
    json.beginArray("buckets");
    for (int slot = range.first; slot < range.end; ++slot) {
        const Bucket bucket = bucketOf(spec, slot);
        json.beginObject();
        json.number("low", bucket.low);
        json.number("high", bucket.high);
        json.number("count", counts[static_cast<std::size_t>(slot)]);
        json.endObject();
    }
    json.endArray();
}

void JsonExporter::histogram(const HistogramUpdate &update)
{
    const View &view = m_views[static_cast<std::size_t>(update.view)];
    const bool interval = view.spec.accumulate == Accumulate::Interval;
    for (const HistogramUpdate::Histogram &histogram : update.histograms) {
        JsonWriter json(m_output.buffer());
        json.beginObject();
        json.text("type", QLatin1StringView("histogram"));
        json.text("view", view.spec.name);
        json.number("time", update.time);
        json.beginObjectField("key");
        appendFields(json, view, histogram.key, {});
        json.endObject();
        json.text("scale", scaleName(view.spec.histogram.scale));
        json.textOrNull("unit", view.spec.histogram.unit);
        appendBuckets(json, view.spec.histogram, interval ? histogram.difference : histogram.counts);
        json.endObject();
        m_output.buffer().append('\n');
    }
    m_output.flush();
}

void JsonExporter::stacks(const StacksUpdate &update)
{
    const View &view = m_views[static_cast<std::size_t>(update.view)];
    const std::vector<WeightedStack> weights = takeStacks(*view.stacks, update);
    JsonWriter json(m_output.buffer());
    json.beginObject();
    json.text("type", QLatin1StringView("stacks"));
    json.text("view", view.spec.name);
    json.number("time", update.time);
    json.beginArray("stacks");
    for (const WeightedStack &stack : weights) {
        json.beginObject();
        json.beginArray("frames");
        for (const quint32 frame : view.stacks->path(stack.node))
            json.appendText(view.stacks->frames().frame(frame).name);
        json.endArray();
        json.number("value", stack.weight);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    m_output.buffer().append('\n');
    m_output.flush();
}

void JsonExporter::loss(const LossUpdate &update)
{
    JsonWriter json(m_output.buffer());
    json.beginObject();
    json.text("type", QLatin1StringView("loss"));
    json.textOrNull("view",
                    update.view < 0 ? QString() : m_views[static_cast<std::size_t>(update.view)].spec.name);
    json.number("time", update.time);
    json.number("count", update.count);
    json.text("where", lossPlaceName(update.place));
    json.endObject();
    m_output.buffer().append('\n');
    m_output.flush();
}

void JsonExporter::hole(qint64 from, qint64 durationNs)
{
    JsonWriter json(m_output.buffer());
    json.beginObject();
    json.text("type", QLatin1StringView("hole"));
    json.number("time", from);
    json.number("duration_ns", durationNs);
    json.endObject();
    m_output.buffer().append('\n');
    m_output.flush();
}

void JsonExporter::end(const EndUpdate &update)
{
    JsonWriter json(m_output.buffer());
    json.beginObject();
    json.text("type", QLatin1StringView("end"));
    json.numberOrNull("produced", update.produced);
    json.number("delivered", update.delivered);
    json.numberOrNull("lost", update.lost);
    json.number("duration_ns", update.durationNs);
    json.endObject();
    m_output.buffer().append('\n');
    m_output.flush();
}

} // namespace radiosonde
