// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/protocol.h"

#include "core/compiler/diagnostic_codec.h"
#include "core/layout/facts_codec.h"

#include <QCborMap>
#include <QCoreApplication>

namespace radiosonde
{

namespace
{

enum RequestKey : qint64 {
    OperationKey,
    ArchitectureKey,
    FileNameKey,
    SourceKey,
    ExtraKey,
    HeadersKey,
    TimeoutKey,
    FullHeaderKey,
    TypesFileKey,
    TypesFoldersKey,
    PerfBuffersKey
};
enum ReplyKey : qint64 { DiagnosticsKey, ObjectKey, FactsKey, SlicedKey };

std::unexpected<Error> malformed()
{
    return fail(ErrorKind::Internal,
                QCoreApplication::translate("Compiler", "a message of the compile worker cannot be read"));
}

Result<QCborMap> readMap(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return malformed();
    return value.toMap();
}

} // namespace

QByteArray encode(const WorkerRequest &request)
{
    QCborArray headers;
    for (const LocalHeader &header : request.headers)
        headers.append(QCborArray{header.name, header.text});
    return QCborValue(QCborMap{{OperationKey, int(request.operation)},
                               {ArchitectureKey, int(request.architecture)},
                               {FileNameKey, request.fileName},
                               {SourceKey, request.source},
                               {ExtraKey, request.extraVmlinux},
                               {HeadersKey, headers},
                               {TimeoutKey, request.timeoutMs},
                               {FullHeaderKey, request.fullHeader},
                               {PerfBuffersKey, request.perfBuffers},
                               {TypesFileKey, request.typesFile},
                               {TypesFoldersKey, QCborArray::fromStringList(request.typesFolders)}})
        .toCbor();
}

QByteArray encode(const WorkerReply &reply)
{
    return QCborValue(QCborMap{{DiagnosticsKey, diagnosticsToCbor(reply.diagnostics)},
                               {ObjectKey, reply.object},
                               {FactsKey, toCbor(reply.facts)},
                               {SlicedKey, reply.sliced}})
        .toCbor();
}

Result<WorkerRequest> decodeRequest(const QByteArray &bytes)
{
    const Result<QCborMap> map = readMap(bytes);
    if (!map)
        return std::unexpected(map.error());
    const qint64 operation = (*map)[OperationKey].toInteger(-1);
    const qint64 architecture = (*map)[ArchitectureKey].toInteger(-1);
    if (operation < 0 || operation > int(WorkerOperation::Types) || architecture < 0 ||
        architecture > int(Architecture::Riscv64))
        return malformed();

    WorkerRequest request;
    request.operation = WorkerOperation(operation);
    request.architecture = Architecture(architecture);
    request.fileName = (*map)[FileNameKey].toString();
    request.source = (*map)[SourceKey].toByteArray();
    request.extraVmlinux = (*map)[ExtraKey].toByteArray();
    for (const QCborValue &header : (*map)[HeadersKey].toArray())
        request.headers.append({header[0].toString(), header[1].toByteArray()});
    request.timeoutMs = int((*map)[TimeoutKey].toInteger());
    request.fullHeader = (*map)[FullHeaderKey].toBool();
    request.perfBuffers = (*map)[PerfBuffersKey].toBool();
    request.typesFile = (*map)[TypesFileKey].toString();
    for (const QCborValue &folder : (*map)[TypesFoldersKey].toArray())
        request.typesFolders.append(folder.toString());
    return request;
}

Result<WorkerReply> decodeReply(const QByteArray &bytes)
{
    const Result<QCborMap> map = readMap(bytes);
    if (!map)
        return std::unexpected(map.error());
    WorkerReply reply;
    reply.diagnostics = diagnosticsFromCbor((*map)[DiagnosticsKey].toArray());
    reply.object = (*map)[ObjectKey].toByteArray();
    reply.sliced = (*map)[SlicedKey].toBool();
    if (reply.object.isEmpty())
        return reply;
    Result<Facts> facts = factsFromCbor((*map)[FactsKey]);
    if (!facts)
        return std::unexpected(facts.error());
    reply.facts = std::move(*facts);
    return reply;
}

} // namespace radiosonde
