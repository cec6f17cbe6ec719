// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace radiosonde
{

// A member of a record; `bitWidth` is that of a bit-field, 0 for all others.
struct BtfMember
{
    std::string_view name; // empty: anonymous
    uint32_t type = 0;
    uint64_t bitOffset = 0;
    uint32_t bitWidth = 0;
};

struct BtfEnumerator
{
    std::string_view name;
    int64_t value = 0;
};

struct BtfParameter
{
    std::string_view name;
    uint32_t type = 0; // 0 for the "..." at the end
};

// Types in the kernel's BPF Type Format (Documentation/bpf/btf.rst), little-endian. They are numbered from 1
// in the order in which they are added; 0 is void. A type may name one that is added later.
class BtfWriter
{
public:
    BtfWriter();

    // `encoding`: BTF_INT_SIGNED, BTF_INT_CHAR, BTF_INT_BOOL or 0; `size` in bytes, as everywhere here.
    void addInt(std::string_view name, uint32_t size, uint32_t encoding);
    void addFloat(std::string_view name, uint32_t size);
    // BTF_KIND_PTR, CONST, VOLATILE, RESTRICT without a name, or TYPEDEF with one.
    void addReference(uint32_t kind, uint32_t type, std::string_view name = {});
    void addArray(uint32_t element, uint32_t index, uint32_t count);
    // Members beyond what the format can hold (65535, or offsets of 2 MiB beside bit-fields) are left out.
    void addRecord(bool isUnion, std::string_view name, uint64_t size, const std::vector<BtfMember> &members);
    void addEnum(std::string_view name, uint32_t size, bool isSigned,
                 const std::vector<BtfEnumerator> &values);
    void addForward(std::string_view name, bool isUnion);
    void addPrototype(uint32_t result, const std::vector<BtfParameter> &parameters);

    uint32_t count() const { return m_count; } // of types, which is the number of the newest
    std::string bytes() const;                 // header, types, names

private:
    uint32_t textOffset(std::string_view text);
    void put(uint32_t word);
    void begin(uint32_t kind, bool flag, uint64_t length, std::string_view name, uint32_t sizeOrType);

    std::string m_types;
    std::string m_texts;
    std::unordered_map<std::string, uint32_t> m_offsets;
    uint32_t m_count = 0;
};

} // namespace radiosonde
