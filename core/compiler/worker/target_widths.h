// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clang/Basic/CodeGenOptions.h>
#include <clang/Basic/TargetInfo.h>

namespace radiosonde
{

// What makes a BPF program right on a 32-bit kernel. BPF itself is a 64-bit machine: compiled as usual, a
// program's `long` and pointers have 64 bits, while those of the kernel that it looks at have 32.
//
// `long` gets the kernel's width, as on 64-bit targets it always has: fields, arguments and results of the
// kernel's functions, structures of user space and conversions between them then mean what the source says,
// without a change to it. Pointers keep BPF's 64 bits, as in C for 64-bit Windows: the verifier wants them
// so.

// Gives `long` 32 bits. size_t and the like stay as wide as a pointer.
void narrowLong(clang::TargetInfo &target);

// Two corrections to the code, before it is optimized:
// - an address that was kept in a `long` is extended with zeros, not by its sign: `(void
// *)(long)context->data`
//   and addresses above 2 GiB;
// - where a source of bpf_probe_read*() is computed as an element of an array of pointers, an element is 4
// bytes
//   wide: `bpf_probe_read_user(&p, sizeof(p), &argv[i])`.
void correctPointers(clang::CodeGenOptions &options);

} // namespace radiosonde
