// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/client.h"

#include "core/compiler/header_digest.h"
#include "core/compiler/kernel_types/types_client.h"
#include "core/compiler/local_headers.h"
#include "core/compiler/object_cache.h"
#include "core/compiler/request_digest.h"
#include "core/compiler/worker_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QMutex>
#include <QRegularExpression>
#include <QStandardPaths>

namespace radiosonde
{

namespace
{

// The worker notices a hang by itself and stays; the client's own patience is this much longer.
constexpr int graceMs = 2'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Compiler", text);
}

CompilerOptions withDefaults(CompilerOptions options)
{
    if (options.workerPath.isEmpty())
        options.workerPath = QCoreApplication::applicationDirPath() +
                             QLatin1StringView("/../libexec/radiosonde/radiosonde-compiler");
    if (options.cacheFolder.isEmpty())
        options.cacheFolder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                              QLatin1StringView("/radiosonde");
    return options;
}

bool includesVmlinux(const QByteArray &source)
{
    static const QRegularExpression directive(
        QStringLiteral(R"(^[ \t]*#[ \t]*include[ \t]*["<]vmlinux\.h[">])"),
        QRegularExpression::MultilineOption);
    return source.contains("vmlinux.h") && directive.match(QString::fromUtf8(source)).hasMatch();
}

WorkerRequest workerRequest(const CompileRequest &request, WorkerOperation operation,
                            const CompilerOptions &options)
{
    WorkerRequest worker;
    worker.operation = operation;
    worker.architecture = request.architecture;
    worker.fileName = request.fileName;
    worker.source = request.source;
    worker.extraVmlinux = request.extraVmlinux;
    worker.headers = findLocalHeaders(request.fileName, request.source);
    // vmlinux.h declares what the kernel's headers do: a source has the one or the others.
    if (!includesVmlinux(request.source))
        for (const QString &folder : request.kernelHeaders)
            worker.typesFolders.append(QDir(folder).absolutePath());
    worker.timeoutMs = options.timeoutMs;
    worker.fullHeader = options.fullHeader;
    worker.perfBuffers = request.perfBuffers;
    return worker;
}

WorkerReply failed(const WorkerRequest &request, const QString &message)
{
    Diagnostic diagnostic;
    diagnostic.file = request.fileName;
    diagnostic.message = message;
    return WorkerReply{{diagnostic}, {}, {}, false};
}

} // namespace

class Compiler::Impl
{
public:
    explicit Impl(CompilerOptions given)
        : options(withDefaults(std::move(given))), cache(options.cacheFolder + QLatin1StringView("/objects"))
    {
    }

    Result<void> ensureWorker();
    Result<WorkerReply> ask(const WorkerRequest &request, const Interruptor &interruptor);
    Result<WorkerReply> askOnce(const WorkerRequest &request, const Interruptor &interruptor,
                                bool &workerWasGone);

    const CompilerOptions options;
    const ObjectCache cache;
    QMutex mutex;
    std::unique_ptr<CompileWorkerProcess> worker;
};

Result<void> Compiler::Impl::ensureWorker()
{
    if (worker)
        return {};
    auto started = CompileWorkerProcess::start(options.workerPath, options.cacheFolder);
    if (!started)
        return std::unexpected(started.error());
    worker = std::move(*started);
    return {};
}

Result<WorkerReply> Compiler::Impl::askOnce(const WorkerRequest &request, const Interruptor &interruptor,
                                            bool &workerWasGone)
{
    using Failure = CompileWorkerProcess::Failure;
    if (const Result<void> ready = ensureWorker(); !ready)
        return std::unexpected(ready.error());
    const int timeoutMs = options.timeoutMs + graceMs;
    QByteArray message;
    Failure failure = worker->send(encode(request), timeoutMs, interruptor);
    workerWasGone = failure == Failure::Died;
    if (failure == Failure::None)
        failure = worker->receive(message, timeoutMs, interruptor);
    if (failure == Failure::None) {
        Result<WorkerReply> reply = decodeReply(message);
        if (!reply)
            worker.reset();
        return reply;
    }

    const QString end = worker->kill();
    worker.reset();
    if (failure == Failure::Cancelled)
        return fail(ErrorKind::Cancelled, tr("compiling was cancelled"));
    if (failure == Failure::TimedOut)
        return failed(request,
                      tr("the compiler did not finish within %1 s on this source").arg(timeoutMs / 1000));
    return failed(request, tr("the compiler crashed on this source: %1").arg(end));
}

Result<WorkerReply> Compiler::Impl::ask(const WorkerRequest &request, const Interruptor &interruptor)
{
    // A worker may have died while nobody used it: that is not this source's fault, so a fresh one is asked
    // once.
    bool workerWasGone = false;
    Result<WorkerReply> reply = askOnce(request, interruptor, workerWasGone);
    if (workerWasGone)
        reply = askOnce(request, interruptor, workerWasGone);
    return reply;
}

Compiler::Compiler(CompilerOptions options) : m(std::make_unique<Impl>(std::move(options))) {}

Compiler::~Compiler() = default;

void Compiler::prestart()
{
    const QMutexLocker lock(&m->mutex);
    if (m->worker || !m->ensureWorker())
        return;
    WorkerRequest request;
    request.operation = WorkerOperation::Prepare;
    request.architecture = hostArchitecture();
    // A failure shows at the first request.
    m->worker->send(encode(request), 0, Interruptor());
}

Result<CompileResult> Compiler::compile(const CompileRequest &request, const Interruptor &interruptor)
{
    const WorkerRequest worker = workerRequest(request, WorkerOperation::Compile, m->options);
    const QByteArray digest = requestDigest(worker, request.buildId, fileIdentity(m->options.workerPath));
    if (std::optional<WorkerReply> reply = m->cache.find(digest))
        return CompileResult{std::move(reply->diagnostics), std::move(reply->object), std::move(reply->facts),
                             true, reply->sliced};

    const QMutexLocker lock(&m->mutex);
    Result<WorkerReply> reply = m->ask(worker, interruptor);
    if (!reply)
        return std::unexpected(reply.error());
    if (!reply->object.isEmpty())
        m->cache.store(digest, *reply);
    return CompileResult{std::move(reply->diagnostics), std::move(reply->object), std::move(reply->facts),
                         false, reply->sliced};
}

Result<QList<Diagnostic>> Compiler::check(const CompileRequest &request, const Interruptor &interruptor)
{
    const QMutexLocker lock(&m->mutex);
    Result<WorkerReply> reply =
        m->ask(workerRequest(request, WorkerOperation::Check, m->options), interruptor);
    if (!reply)
        return std::unexpected(reply.error());
    return std::move(reply->diagnostics);
}

Result<QString> Compiler::kernelTypes(const KernelTypesRequest &request, const Interruptor &interruptor)
{
    return makeKernelTypes(request, m->options, interruptor);
}

QString Compiler::compilerVersion()
{
    return QString::fromLatin1(llvmVersion);
}

} // namespace radiosonde
