// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/json_meta.h"

#include "core/export/json_writer.h"
#include "core/export/names.h"

namespace radiosonde
{

namespace
{

void appendTarget(JsonWriter &json, const TargetInfo &target)
{
    json.beginObjectField("target");
    json.text("url", target.url);
    json.text("name", target.name);
    json.text("hostname", target.hostName);
    json.text("sysname", target.sysname);
    json.text("release", target.release);
    json.text("version", target.version);
    json.text("machine", target.machine);
    json.text("arch", architectureName(target.architecture));
    json.number("pointer_size", quint64(target.pointerSize));
    json.number("page_size", quint64(target.pageSize));
    json.number("cpus", quint64(target.cpus));
    json.endObject();
}

void appendPrograms(JsonWriter &json, const QList<ProgramState> &programs)
{
    json.beginArray("programs");
    for (const ProgramState &program : programs) {
        json.beginObject();
        json.text("name", program.name);
        json.text("section", program.section);
        json.flag("attached", program.attached);
        json.textOrNull("via", program.via);
        json.textOrNull("error", program.error);
        json.endObject();
    }
    json.endArray();
}

void appendColumns(JsonWriter &json, const QList<Column> &columns)
{
    json.beginArray("columns");
    for (const Column &column : columns) {
        json.beginObject();
        json.text("name", column.name);
        json.text("type", typeName(column));
        json.textOrNull("unit", column.unit);
        json.endObject();
    }
    json.endArray();
}

void appendViews(JsonWriter &json, const QList<ViewSpec> &views)
{
    json.beginArray("views");
    for (const ViewSpec &view : views) {
        json.beginObject();
        json.text("name", view.name);
        json.text("kind", viewKindName(view.kind));
        json.text("accumulate", accumulateName(view.accumulate));
        appendColumns(json, view.columns);
        json.endObject();
    }
    json.endArray();
}

} // namespace

void appendMeta(QByteArray &out, const Plan &plan)
{
    JsonWriter json(out);
    json.beginObject();
    json.text("type", u"meta");
    json.text("probe", plan.probe);
    appendTarget(json, plan.target);
    appendPrograms(json, plan.programs);
    appendViews(json, plan.views);
    json.endObject();
    out.append('\n');
}

} // namespace radiosonde
