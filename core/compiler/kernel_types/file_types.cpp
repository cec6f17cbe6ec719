// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/file_types.h"

#include "core/compiler/kernel_types/btf_writer.h"
#include "core/compiler/kernel_types/dwarf_types.h"

#include <QtEndian>

#include <llvm/DebugInfo/DWARF/DWARFContext.h>
#include <llvm/Object/ObjectFile.h>
#include <llvm/Support/MemoryBuffer.h>

#include <linux/btf.h>

namespace radiosonde
{

namespace
{

using Reason = TypesFailure::Reason;
using llvm::StringRef;

constexpr size_t mostBtf = 48 << 20; // bytes; a kernel has 1 to 10 MiB

TypesFailure damaged(llvm::Error error)
{
    return {Reason::Damaged, llvm::toString(std::move(error))};
}

// A module's BTF begins where the kernel's strings and types end: by itself its names make no sense.
bool standsAlone(StringRef btf, const btf_header &header)
{
    const auto *types =
        reinterpret_cast<const unsigned char *>(btf.data()) + header.hdr_len + header.type_off;
    return header.type_len < 12 || qFromLittleEndian<uint32_t>(types) < header.str_len;
}

TypesResult plainBtf(StringRef bytes)
{
    btf_header header{};
    if (bytes.size() < sizeof header)
        return TypesFailure{Reason::Damaged, "BTF"};
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic == qbswap(uint16_t(BTF_MAGIC)))
        return TypesFailure{Reason::BigEndian, {}};
    const uint64_t most = bytes.size();
    const bool inside = header.hdr_len >= sizeof header && header.hdr_len <= most &&
                        header.type_off + uint64_t(header.type_len) <= most - header.hdr_len &&
                        header.str_off + uint64_t(header.str_len) <= most - header.hdr_len;
    if (header.magic != BTF_MAGIC || !inside || most > mostBtf)
        return TypesFailure{Reason::Damaged, "BTF"};
    if (!standsAlone(bytes, header))
        return TypesFailure{Reason::ModuleBtf, {}};
    return bytes.str();
}

TypesResult debugTypes(const llvm::object::ObjectFile &object)
{
    const auto ignore = [](llvm::Error error) { llvm::consumeError(std::move(error)); };
    const auto context = llvm::DWARFContext::create(
        object, llvm::DWARFContext::ProcessDebugRelocations::Process, nullptr, {}, ignore, ignore);
    BtfWriter writer;
    DwarfTypes(writer).add(*context);
    if (writer.count() == 0)
        return TypesFailure{Reason::NoTypes, {}};
    std::string bytes = writer.bytes();
    if (bytes.size() > mostBtf)
        return TypesFailure{Reason::Damaged, "DWARF"};
    return bytes;
}

TypesResult objectTypes(llvm::MemoryBufferRef file)
{
    auto object = llvm::object::ObjectFile::createObjectFile(file);
    if (!object) {
        llvm::consumeError(object.takeError());
        return TypesFailure{Reason::NoTypes, {}};
    }
    if (!(*object)->isLittleEndian())
        return TypesFailure{Reason::BigEndian, {}};
    for (const llvm::object::SectionRef &section : (*object)->sections()) {
        auto name = section.getName();
        if (!name)
            return damaged(name.takeError());
        if (*name != ".BTF")
            continue;
        auto contents = section.getContents();
        if (!contents)
            return damaged(contents.takeError());
        return plainBtf(*contents);
    }
    return debugTypes(**object);
}

} // namespace

TypesResult typesOfFile(const std::string &path)
{
    const auto file = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!file)
        return TypesFailure{Reason::Unreadable, file.getError().message()};
    const StringRef bytes = (*file)->getBuffer();
    if (bytes.starts_with("\x9f\xeb") || bytes.starts_with("\xeb\x9f"))
        return plainBtf(bytes);
    return objectTypes(**file);
}

} // namespace radiosonde
