// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/compile_job.h"

#include "core/compiler/facts/collect_facts.h"
#include "core/compiler/facts/global_facts.h"
#include "core/compiler/kernel_types/kernel_config.h"
#include "core/compiler/kernel_types/types_reply.h"
#include "core/compiler/worker/code_generation.h"
#include "core/compiler/worker/diagnostic_collector.h"
#include "core/compiler/worker/invocation.h"
#include "core/compiler/worker/slice.h"
#include "core/compiler/worker/source_files.h"
#include "core/compiler/worker/used_types.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Frontend/FrontendAction.h>

#include <algorithm>

namespace radiosonde
{

namespace
{

struct Analysis
{
    Facts facts;
    std::vector<std::uint32_t> usedOffsets;
};

class AnalysisConsumer : public clang::ASTConsumer
{
public:
    AnalysisConsumer(Analysis &analysis, bool diagnosticsOnly)
        : m_analysis(analysis), m_diagnosticsOnly(diagnosticsOnly)
    {
    }

    bool HandleTopLevelDecl(clang::DeclGroupRef group) override
    {
        for (clang::Decl *declaration : group)
            if (!declaration->isFromASTFile())
                m_declarations.push_back(declaration);
        return true;
    }

    void HandleTranslationUnit(clang::ASTContext &context) override
    {
        if (m_diagnosticsOnly || context.getDiagnostics().hasErrorOccurred())
            return;
        m_analysis.usedOffsets = findUsedOffsets(context, m_declarations);
        m_analysis.facts = collectFacts(context, m_declarations);
    }

private:
    Analysis &m_analysis;
    bool m_diagnosticsOnly;
    std::vector<clang::Decl *>
        m_declarations; // of the source and its headers, without a precompiled vmlinux.h
};

class AnalysisAction : public clang::ASTFrontendAction
{
public:
    AnalysisAction(Analysis &analysis, bool diagnosticsOnly)
        : m_analysis(analysis), m_diagnosticsOnly(diagnosticsOnly)
    {
    }

    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override
    {
        return std::make_unique<AnalysisConsumer>(m_analysis, m_diagnosticsOnly);
    }

private:
    Analysis &m_analysis;
    bool m_diagnosticsOnly;
};

bool hasErrors(const QList<Diagnostic> &diagnostics)
{
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic &d) { return d.severity == Severity::Error; });
}

SourceFiles wholeHeader(const WorkerRequest &request, const KernelHeader &kernel)
{
    SourceFiles files;
    files.request = &request;
    files.kernelHeader = kernel.text;
    const std::string_view source(request.source.constData(), size_t(request.source.size()));
    if (!request.fullHeader && startsWithKernelHeader(source))
        files.precompiled = kernel.precompiled;
    return files;
}

// Ring buffers are perf buffers from here on; their names.
QStringList replaceRings(Facts &facts)
{
    constexpr quint32 perfEventArray = 4, ringBuffer = 27; // BPF_MAP_TYPE_*
    QStringList names;
    for (MapFacts &map : facts.maps) {
        if (map.type != ringBuffer)
            continue;
        map.type = perfEventArray;
        names.append(map.name);
    }
    return names;
}

// The front end's warnings are known from the analysis; what the backend says comes on top.
void addNew(QList<Diagnostic> &diagnostics, const QList<Diagnostic> &more)
{
    for (const Diagnostic &diagnostic : more)
        if (!diagnostics.contains(diagnostic))
            diagnostics.append(diagnostic);
}

WorkerReply refused(const WorkerRequest &request, const TypesFailure &failure)
{
    const Error error = describe(failure, request.typesFolders.join(u':'));
    Diagnostic diagnostic;
    diagnostic.file = request.fileName;
    diagnostic.message = error.text;
    diagnostic.hint = error.hint;
    return WorkerReply{{diagnostic}, {}, {}, false};
}

WorkerReply compile(const WorkerRequest &request, const KernelHeader &kernel, const KernelHeaders *own)
{
    WorkerReply reply;
    SourceFiles files = wholeHeader(request, kernel);
    files.ownHeaders = own;
    Analysis analysis;
    DiagnosticCollector collector(request);
    {
        AnalysisAction action(analysis, request.operation == WorkerOperation::Check);
        execute(*makeCompiler(request.architecture, files, collector), action);
    }
    reply.diagnostics = collector.diagnostics();
    if (request.operation == WorkerOperation::Check || hasErrors(reply.diagnostics))
        return reply;

    files.withSites = !analysis.facts.sites.isEmpty();
    if (request.perfBuffers)
        files.rings = replaceRings(analysis.facts);
    GeneratedCode code;
    code.languageErrors = true;
    std::string slice;
    if (!request.fullHeader && !own) {
        slice = makeSlice(kernel.index, analysis.usedOffsets);
        SourceFiles sliced = files;
        sliced.kernelHeader = slice;
        sliced.precompiled = {};
        code = generateCode(sliced);
        reply.sliced = !code.object.isEmpty();
    }
    if (code.languageErrors)
        code = generateCode(files);
    reply.object = std::move(code.object);
    if (!reply.object.isEmpty()) {
        reply.facts = std::move(analysis.facts);
        completeGlobals(reply.facts, {reply.object.constData(), size_t(reply.object.size())});
    }
    addNew(reply.diagnostics, code.diagnostics);
    return reply;
}

} // namespace

WorkerReply runCompileJob(const WorkerRequest &request, const KernelHeader &kernel)
{
    if (request.typesFolders.isEmpty())
        return compile(request, kernel, nullptr);
    std::vector<std::string> folders;
    for (const QString &folder : request.typesFolders)
        folders.push_back(folder.toStdString());
    const auto found = findKernelHeaders(folders, request.architecture);
    if (const auto *failure = std::get_if<TypesFailure>(&found))
        return refused(request, *failure);
    return compile(request, kernel, &std::get<KernelHeaders>(found));
}

} // namespace radiosonde
