// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

namespace radiosonde
{

// The number of the BPF helper that a call as the front end emits it calls: through a constant address, or
// through a variable of libbpf's headers that holds one. 0 for anything else.
unsigned helperNumber(const llvm::CallInst &call);

// True for bpf_probe_read() and its kin: place, size, source.
bool isMemoryRead(unsigned helper);

// Makes an element 4 bytes wide where an address computed as an element of an array of pointers becomes the
// source of a memory read. Arrays of pointers that the program itself loads from and stores to keep their 8.
// Follows addresses through variables and calls, in code that was not optimized yet.
void narrowPointerArrays(llvm::Module &module);

} // namespace radiosonde
