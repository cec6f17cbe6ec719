// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/pointer_arrays.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/InstIterator.h>

namespace radiosonde
{

namespace
{

constexpr unsigned sourceArgument = 2;
constexpr size_t maxFollowed = 256; // values, for each address

// Where an address goes from where it was computed.
class Flow
{
public:
    bool reachesReadSource(llvm::Value *address)
    {
        visit(address);
        while (!m_pending.empty() && m_seen.size() < maxFollowed && !m_found)
            followUses(m_pending.pop_back_val());
        return m_found;
    }

private:
    void visit(llvm::Value *value)
    {
        if (m_seen.insert(value).second)
            m_pending.push_back(value);
    }

    void followUses(llvm::Value *value)
    {
        for (const llvm::Use &use : value->uses())
            follow(use);
    }

    void follow(const llvm::Use &use)
    {
        llvm::User *user = use.getUser();
        if (auto *call = llvm::dyn_cast<llvm::CallInst>(user)) {
            followIntoCall(*call, use);
        } else if (auto *store = llvm::dyn_cast<llvm::StoreInst>(user)) {
            if (store->getValueOperand() == use.get())
                followVariable(store->getPointerOperand());
        } else if (llvm::isa<llvm::CastInst, llvm::PHINode, llvm::SelectInst>(user)) {
            visit(user);
        }
    }

    void followIntoCall(llvm::CallInst &call, const llvm::Use &use)
    {
        const unsigned argument = use.getOperandNo();
        if (isMemoryRead(helperNumber(call)) && argument == sourceArgument)
            m_found = true;
        llvm::Function *callee = call.getCalledFunction();
        if (callee && !callee->isDeclaration() && argument < callee->arg_size())
            visit(callee->getArg(argument));
    }

    void followVariable(llvm::Value *variable)
    {
        if (llvm::isa<llvm::AllocaInst>(variable))
            for (llvm::User *user : variable->users())
                if (llvm::isa<llvm::LoadInst>(user))
                    visit(user);
    }

    llvm::SmallPtrSet<llvm::Value *, 16> m_seen;
    llvm::SmallVector<llvm::Value *> m_pending;
    bool m_found = false;
};

bool isPointerElement(const llvm::GetElementPtrInst &element)
{
    return element.getSourceElementType()->isPointerTy() && element.getNumIndices() == 1;
}

} // namespace

unsigned helperNumber(const llvm::CallInst &call)
{
    const llvm::Value *callee = call.getCalledOperand();
    if (const auto *load = llvm::dyn_cast<llvm::LoadInst>(callee)) {
        const auto *variable = llvm::dyn_cast<llvm::GlobalVariable>(load->getPointerOperand());
        callee = variable && variable->hasInitializer() ? variable->getInitializer() : nullptr;
    }
    const auto *address = llvm::dyn_cast_or_null<llvm::ConstantExpr>(callee);
    if (!address || address->getOpcode() != llvm::Instruction::IntToPtr)
        return 0;
    const auto *number = llvm::dyn_cast<llvm::ConstantInt>(address->getOperand(0));
    return number && number->getValue().isIntN(16) ? unsigned(number->getZExtValue()) : 0;
}

bool isMemoryRead(unsigned helper)
{
    switch (helper) {
    case 4:   // bpf_probe_read
    case 45:  // bpf_probe_read_str
    case 112: // bpf_probe_read_user
    case 113: // bpf_probe_read_kernel
    case 114: // bpf_probe_read_user_str
    case 115: // bpf_probe_read_kernel_str
    case 148: // bpf_copy_from_user
        return true;
    default:
        return false;
    }
}

void narrowPointerArrays(llvm::Module &module)
{
    llvm::Type *element = llvm::Type::getInt32Ty(module.getContext());
    for (llvm::Function &function : module) {
        for (llvm::Instruction &instruction : llvm::instructions(function)) {
            auto *address = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction);
            if (!address || !isPointerElement(*address) || !Flow().reachesReadSource(address))
                continue;
            address->setSourceElementType(element);
            address->setResultElementType(element);
        }
    }
}

} // namespace radiosonde
