// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/context_places.h"

#include <llvm/ADT/SetVector.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>

namespace radiosonde
{

namespace
{

constexpr llvm::StringRef placeholder = "radiosonde_context";

bool isProgram(const llvm::Function &function)
{
    return function.hasSection() && function.getSection() != ".text";
}

std::vector<llvm::CallInst *> callsOf(llvm::Function &function)
{
    std::vector<llvm::CallInst *> calls;
    for (llvm::User *user : function.users()) {
        auto *call = llvm::dyn_cast<llvm::CallInst>(user);
        if (call && call->getCalledFunction() == &function)
            calls.push_back(call);
    }
    return calls;
}

class MarkCallers : public llvm::PassInfoMixin<MarkCallers>
{
public:
    llvm::PreservedAnalyses run(llvm::Module &module, llvm::ModuleAnalysisManager &)
    {
        llvm::SetVector<llvm::Function *> reached;
        if (llvm::Function *context = module.getFunction(placeholder))
            reached.insert(context);
        for (size_t i = 0; i < reached.size(); ++i) {
            for (llvm::CallInst *call : callsOf(*reached[i])) {
                llvm::Function *caller = call->getParent()->getParent();
                if (!isProgram(*caller) && reached.insert(caller))
                    inlineAlways(*caller);
            }
        }
        return llvm::PreservedAnalyses::none();
    }

private:
    static void inlineAlways(llvm::Function &function)
    {
        function.removeFnAttr(llvm::Attribute::NoInline);
        function.addFnAttr(llvm::Attribute::AlwaysInline);
        function.setLinkage(llvm::GlobalValue::InternalLinkage);
    }
};

class PlaceContexts : public llvm::PassInfoMixin<PlaceContexts>
{
public:
    llvm::PreservedAnalyses run(llvm::Module &module, llvm::ModuleAnalysisManager &)
    {
        llvm::Function *context = module.getFunction(placeholder);
        if (!context)
            return llvm::PreservedAnalyses::all();
        for (llvm::CallInst *call : callsOf(*context)) {
            llvm::Function *program = call->getParent()->getParent();
            if (!isProgram(*program) || program->arg_empty() || !program->getArg(0)->getType()->isPointerTy())
                continue;
            call->replaceAllUsesWith(program->getArg(0));
            call->eraseFromParent();
        }
        if (context->use_empty())
            context->eraseFromParent();
        return llvm::PreservedAnalyses::none();
    }
};

} // namespace

void placeContexts(clang::CodeGenOptions &options)
{
    options.PassBuilderCallbacks.push_back([](llvm::PassBuilder &builder) {
        builder.registerPipelineStartEPCallback([](llvm::ModulePassManager &passes, llvm::OptimizationLevel) {
            passes.addPass(MarkCallers());
            passes.addPass(llvm::AlwaysInlinerPass());
            passes.addPass(PlaceContexts());
        });
    });
}

} // namespace radiosonde
