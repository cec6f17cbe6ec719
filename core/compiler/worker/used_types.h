// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clang/AST/ASTContext.h>

#include <cstdint>
#include <vector>

namespace radiosonde
{

// Byte offsets in vmlinux.h (kernelHeaderPath) of the declarations that `declarations` need: types that are
// dereferenced, named or taken the size of, typedefs, enumerators, functions. Sorted, each once.
std::vector<std::uint32_t> findUsedOffsets(clang::ASTContext &context,
                                           const std::vector<clang::Decl *> &declarations);

} // namespace radiosonde
