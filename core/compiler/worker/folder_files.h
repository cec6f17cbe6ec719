// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <string>
#include <vector>

namespace radiosonde
{

// The disk, of which only what lies below `folders` is there: a source can include nothing else of it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesBelow(std::vector<std::string> folders);

} // namespace radiosonde
