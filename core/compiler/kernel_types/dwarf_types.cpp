// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/dwarf_types.h"

#include <linux/btf.h>

namespace radiosonde
{

namespace
{

using llvm::DWARFDie;
using llvm::dwarf::toUnsigned;

constexpr size_t mostTypes = 4'000'000; // a distribution's kernel has some 200,000

std::string nameOf(const DWARFDie &die)
{
    const char *name = llvm::dwarf::toString(die.find(llvm::dwarf::DW_AT_name), nullptr);
    return name ? name : "";
}

uint64_t number(const DWARFDie &die, llvm::dwarf::Attribute attribute, uint64_t otherwise = 0)
{
    return toUnsigned(die.find(attribute), otherwise);
}

bool isDeclaration(const DWARFDie &die)
{
    return number(die, llvm::dwarf::DW_AT_declaration) != 0;
}

// What a name stands behind in C; empty for types that have none of their own.
std::string_view nameSpace(llvm::dwarf::Tag tag)
{
    switch (tag) {
    case llvm::dwarf::DW_TAG_structure_type:
        return "struct ";
    case llvm::dwarf::DW_TAG_union_type:
        return "union ";
    case llvm::dwarf::DW_TAG_enumeration_type:
        return "enum ";
    case llvm::dwarf::DW_TAG_typedef:
    case llvm::dwarf::DW_TAG_base_type:
        return " ";
    default:
        return {};
    }
}

uint32_t referenceKind(llvm::dwarf::Tag tag)
{
    switch (tag) {
    case llvm::dwarf::DW_TAG_pointer_type:
        return BTF_KIND_PTR;
    case llvm::dwarf::DW_TAG_const_type:
        return BTF_KIND_CONST;
    case llvm::dwarf::DW_TAG_volatile_type:
        return BTF_KIND_VOLATILE;
    case llvm::dwarf::DW_TAG_restrict_type:
        return BTF_KIND_RESTRICT;
    case llvm::dwarf::DW_TAG_typedef:
        return BTF_KIND_TYPEDEF;
    default:
        return BTF_KIND_UNKN;
    }
}

// Bits from the start of the record. DWARF before 5 counts bit-fields from the far end of their storage.
uint64_t bitOffset(const DWARFDie &member, uint64_t width)
{
    if (const auto exact = toUnsigned(member.find(llvm::dwarf::DW_AT_data_bit_offset)))
        return *exact;
    const uint64_t start = number(member, llvm::dwarf::DW_AT_data_member_location) * 8;
    const auto fromEnd = toUnsigned(member.find(llvm::dwarf::DW_AT_bit_offset));
    return fromEnd ? start + number(member, llvm::dwarf::DW_AT_byte_size, 4) * 8 - *fromEnd - width : start;
}

} // namespace

void DwarfTypes::add(llvm::DWARFContext &context)
{
    for (const auto &unit : context.info_section_units()) {
        addUnit(*unit);
        unit->clear(); // the entries of a kernel's three thousand units together take gigabytes
    }
    for (const Write &write : m_types)
        write(m_writer);
}

void DwarfTypes::addUnit(llvm::DWARFUnit &unit)
{
    for (const DWARFDie &die : unit.getUnitDIE(false).children()) {
        if (!nameSpace(die.getTag()).empty() && !nameOf(die).empty() && !isDeclaration(die))
            need(die);
    }
    while (!m_queue.empty()) {
        const auto [number, type] = m_queue.front();
        m_queue.pop_front();
        fill(number, type);
    }
}

uint32_t DwarfTypes::reserve()
{
    m_types.emplace_back();
    m_defined.push_back(false);
    return uint32_t(m_types.size());
}

uint32_t DwarfTypes::need(const DWARFDie &type)
{
    if (!type.isValid() || m_types.size() >= mostTypes)
        return 0;
    const llvm::dwarf::Tag tag = type.getTag();
    if (tag == llvm::dwarf::DW_TAG_unspecified_type)
        return 0;
    if (!nameSpace(tag).empty() && !nameOf(type).empty())
        return needNamed(type);
    const auto [place, isNew] = m_unnamed.try_emplace(type.getOffset(), 0);
    if (isNew) {
        place->second = reserve();
        m_queue.emplace_back(place->second, type);
    }
    return place->second;
}

uint32_t DwarfTypes::needNamed(const DWARFDie &type)
{
    const std::string name = nameOf(type);
    const auto [place, isNew] = m_named.try_emplace(std::string(nameSpace(type.getTag())) + name, 0);
    if (isNew) {
        place->second = reserve();
        const llvm::dwarf::Tag tag = type.getTag();
        m_types.back() = [name, tag](BtfWriter &writer) { // should no unit define it
            if (tag == llvm::dwarf::DW_TAG_enumeration_type)
                writer.addEnum(name, 4, false, {});
            else
                writer.addForward(name, tag == llvm::dwarf::DW_TAG_union_type);
        };
    }
    const uint32_t number = place->second;
    if (!m_defined[number - 1] && !isDeclaration(type)) {
        m_defined[number - 1] = true;
        m_queue.emplace_back(number, type);
    }
    return number;
}

uint32_t DwarfTypes::needOfAttribute(const DWARFDie &die)
{
    return need(die.getAttributeValueAsReferencedDie(llvm::dwarf::DW_AT_type));
}

void DwarfTypes::fill(uint32_t number, const DWARFDie &type)
{
    Write write;
    switch (type.getTag()) {
    case llvm::dwarf::DW_TAG_structure_type:
    case llvm::dwarf::DW_TAG_union_type:
        write = readRecord(type);
        break;
    case llvm::dwarf::DW_TAG_enumeration_type:
        write = readEnum(type);
        break;
    case llvm::dwarf::DW_TAG_base_type:
        write = readBase(type);
        break;
    case llvm::dwarf::DW_TAG_array_type:
        write = readArray(type);
        break;
    case llvm::dwarf::DW_TAG_subroutine_type:
        write = readPrototype(type);
        break;
    default: { // what C does not have stands for what it is made of
        const uint32_t kind = referenceKind(type.getTag());
        const uint32_t target = needOfAttribute(type);
        const std::string name = kind == BTF_KIND_TYPEDEF ? nameOf(type) : std::string();
        write = [=](BtfWriter &writer) {
            writer.addReference(kind == BTF_KIND_UNKN ? uint32_t(BTF_KIND_CONST) : kind, target, name);
        };
    }
    }
    m_types[number - 1] = std::move(write);
}

DwarfTypes::Write DwarfTypes::readRecord(const DWARFDie &type)
{
    std::vector<std::string> names; // views into them would not survive the unit
    std::vector<BtfMember> members;
    for (const DWARFDie &child : type.children()) {
        if (child.getTag() != llvm::dwarf::DW_TAG_member)
            continue;
        const uint64_t width = number(child, llvm::dwarf::DW_AT_bit_size);
        members.push_back({{}, needOfAttribute(child), bitOffset(child, width), uint32_t(width)});
        names.push_back(nameOf(child));
    }
    const bool isUnion = type.getTag() == llvm::dwarf::DW_TAG_union_type;
    return [isUnion, name = nameOf(type), size = number(type, llvm::dwarf::DW_AT_byte_size),
            names = std::move(names), members = std::move(members)](BtfWriter &writer) {
        std::vector<BtfMember> named = members;
        for (size_t i = 0; i < named.size(); ++i)
            named[i].name = names[i];
        writer.addRecord(isUnion, name, size, named);
    };
}

DwarfTypes::Write DwarfTypes::readEnum(const DWARFDie &type)
{
    std::vector<std::pair<std::string, int64_t>> values;
    bool isSigned = false;
    for (const DWARFDie &child : type.children()) {
        const auto constant = child.find(llvm::dwarf::DW_AT_const_value);
        if (child.getTag() != llvm::dwarf::DW_TAG_enumerator || !constant)
            continue;
        const auto value = constant->getAsSignedConstant();
        const int64_t plain = value ? *value : int64_t(constant->getAsUnsignedConstant().value_or(0));
        isSigned |= value && plain < 0;
        values.emplace_back(nameOf(child), plain);
    }
    const auto size = uint32_t(number(type, llvm::dwarf::DW_AT_byte_size, 4));
    return [name = nameOf(type), size, isSigned, values = std::move(values)](BtfWriter &writer) {
        std::vector<BtfEnumerator> list;
        for (const auto &[enumerator, value] : values)
            list.push_back({enumerator, value});
        writer.addEnum(name, size, isSigned, list);
    };
}

DwarfTypes::Write DwarfTypes::readBase(const DWARFDie &type)
{
    const auto size = uint32_t(number(type, llvm::dwarf::DW_AT_byte_size));
    const uint64_t encoding = number(type, llvm::dwarf::DW_AT_encoding);
    const bool isSigned =
        encoding == llvm::dwarf::DW_ATE_signed || encoding == llvm::dwarf::DW_ATE_signed_char;
    const bool isBoolean = encoding == llvm::dwarf::DW_ATE_boolean;
    return [=, name = nameOf(type)](BtfWriter &writer) {
        if (encoding == llvm::dwarf::DW_ATE_float)
            writer.addFloat(name, size);
        else
            writer.addInt(name, size, isBoolean ? BTF_INT_BOOL : isSigned ? BTF_INT_SIGNED : 0);
    };
}

DwarfTypes::Write DwarfTypes::readArray(const DWARFDie &type)
{
    uint64_t count = 1; // of all dimensions: x[2][3] is told as x[6], as the BTF of kernels tells it
    for (const DWARFDie &child : type.children()) {
        if (child.getTag() != llvm::dwarf::DW_TAG_subrange_type)
            continue;
        const auto last = toUnsigned(child.find(llvm::dwarf::DW_AT_upper_bound));
        count *= number(child, llvm::dwarf::DW_AT_count, last ? *last + 1 : 0);
    }
    const uint32_t element = needOfAttribute(type);
    const uint32_t index = m_index ? m_index : m_index = addIndexType();
    return [=](BtfWriter &writer) { writer.addArray(element, index, uint32_t(count)); };
}

uint32_t DwarfTypes::addIndexType()
{
    const uint32_t number = reserve();
    m_defined.back() = true;
    m_types.back() = [](BtfWriter &writer) { writer.addInt("__ARRAY_SIZE_TYPE__", 4, 0); };
    return number;
}

DwarfTypes::Write DwarfTypes::readPrototype(const DWARFDie &type)
{
    std::vector<BtfParameter> parameters;
    for (const DWARFDie &child : type.children()) {
        if (child.getTag() == llvm::dwarf::DW_TAG_formal_parameter)
            parameters.push_back({{}, needOfAttribute(child)});
        else if (child.getTag() == llvm::dwarf::DW_TAG_unspecified_parameters)
            parameters.push_back({});
    }
    const uint32_t result = needOfAttribute(type);
    return [result, parameters = std::move(parameters)](BtfWriter &writer) {
        writer.addPrototype(result, parameters);
    };
}

} // namespace radiosonde
