// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/symbolize/symbolizer.h"

#include "core/base/text.h"
#include "core/compiler/symbolize/symbolize_message.h"
#include "core/compiler/worker_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

#include <mutex>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostMs = int(symbolizeSeconds) * 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Compiler", text);
}

} // namespace

class Symbolizer::Impl
{
public:
    explicit Impl(QString path) : workerPath(std::move(path)) {}

    Result<QByteArray> ask(const SymbolizeRequest &request, const Interruptor &interruptor);

    const QString workerPath;
    std::mutex mutex;
    std::unique_ptr<CompileWorkerProcess> worker;
    QSet<QString> refused; // files that a worker did not survive
};

Result<QByteArray> Symbolizer::Impl::ask(const SymbolizeRequest &request, const Interruptor &interruptor)
{
    using Failure = CompileWorkerProcess::Failure;
    if (refused.contains(request.file))
        return fail(ErrorKind::Internal,
                    tr("%1 is left out: the symbolizer broke on it before").arg(escapeControl(request.file)));
    if (!worker) {
        auto started = CompileWorkerProcess::start(workerPath, u"--names"_s);
        if (!started)
            return std::unexpected(started.error());
        worker = *std::move(started);
    }
    QByteArray answer;
    Failure failure = worker->send(toBytes(request), mostMs, interruptor);
    if (failure == Failure::None)
        failure = worker->receive(answer, mostMs, interruptor);
    if (failure == Failure::None)
        return answer;
    const QString end = worker->kill();
    worker.reset();
    if (failure == Failure::Cancelled)
        return fail(ErrorKind::Cancelled, tr("looking for names was cancelled"));
    refused.insert(request.file);
    return fail(ErrorKind::Internal,
                tr("the symbolizer broke on %1: %2").arg(escapeControl(request.file), end));
}

Symbolizer::Symbolizer(const QString &workerPath) : m(std::make_unique<Impl>(workerPath)) {}

Symbolizer::~Symbolizer() = default;

Result<QList<QList<SymbolFrame>>> Symbolizer::symbolize(const QString &file, const QList<quint64> &addresses,
                                                        const Interruptor &interruptor)
{
    const SymbolizeRequest request{QDir(file).absolutePath(), addresses};
    const std::scoped_lock lock(m->mutex);
    const Result<QByteArray> answer = m->ask(request, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    Result<QList<QList<SymbolFrame>>> frames = framesFromBytes(*answer);
    if (frames && frames->size() != addresses.size())
        frames = framesFromBytes({});
    if (!frames)
        m->worker.reset();
    return frames;
}

} // namespace radiosonde
