// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/assembly_target.h"

#include <clang/Basic/TargetInfo.h>
#include <llvm/IR/Module.h>
#include <llvm/Passes/PassBuilder.h>

#include <vector>

namespace radiosonde
{

namespace
{

// Names that headers declare register variables and clobbers with.
constexpr const char *registerNames[] = {
    "rax", "rbx",   "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8",  "r9", "r10", "r11", "r12", "r13", "r14",
    "r15", "eax",   "ebx", "ecx", "edx", "esi", "edi", "ebp", "esp", "al", "ax",  "cl",  "cx",  "dl",  "dx",
    "st",  "flags", "r0",  "r1",  "r2",  "r3",  "r4",  "r5",  "r6",  "r7", "sp",  "lr",  "pc",  "fp",  "ip",
    "x0",  "x1",    "x2",  "x3",  "x4",  "x5",  "x6",  "x7",  "x8",  "x9", "x10", "x11", "x12", "x13", "x14",
    "x15", "x16",   "x17", "x18", "x30", "w0",  "w1",  "w2",  "w3",  "v0", "v1",  "a0",  "a1",  "a2",  "a3",
    "a4",  "a5",    "a6",  "a7",  "t0",  "t1",  "t2",  "tp",  "gp",  "ra", "s0",  "xmm0"};

// The target that there was, but for assembly.
class TolerantTarget : public clang::TargetInfo
{
public:
    explicit TolerantTarget(clang::TargetInfo &target) : TargetInfo(target), m_target(&target) {}

    bool validateAsmConstraint(const char *&, ConstraintInfo &info) const override
    {
        info.setAllowsRegister();
        info.setAllowsMemory();
        return true;
    }
    llvm::ArrayRef<const char *> getGCCRegNames() const override { return registerNames; }
    llvm::ArrayRef<GCCRegAlias> getGCCRegAliases() const override { return {}; }
    std::string_view getClobbers() const override { return {}; }
    bool validateGlobalRegisterVariable(llvm::StringRef, unsigned, bool &sizeMismatch) const override
    {
        sizeMismatch = false;
        return true;
    }

    void getTargetDefines(const clang::LangOptions &options, clang::MacroBuilder &builder) const override
    {
        m_target->getTargetDefines(options, builder);
    }
    llvm::ArrayRef<clang::Builtin::Info> getTargetBuiltins() const override
    {
        return m_target->getTargetBuiltins();
    }
    BuiltinVaListKind getBuiltinVaListKind() const override { return m_target->getBuiltinVaListKind(); }
    bool hasFeature(llvm::StringRef feature) const override { return m_target->hasFeature(feature); }
    bool allowDebugInfoForExternalRef() const override { return m_target->allowDebugInfoForExternalRef(); }
    CallingConvCheckResult checkCallingConvention(clang::CallingConv convention) const override
    {
        return m_target->checkCallingConvention(convention);
    }
    bool isValidCPUName(llvm::StringRef name) const override { return m_target->isValidCPUName(name); }
    llvm::StringRef getABI() const override { return m_target->getABI(); }

private:
    llvm::IntrusiveRefCntPtr<clang::TargetInfo> m_target;
};

// Assembly outside of functions: directives for the kernel's own assembler.
class DropFileAssembly : public llvm::PassInfoMixin<DropFileAssembly>
{
public:
    llvm::PreservedAnalyses run(llvm::Module &module, llvm::ModuleAnalysisManager &)
    {
        module.setModuleInlineAsm("");
        return llvm::PreservedAnalyses::all();
    }
    static bool isRequired() { return true; }
};

} // namespace

void tolerateAssembly(clang::CompilerInstance &compiler)
{
    compiler.setTarget(new TolerantTarget(compiler.getTarget()));
    compiler.getCodeGenOpts().PassBuilderCallbacks.emplace_back([](llvm::PassBuilder &builder) {
        builder.registerPipelineStartEPCallback([](llvm::ModulePassManager &passes, llvm::OptimizationLevel) {
            passes.addPass(DropFileAssembly());
        });
    });
}

} // namespace radiosonde
