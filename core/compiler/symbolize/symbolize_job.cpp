// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/symbolize/symbolize_job.h"

#include <llvm/DebugInfo/Symbolize/Symbolize.h>
#include <llvm/Object/ObjectFile.h>

#include <limits>

namespace radiosonde
{

namespace
{

using llvm::symbolize::LLVMSymbolizer;

constexpr size_t mostCached = size_t(512) << 20; // bytes of files and line tables

QString text(const std::string &bytes)
{
    return bytes == "<invalid>" ? QString() : QString::fromStdString(bytes);
}

LLVMSymbolizer::Options options()
{
    LLVMSymbolizer::Options options;
    options.Demangle = false; // done here: LLVM takes Rust's older mangling for C++
    options.PrintFunctions = llvm::DINameKind::LinkageName;
    options.UseSymbolTable = true;
    options.UntagAddresses = false;
    options.MaxCacheSize = mostCached;
    return options;
}

SymbolFrame frameOf(const llvm::DILineInfo &line, uint64_t address)
{
    SymbolFrame frame;
    frame.function = text(demangled(line.FunctionName));
    if (frame.function == QStringLiteral("<invalid>"))
        frame.function.clear();
    frame.file = text(line.FileName);
    frame.line = int(std::min<uint32_t>(line.Line, std::numeric_limits<int>::max()));
    if (line.StartAddress && *line.StartAddress <= address)
        frame.offset = address - *line.StartAddress;
    return frame;
}

} // namespace

class SymbolizeJob::Impl
{
public:
    QList<SymbolFrame> at(const std::string &file, uint64_t address);

    LLVMSymbolizer symbolizer{options()};
};

QList<SymbolFrame> SymbolizeJob::Impl::at(const std::string &file, uint64_t address)
{
    auto found =
        symbolizer.symbolizeInlinedCode(file, {address, llvm::object::SectionedAddress::UndefSection});
    if (!found) {
        llvm::consumeError(found.takeError());
        return {};
    }
    QList<SymbolFrame> frames;
    for (uint32_t i = 0; i < found->getNumberOfFrames(); ++i) {
        frames.append(frameOf(found->getFrame(i), address));
        frames.last().inlined = i + 1 < found->getNumberOfFrames();
    }
    // The function's begin is only told for the frame that is really there.
    const bool unknown = frames.isEmpty() || frames.last().function.isEmpty();
    return unknown ? QList<SymbolFrame>() : frames;
}

SymbolizeJob::SymbolizeJob() : m(std::make_unique<Impl>()) {}

SymbolizeJob::~SymbolizeJob() = default;

QList<QList<SymbolFrame>> SymbolizeJob::run(const std::string &file, const QList<quint64> &addresses)
{
    QList<QList<SymbolFrame>> all;
    all.reserve(addresses.size());
    for (const quint64 address : addresses)
        all.append(m->at(file, address));
    m->symbolizer.pruneCache();
    return all;
}

} // namespace radiosonde
