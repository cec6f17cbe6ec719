// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/code_generation.h"

#include "core/compiler/worker/diagnostic_collector.h"
#include "core/compiler/worker/invocation.h"
#include "core/compiler/worker/strip.h"

#include <clang/CodeGen/CodeGenAction.h>
#include <llvm/Support/raw_ostream.h>

namespace radiosonde
{

GeneratedCode generateCode(const SourceFiles &files)
{
    DiagnosticCollector collector(*files.request);
    const auto compiler = makeCompiler(files.request->architecture, files, collector);
    llvm::SmallVector<char, 0> object;
    compiler->setOutputStream(std::make_unique<llvm::raw_svector_ostream>(object));
    clang::EmitObjAction action;
    const bool done = compiler->ExecuteAction(action);

    GeneratedCode code;
    code.diagnostics = collector.diagnostics();
    code.languageErrors = collector.hasLanguageErrors();
    if (done && collector.getNumErrors() == 0)
        code.object = stripDebugSections({object.data(), object.size()});
    return code;
}

} // namespace radiosonde
