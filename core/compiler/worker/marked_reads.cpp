// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/kernel_reads.h"

#include "core/compiler/worker/pointer_arrays.h"
#include "core/compiler/worker/read_marks.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>

namespace radiosonde
{

namespace
{

constexpr unsigned narrow = 4; // bytes of a pointer or a long on the target
constexpr unsigned wide = 8;

llvm::ConstantInt *markedSize(const llvm::CallInst &call)
{
    if (call.arg_size() != 3 || !isMemoryRead(helperNumber(call)))
        return nullptr;
    auto *size = llvm::dyn_cast<llvm::ConstantInt>(call.getArgOperand(1));
    return size && (size->getZExtValue() & (markedUnsigned | markedSigned)) != 0 ? size : nullptr;
}

// Spreads `count` numbers of 4 bytes at the beginning of `place` over 8 bytes each, the last one first.
void widen(llvm::IRBuilder<> &builder, llvm::Value *place, unsigned count, bool isSigned)
{
    for (unsigned i = count; i-- > 0;) {
        llvm::Value *from = builder.CreateConstGEP1_32(builder.getInt8Ty(), place, i * narrow);
        llvm::Value *to = builder.CreateConstGEP1_32(builder.getInt8Ty(), place, i * wide);
        llvm::Value *value = builder.CreateAlignedLoad(builder.getInt32Ty(), from, llvm::Align(narrow));
        builder.CreateAlignedStore(builder.CreateIntCast(value, builder.getInt64Ty(), isSigned), to,
                                   llvm::Align(narrow));
    }
}

// The place is zeroed first, so that it holds nothing but zeros after a read that failed, as the helper
// promises of all its bytes.
void correct(llvm::CallInst &call, std::uint32_t size)
{
    const bool isSigned = (size & markedSigned) != 0;
    const unsigned count = (size & ~(markedUnsigned | markedSigned)) / wide;
    llvm::Value *place = call.getArgOperand(0);
    llvm::IRBuilder<> builder(&call);
    builder.CreateMemSet(place, builder.getInt8(0), count * wide, llvm::Align(1));
    call.setArgOperand(1, builder.getInt32(count * narrow));
    if (count == 1 && !isSigned)
        return;
    builder.SetInsertPoint(call.getNextNode());
    widen(builder, place, count, isSigned);
}

} // namespace

void correctMarkedReads(llvm::Module &module)
{
    for (llvm::Function &function : module) {
        llvm::SmallVector<llvm::CallInst *> marked;
        for (llvm::Instruction &instruction : llvm::instructions(function))
            if (auto *call = llvm::dyn_cast<llvm::CallInst>(&instruction); call && markedSize(*call))
                marked.push_back(call);
        for (llvm::CallInst *call : marked)
            correct(*call, std::uint32_t(markedSize(*call)->getZExtValue()));
    }
}

} // namespace radiosonde
