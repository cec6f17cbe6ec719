// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/strip.h"

#include <llvm/ObjCopy/ConfigManager.h>
#include <llvm/ObjCopy/ObjCopy.h>
#include <llvm/Object/Binary.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

namespace radiosonde
{

QByteArray stripDebugSections(llvm::StringRef object)
{
    auto binary = llvm::object::createBinary(llvm::MemoryBufferRef(object, "probe.o"));
    if (!binary) {
        llvm::consumeError(binary.takeError());
        return {};
    }
    llvm::objcopy::ConfigManager config;
    config.Common.StripDebug = true;
    config.Common.OutputFilename = "-";
    llvm::SmallVector<char, 0> stripped;
    llvm::raw_svector_ostream stream(stripped);
    if (llvm::Error error = llvm::objcopy::executeObjcopyOnBinary(config, **binary, stream)) {
        llvm::consumeError(std::move(error));
        return {};
    }
    return QByteArray(stripped.data(), qsizetype(stripped.size()));
}

} // namespace radiosonde
