// SPDX-License-Identifier: GPL-3.0-or-later
// radiosonde-compiler: the compile worker. Started by core/compiler's client with the cache folder as its
// only argument; speaks protocol.h on descriptors 0 and 1. With "--names" it is the symbolizer's worker
// instead.
#include "core/compiler/kernel_types/types_job.h"
#include "core/compiler/protocol.h"
#include "core/compiler/symbolize/serve_names.h"
#include "core/compiler/worker/channel.h"
#include "core/compiler/worker/compile_job.h"
#include "core/compiler/worker/forked_job.h"
#include "core/compiler/worker/header_store.h"
#include "core/compiler/worker/merged_header.h"
#include "core/compiler/worker/warm_up.h"

#include <llvm/Support/TargetSelect.h>

#include <csignal>
#include <string_view>
#include <sys/prctl.h>

namespace radiosonde
{

namespace
{

void initializeLlvm()
{
    LLVMInitializeBPFTargetInfo();
    LLVMInitializeBPFTarget();
    LLVMInitializeBPFTargetMC();
    LLVMInitializeBPFAsmPrinter();
    LLVMInitializeBPFAsmParser();
}

WorkerReply failed(const WorkerRequest &request, const JobOutcome &outcome)
{
    Diagnostic diagnostic;
    diagnostic.file = request.fileName;
    diagnostic.message = outcome.timedOut
                             ? QStringLiteral("the compiler did not finish within %1 s on this source")
                                   .arg(request.timeoutMs / 1000.0)
                             : QStringLiteral("the compiler crashed on this source: %1").arg(outcome.failure);
    return WorkerReply{{diagnostic}, {}, {}, false};
}

// With the target's own types beside those of the shipped header, where the request brings them.
WorkerReply compile(const WorkerRequest &request, const KernelHeader &shipped)
{
    if (request.extraVmlinux.isEmpty())
        return runCompileJob(request, shipped);
    const auto merged =
        mergeHeaders(shipped, {request.extraVmlinux.constData(), size_t(request.extraVmlinux.size())});
    return runCompileJob(request, *merged);
}

QByteArray answer(const WorkerRequest &request, HeaderStore &headers)
{
    const KernelHeader &kernel = headers.kernel(request.architecture);
    const JobOutcome outcome = runForked([&] { return encode(compile(request, kernel)); }, request.timeoutMs);
    return outcome.failure.isEmpty() ? outcome.output : encode(failed(request, outcome));
}

QByteArray answerTypes(const WorkerRequest &request)
{
    const JobOutcome outcome = runForked([&] { return encode(runTypesJob(request)); }, request.timeoutMs);
    if (outcome.failure.isEmpty())
        return outcome.output;
    return encode(TypesReply{{}, {TypesFailure::Reason::Crashed, outcome.failure.toStdString()}});
}

int serve(const char *cacheFolder)
{
    HeaderStore headers(cacheFolder);
    bool warm = false;
    while (const std::optional<QByteArray> message = readMessage()) {
        const Result<WorkerRequest> request = decodeRequest(*message);
        if (!request)
            return 1;
        if (request->operation == WorkerOperation::Types) {
            if (!writeMessage(answerTypes(*request)))
                return 0;
            continue;
        }
        if (request->operation == WorkerOperation::Prepare)
            headers.kernel(request->architecture);
        else if (!writeMessage(answer(*request, headers)))
            return 0;
        if (!warm && !messageWaits()) {
            warmUp(request->architecture, headers.kernel(request->architecture));
            warm = true;
        }
    }
    return 0;
}

} // namespace

} // namespace radiosonde

int main(int count, char **arguments)
{
    if (count != 2)
        return 64;
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::signal(SIGPIPE, SIG_IGN);
    if (std::string_view(arguments[1]) == "--names")
        return radiosonde::serveNames();
    radiosonde::initializeLlvm();
    return radiosonde::serve(arguments[1]);
}
