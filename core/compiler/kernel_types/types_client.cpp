// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/types_client.h"

#include "core/compiler/kernel_types/types_cache.h"
#include "core/compiler/kernel_types/types_reply.h"
#include "core/compiler/request_digest.h"
#include "core/compiler/worker_process.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostHeadersMs = 60'000; // a second is usual
constexpr int mostFileMs = 600'000;   // DWARF of a distribution's kernel is read in a minute
constexpr int graceMs = 2'000;        // the worker notices a hang by itself

QString tr(const char *text)
{
    return QCoreApplication::translate("Compiler", text);
}

WorkerRequest workerRequest(const KernelTypesRequest &request)
{
    WorkerRequest worker;
    worker.operation = WorkerOperation::Types;
    worker.architecture = request.architecture;
    worker.timeoutMs = request.file.isEmpty() ? mostHeadersMs : mostFileMs;
    if (!request.file.isEmpty())
        worker.typesFile = QFileInfo(request.file).absoluteFilePath();
    for (const QString &folder : request.folders)
        worker.typesFolders.append(QFileInfo(folder).absoluteFilePath());
    return worker;
}

Result<QByteArray> ask(const WorkerRequest &request, const CompilerOptions &options,
                       const Interruptor &interruptor)
{
    using Failure = CompileWorkerProcess::Failure;
    auto worker = CompileWorkerProcess::start(options.workerPath, options.cacheFolder);
    if (!worker)
        return std::unexpected(worker.error());
    QByteArray answer;
    Failure failure = (*worker)->send(encode(request), graceMs, interruptor);
    if (failure == Failure::None)
        failure = (*worker)->receive(answer, request.timeoutMs + graceMs, interruptor);
    if (failure == Failure::None)
        return answer;
    if (failure == Failure::Cancelled)
        return fail(ErrorKind::Cancelled, tr("reading the kernel's types was cancelled"));
    return fail(ErrorKind::Internal,
                tr("the compile worker ended while it read the kernel's types: %1").arg((*worker)->kill()));
}

} // namespace

Result<QString> makeKernelTypes(const KernelTypesRequest &request, const CompilerOptions &options,
                                const Interruptor &interruptor)
{
    const TypesCache cache(options.cacheFolder + u"/kernel-types"_s);
    const QByteArray digest = TypesCache::digest(request, fileIdentity(options.workerPath));
    if (const std::optional<QString> known = cache.find(digest))
        return *known;
    const Result<QByteArray> answer = ask(workerRequest(request), options, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    const Result<TypesReply> reply = decodeTypesReply(*answer);
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->btf.isEmpty()) {
        const QString asked = request.file.isEmpty() ? request.folders.join(u':') : request.file;
        return std::unexpected(describe(reply->failure, asked));
    }
    return cache.store(digest, reply->btf);
}

} // namespace radiosonde
