// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shell/session_memory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject encode(const SessionMemory::Run &run)
{
    QJsonArray parameters;
    for (const auto &[name, value] : run.parameters)
        parameters += QJsonArray{name, value};
    return {{u"probe"_s, run.probe},
            {u"target"_s, run.target},
            {u"title"_s, run.title},
            {u"interval"_s, run.intervalNs},
            {u"parameters"_s, parameters}};
}

SessionMemory::Run decodeRun(const QJsonObject &object)
{
    SessionMemory::Run run;
    run.probe = object.value("probe"_L1).toString();
    run.target = object.value("target"_L1).toString();
    run.title = object.value("title"_L1).toString();
    run.intervalNs = object.value("interval"_L1).toInteger();
    const QJsonArray parameters = object.value("parameters"_L1).toArray();
    for (const QJsonValue &each : parameters) {
        const QJsonArray pair = each.toArray();
        if (pair.size() == 2)
            run.parameters += {pair.at(0).toString(), pair.at(1).toString()};
    }
    return run;
}

} // namespace

QByteArray encodeSession(const SessionMemory &memory)
{
    QJsonArray sources;
    for (const SessionMemory::Source &source : memory.sources)
        sources += QJsonObject{{u"path"_s, source.path}, {u"line"_s, source.line}};
    QJsonArray runs;
    for (const SessionMemory::Run &run : memory.runs)
        runs += encode(run);
    const QJsonObject all{{u"sources"_s, sources},
                          {u"current"_s, memory.currentSource},
                          {u"target"_s, memory.target},
                          {u"runs"_s, runs}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

SessionMemory decodeSession(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    SessionMemory memory;
    memory.currentSource = all.value("current"_L1).toString();
    memory.target = all.value("target"_L1).toString();
    const QJsonArray sources = all.value("sources"_L1).toArray();
    for (const QJsonValue &each : sources) {
        const QString path = each.toObject().value("path"_L1).toString();
        if (!path.isEmpty() && memory.sources.size() < SessionMemory::maximumSources)
            memory.sources += {path, qMax(1, each.toObject().value("line"_L1).toInt(1))};
    }
    const QJsonArray runs = all.value("runs"_L1).toArray();
    for (const QJsonValue &each : runs) {
        const SessionMemory::Run run = decodeRun(each.toObject());
        if (!run.probe.isEmpty() && !run.target.isEmpty() && memory.runs.size() < SessionMemory::maximumRuns)
            memory.runs += run;
    }
    return memory;
}

} // namespace radiosonde
