// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/invocation.h"

#include "core/compiler/worker/target_widths.h"

#include <clang/Basic/DiagnosticOptions.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Frontend/FrontendOptions.h>
#include <clang/Lex/PreprocessorOptions.h>

namespace radiosonde
{

namespace
{

// The kernel's name, as libbpf's bpf_tracing.h wants it.
const char *targetMacro(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86_64:
        return "-D__TARGET_ARCH_x86";
    case Architecture::Arm64:
        return "-D__TARGET_ARCH_arm64";
    case Architecture::Arm:
        return "-D__TARGET_ARCH_arm";
    case Architecture::Riscv64:
        return "-D__TARGET_ARCH_riscv";
    }
    return "";
}

// A long holds any address of a 32-bit target, so casts between them lose nothing. What a long does lose of a
// 64-bit number is told; the diagnostic collector leaves out what is lost by an int, as everywhere.
constexpr const char *narrowLongWarnings[] = {"-Wno-int-to-pointer-cast", "-Wno-pointer-to-int-cast",
                                              "-Wshorten-64-to-32"};

// Arguments of the compiler proper, as `clang --target=bpfel -mcpu=v3 -O2 -g -Wall -std=gnu11` makes them.
// -mcpu=v3 is what Linux 5.10 runs. The line texts go into the debug information, since there is no file to
// read them from.
std::vector<const char *> arguments(Architecture architecture)
{
    std::vector<const char *> all = {"-triple",
                                     "bpfel",
                                     "-emit-obj",
                                     "-disable-free",
                                     "-clear-ast-before-backend",
                                     "-disable-llvm-verifier",
                                     "-discard-value-names",
                                     "-mrelocation-model",
                                     "static",
                                     "-mframe-pointer=all",
                                     "-ffp-contract=on",
                                     "-fno-rounding-math",
                                     "-mconstructor-aliases",
                                     "-target-cpu",
                                     "v3",
                                     "-gembed-source",
                                     "-debug-info-kind=constructor",
                                     "-dwarf-version=5",
                                     "-debugger-tuning=gdb",
                                     "-fdebug-compilation-dir=/",
                                     "-nostdsysteminc",
                                     "-nobuiltininc",
                                     "-isystem",
                                     headerFolder,
                                     "-isystem",
                                     clangFolder,
                                     targetMacro(architecture),
                                     "-O2",
                                     "-Wall",
                                     "-Wno-missing-declarations",
                                     "-std=gnu11",
                                     "-ferror-limit",
                                     "100",
                                     "-fgnuc-version=4.2.1",
                                     "-vectorize-loops",
                                     "-vectorize-slp",
                                     "-faddrsig",
                                     "-fno-caret-diagnostics",
                                     "-x",
                                     "c"};
    if (is32Bit(architecture))
        all.insert(all.end(), std::begin(narrowLongWarnings), std::end(narrowLongWarnings));
    return all;
}

// The name that the request gave stands in the line information, whatever the file is called in here.
void showRequestsName(clang::CompilerInvocation &invocation, const WorkerRequest &request)
{
    const std::string shown = shownName(request, sourceFolder).toStdString();
    invocation.getCodeGenOpts().DebugPrefixMap.emplace_back(sourceFolder, shown);
}

} // namespace

std::unique_ptr<clang::CompilerInstance> makeCompiler(Architecture architecture, const SourceFiles &files,
                                                      clang::DiagnosticConsumer &diagnostics)
{
    auto compiler = std::make_unique<clang::CompilerInstance>();
    compiler->createDiagnostics(&diagnostics, /*ShouldOwnClient=*/false);
    clang::CompilerInvocation &invocation = compiler->getInvocation();
    clang::CompilerInvocation::CreateFromArgs(invocation, arguments(architecture),
                                              compiler->getDiagnostics());

    clang::FrontendOptions &frontend = invocation.getFrontendOpts();
    frontend.DisableFree = false;
    frontend.Inputs.clear();
    if (files.request) {
        frontend.Inputs.emplace_back(mainPath(*files.request), clang::InputKind(clang::Language::C));
        showRequestsName(invocation, *files.request);
    } else {
        frontend.Inputs.emplace_back(kernelHeaderPath, clang::InputKind(clang::Language::C).getHeader());
    }
    if (!files.precompiled.empty()) {
        clang::PreprocessorOptions &preprocessor = invocation.getPreprocessorOpts();
        preprocessor.ImplicitPCHInclude = precompiledPath;
        // What it was made of is ours and part of its file name: there is nothing to compare.
        preprocessor.DisablePCHOrModuleValidation = clang::DisableValidationForModuleKind::PCH;
    }
    // Warning flags take effect when an engine is made of the parsed options.
    compiler->createDiagnostics(&diagnostics, /*ShouldOwnClient=*/false);
    compiler->createFileManager(makeFileSystem(files));
    compiler->createSourceManager(compiler->getFileManager());
    if (compiler->createTarget() && is32Bit(architecture)) {
        narrowLong(compiler->getTarget());
        correctPointers(invocation.getCodeGenOpts());
    }
    return compiler;
}

bool execute(clang::CompilerInstance &compiler, clang::FrontendAction &action)
{
    if (!action.PrepareToExecute(compiler))
        return false;
    for (const clang::FrontendInputFile &input : compiler.getFrontendOpts().Inputs) {
        if (!action.BeginSourceFile(compiler, input))
            continue;
        if (llvm::Error error = action.Execute())
            llvm::consumeError(std::move(error)); // what went wrong was reported
        action.EndSourceFile();
    }
    compiler.getDiagnosticClient().finish();
    return compiler.getDiagnosticClient().getNumErrors() == 0;
}

} // namespace radiosonde
