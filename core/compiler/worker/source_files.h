// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/protocol.h"

#include <QStringList>

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <string>
#include <string_view>

namespace radiosonde
{

// The files that a compilation sees; nothing of the disk is among them. The probe lies in sourceFolder, its
// own headers beside it; headerFolder holds <vmlinux.h>, <bpf/...>, <linux/...>; clangFolder the compiler's.
inline constexpr char sourceFolder[] = "/source/";
inline constexpr char headerFolder[] = "/include/";
inline constexpr char clangFolder[] = "/include/clang";
inline constexpr char kernelHeaderPath[] = "/include/vmlinux/kernel.h";
inline constexpr char userAccessPath[] = "/include/kernel/user_access.h"; // beside the kernel's own headers
inline constexpr char precompiledPath[] = "/include/vmlinux/kernel.pch";

struct KernelHeaders;

struct SourceFiles
{
    const WorkerRequest *request = nullptr;    // null: headers only
    std::string_view kernelHeader;             // text of vmlinux.h or of a slice; followed by a NUL
    std::string_view precompiled;              // of kernelHeader; empty to read the text
    const KernelHeaders *ownHeaders = nullptr; // the kernel's own, in place of vmlinux.h; read from the disk
    bool withSites = true;                     // the counters of radiosonde_sites.h
    QStringList rings;                         // ring buffers that become perf buffers (radiosonde_perf.h)
};

// Path of the probe's source among these files.
std::string mainPath(const WorkerRequest &request);

// What a path among these files is called in messages and line information: the name that the request gave,
// or the header's name for #include.
QString shownName(const WorkerRequest &request, llvm::StringRef path);

// Texts are not copied: they must live as long as the file system.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> makeFileSystem(const SourceFiles &files);

// True when the first thing the source says is #include "vmlinux.h": then the precompiled form means the
// same.
bool startsWithKernelHeader(std::string_view source);

} // namespace radiosonde
