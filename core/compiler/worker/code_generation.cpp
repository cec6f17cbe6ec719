// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/code_generation.h"

#include "core/compiler/worker/context_places.h"
#include "core/compiler/worker/diagnostic_collector.h"
#include "core/compiler/worker/invocation.h"
#include "core/compiler/worker/kernel_reads.h"
#include "core/compiler/worker/kernel_records.h"
#include "core/compiler/worker/strip.h"

#include <clang/CodeGen/CodeGenAction.h>
#include <clang/Frontend/MultiplexConsumer.h>
#include <llvm/Support/raw_ostream.h>

namespace radiosonde
{

namespace
{

// Code for a 32-bit target: each function passes the marker before code is made of it.
class NarrowTargetAction : public clang::EmitObjAction
{
protected:
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                          llvm::StringRef file) override
    {
        std::unique_ptr<clang::ASTConsumer> generator = EmitObjAction::CreateASTConsumer(compiler, file);
        if (!generator)
            return nullptr;
        std::vector<std::unique_ptr<clang::ASTConsumer>> consumers;
        consumers.push_back(makeReadMarker());
        consumers.push_back(makeKernelRecordMarker());
        consumers.push_back(std::move(generator));
        return std::make_unique<clang::MultiplexConsumer>(std::move(consumers));
    }
};

std::unique_ptr<clang::EmitObjAction> makeAction(Architecture architecture)
{
    if (is32Bit(architecture))
        return std::make_unique<NarrowTargetAction>();
    return std::make_unique<clang::EmitObjAction>();
}

} // namespace

GeneratedCode generateCode(const SourceFiles &files)
{
    DiagnosticCollector collector(*files.request);
    const auto compiler = makeCompiler(files.request->architecture, files, collector);
    if (!files.rings.isEmpty())
        placeContexts(compiler->getCodeGenOpts());
    llvm::SmallVector<char, 0> object;
    compiler->setOutputStream(std::make_unique<llvm::raw_svector_ostream>(object));
    const bool done = execute(*compiler, *makeAction(files.request->architecture));

    GeneratedCode code;
    code.diagnostics = collector.diagnostics();
    code.languageErrors = collector.hasLanguageErrors();
    if (done && collector.getNumErrors() == 0)
        code.object = stripDebugSections({object.data(), object.size()});
    return code;
}

} // namespace radiosonde
