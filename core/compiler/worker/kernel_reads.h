// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clang/AST/ASTConsumer.h>
#include <llvm/IR/Module.h>

#include <memory>

namespace radiosonde
{

// Reads of memory that a 32-bit target's kernel or programs laid out: `bpf_probe_read_kernel(&file,
// sizeof(file), &task->file)` copies the 8 bytes of a BPF pointer, of which 4 are its neighbour's. Which
// reads these are only the source's types tell; what to do about it is clearest in the code made from them.
// So the one marks and the other corrects.

// Marks, in each function before code is made of it, the reads of 8 bytes whose place or source is a pointer,
// or whose source is a long or size_t: by a bit of the size that no real size has.
std::unique_ptr<clang::ASTConsumer> makeReadMarker();

// Turns each marked read into one of 4 bytes for each pointer or number, widened to the 8 that the program
// expects: with zeros, or by the sign of a signed number.
void correctMarkedReads(llvm::Module &module);

} // namespace radiosonde
