// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/invocation.h"

#include "core/compiler/kernel_types/kernel_config.h"
#include "core/compiler/worker/assembly_target.h"
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
std::vector<std::string> arguments(Architecture architecture)
{
    std::vector<std::string> all = {"-triple",
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

// What a compiler for the kernel's own architecture says of itself; its headers ask.
std::vector<std::string> machineMacros(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86_64:
        return {"-D__x86_64__"};
    case Architecture::Arm64:
        return {"-D__aarch64__", "-D__AARCH64EL__"};
    case Architecture::Riscv64:
        return {"-D__riscv", "-D__riscv_xlen=64"};
    case Architecture::Arm:
        // Pointers are wider than in the kernel, so what its headers assert of layouts is not true here. It
        // need not be: accesses are relocated to the layout of the target.
        return {"-D__arm__", "-D__ARM_EABI__", "-D__ARMEL__", "-D_Static_assert(...)="};
    }
    return {};
}

// What of the flags that the kernel itself is built with is true of a probe that includes its headers:
// folders, definitions, what is included ahead of all, and the kind of char.
void addKernelFlags(std::vector<std::string> &all, const KernelHeaders &headers, Architecture architecture)
{
    const std::vector<std::string> flags = compilerFlags(headers, architecture);
    for (size_t i = 0; i < flags.size(); ++i) {
        const llvm::StringRef flag = flags[i];
        if ((flag == "-I" || flag == "-include") && i + 1 < flags.size())
            all.insert(all.end(), {flag == "-I" ? "-isystem" : flags[i], flags[i + 1]});
        else if (flag.starts_with("-D") || flag == "-fno-signed-char")
            all.push_back(flags[i]);
    }
    const std::vector<std::string> machine = machineMacros(architecture);
    all.insert(all.end(), machine.begin(), machine.end());
    if (is32Bit(architecture))
        all.insert(all.end(), {"-include", userAccessPath});
    // __BPF_TRACING__ is the kernel's own word for a compiler that has no use for assembly.
    all.insert(all.end(), {"-D__BPF_TRACING__", "-D__NO_FORTIFY", "-Wno-unused-value", "-Wno-pointer-sign",
                           "-Wno-compare-distinct-pointer-types", "-Wno-address-of-packed-member"});
}

void parseArguments(clang::CompilerInstance &compiler, Architecture architecture, const SourceFiles &files)
{
    std::vector<std::string> all = arguments(architecture);
    if (files.ownHeaders)
        addKernelFlags(all, *files.ownHeaders, architecture);
    std::vector<const char *> pointers;
    for (const std::string &argument : all)
        pointers.push_back(argument.c_str());
    clang::CompilerInvocation::CreateFromArgs(compiler.getInvocation(), pointers, compiler.getDiagnostics());
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
    parseArguments(*compiler, architecture, files);

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
    if (files.ownHeaders && compiler->hasTarget())
        tolerateAssembly(*compiler);
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
