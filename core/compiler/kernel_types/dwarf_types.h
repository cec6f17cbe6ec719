// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/kernel_types/btf_writer.h"

#include <llvm/DebugInfo/DWARF/DWARFContext.h>

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace radiosonde
{

// The types of debug information as BTF. Of types that several files call by one name, the first that is
// defined is taken. Damaged information gives fewer or odd types, no more: who reads the BTF checks it.
class DwarfTypes
{
public:
    explicit DwarfTypes(BtfWriter &writer) : m_writer(writer) {}

    void add(llvm::DWARFContext &context);

private:
    using Write = std::function<void(BtfWriter &)>;

    void addUnit(llvm::DWARFUnit &unit);
    uint32_t need(const llvm::DWARFDie &type); // invalid: void
    uint32_t needOfAttribute(const llvm::DWARFDie &die);
    uint32_t needNamed(const llvm::DWARFDie &type);
    uint32_t reserve();
    uint32_t addIndexType();
    void fill(uint32_t number, const llvm::DWARFDie &type);
    Write readRecord(const llvm::DWARFDie &type);
    Write readEnum(const llvm::DWARFDie &type);
    Write readBase(const llvm::DWARFDie &type);
    Write readArray(const llvm::DWARFDie &type);
    Write readPrototype(const llvm::DWARFDie &type);

    BtfWriter &m_writer;
    std::vector<Write> m_types;                              // by number - 1
    std::map<std::string, uint32_t, std::less<>> m_named;    // "struct x" ...
    std::unordered_map<uint64_t, uint32_t> m_unnamed;        // by the place in the file
    std::deque<std::pair<uint32_t, llvm::DWARFDie>> m_queue; // of the unit that is being read
    std::vector<bool> m_defined;                             // by number - 1
    uint32_t m_index = 0;                                    // of arrays
};

} // namespace radiosonde
