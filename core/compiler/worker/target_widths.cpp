// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/target_widths.h"

#include "core/compiler/worker/kernel_reads.h"
#include "core/compiler/worker/pointer_arrays.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Passes/PassBuilder.h>

namespace radiosonde
{

namespace
{

// The members are protected, and Clang has no option for them: reached as a derived class may.
class Widths : public clang::TargetInfo
{
public:
    static void set(clang::TargetInfo &target)
    {
        target.*(&Widths::LongWidth) = 32;
        target.*(&Widths::LongAlign) = 32;
        target.*(&Widths::SizeType) = UnsignedLongLong;
        target.*(&Widths::PtrDiffType) = SignedLongLong;
        target.*(&Widths::IntPtrType) = SignedLongLong;
        target.*(&Widths::IntMaxType) = SignedLongLong;
        target.*(&Widths::Int64Type) = SignedLongLong;
    }
};

bool isAddress(llvm::SExtInst &extension)
{
    using namespace llvm::PatternMatch;
    if (!extension.getSrcTy()->isIntegerTy(32))
        return false;
    return match(extension.getOperand(0), m_Trunc(m_PtrToInt(m_Value()))) ||
           llvm::any_of(extension.users(),
                        [](llvm::User *user) { return llvm::isa<llvm::IntToPtrInst>(user); });
}

void extendAddressesWithZeros(llvm::Function &function)
{
    llvm::SmallVector<llvm::SExtInst *> addresses;
    for (llvm::Instruction &instruction : llvm::instructions(function))
        if (auto *extension = llvm::dyn_cast<llvm::SExtInst>(&instruction);
            extension && isAddress(*extension))
            addresses.push_back(extension);
    for (llvm::SExtInst *extension : addresses) {
        llvm::IRBuilder<> builder(extension);
        extension->replaceAllUsesWith(builder.CreateZExt(extension->getOperand(0), extension->getType()));
        extension->eraseFromParent();
    }
}

class PointerCorrection : public llvm::PassInfoMixin<PointerCorrection>
{
public:
    llvm::PreservedAnalyses run(llvm::Module &module, llvm::ModuleAnalysisManager &)
    {
        for (llvm::Function &function : module)
            extendAddressesWithZeros(function);
        correctMarkedReads(module);
        narrowPointerArrays(module);
        return llvm::PreservedAnalyses::none();
    }
    static bool isRequired() { return true; }
};

} // namespace

void narrowLong(clang::TargetInfo &target)
{
    Widths::set(target);
}

void correctPointers(clang::CodeGenOptions &options)
{
    options.PassBuilderCallbacks.emplace_back([](llvm::PassBuilder &builder) {
        builder.registerPipelineStartEPCallback([](llvm::ModulePassManager &passes, llvm::OptimizationLevel) {
            passes.addPass(PointerCorrection());
        });
    });
}

} // namespace radiosonde
