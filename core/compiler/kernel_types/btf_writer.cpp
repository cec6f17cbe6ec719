// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/btf_writer.h"

#include <QtEndian>

#include <algorithm>
#include <limits>
#include <linux/btf.h>

namespace radiosonde
{

namespace
{

constexpr uint64_t mostMembers = 0xffff;
constexpr uint64_t mostOffset = std::numeric_limits<uint32_t>::max();
constexpr uint64_t mostOffsetBesideBitFields = 0xffffff;
constexpr uint32_t mostWidth = 0xff;

void append(std::string &bytes, uint32_t word)
{
    const uint32_t little = qToLittleEndian(word);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

} // namespace

BtfWriter::BtfWriter() : m_texts(1, '\0') {}

uint32_t BtfWriter::textOffset(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto [place, isNew] = m_offsets.try_emplace(std::string(text), uint32_t(m_texts.size()));
    if (isNew)
        m_texts.append(text).push_back('\0');
    return place->second;
}

void BtfWriter::put(uint32_t word)
{
    append(m_types, word);
}

void BtfWriter::begin(uint32_t kind, bool flag, uint64_t length, std::string_view name, uint32_t sizeOrType)
{
    put(textOffset(name));
    put(uint32_t(flag) << 31 | kind << 24 | uint32_t(std::min(length, mostMembers)));
    put(sizeOrType);
    ++m_count;
}

void BtfWriter::addInt(std::string_view name, uint32_t size, uint32_t encoding)
{
    begin(BTF_KIND_INT, false, 0, name, size);
    put(encoding << 24 | size * 8);
}

void BtfWriter::addFloat(std::string_view name, uint32_t size)
{
    begin(BTF_KIND_FLOAT, false, 0, name, size);
}

void BtfWriter::addReference(uint32_t kind, uint32_t type, std::string_view name)
{
    begin(kind, false, 0, name, type);
}

void BtfWriter::addArray(uint32_t element, uint32_t index, uint32_t count)
{
    begin(BTF_KIND_ARRAY, false, 0, {}, 0);
    put(element);
    put(index);
    put(count);
}

void BtfWriter::addRecord(bool isUnion, std::string_view name, uint64_t size,
                          const std::vector<BtfMember> &members)
{
    const bool bitFields = std::ranges::any_of(members, [](const BtfMember &m) { return m.bitWidth != 0; });
    const uint64_t most = bitFields ? mostOffsetBesideBitFields : mostOffset;
    std::vector<BtfMember> fitting;
    std::ranges::copy_if(members, std::back_inserter(fitting), [&](const BtfMember &member) {
        return member.bitOffset <= most && member.bitWidth <= mostWidth;
    });
    fitting.resize(std::min<size_t>(fitting.size(), mostMembers));
    begin(isUnion ? BTF_KIND_UNION : BTF_KIND_STRUCT, bitFields, fitting.size(), name,
          uint32_t(std::min(size, mostOffset)));
    for (const BtfMember &member : fitting) {
        put(textOffset(member.name));
        put(member.type);
        put(member.bitWidth << 24 | uint32_t(member.bitOffset));
    }
}

void BtfWriter::addEnum(std::string_view name, uint32_t size, bool isSigned,
                        const std::vector<BtfEnumerator> &values)
{
    const auto isNarrow = [&](const BtfEnumerator &e) {
        return isSigned ? e.value == int32_t(e.value) : uint64_t(e.value) <= mostOffset;
    };
    const bool narrow = size <= 4 && std::ranges::all_of(values, isNarrow);
    const size_t count = std::min<size_t>(values.size(), mostMembers);
    begin(narrow ? BTF_KIND_ENUM : BTF_KIND_ENUM64, isSigned, count, name, size);
    for (size_t i = 0; i < count; ++i) {
        put(textOffset(values[i].name));
        put(uint32_t(values[i].value));
        if (!narrow)
            put(uint32_t(uint64_t(values[i].value) >> 32));
    }
}

void BtfWriter::addForward(std::string_view name, bool isUnion)
{
    begin(BTF_KIND_FWD, isUnion, 0, name, 0);
}

void BtfWriter::addPrototype(uint32_t result, const std::vector<BtfParameter> &parameters)
{
    const size_t count = std::min<size_t>(parameters.size(), mostMembers);
    begin(BTF_KIND_FUNC_PROTO, false, count, {}, result);
    for (size_t i = 0; i < count; ++i) {
        put(textOffset(parameters[i].name));
        put(parameters[i].type);
    }
}

std::string BtfWriter::bytes() const
{
    std::string all;
    append(all, uint32_t(BTF_MAGIC) | uint32_t(BTF_VERSION) << 16); // magic, version, no flags
    for (const uint64_t word : {uint64_t(sizeof(btf_header)), uint64_t(0), uint64_t(m_types.size()),
                                uint64_t(m_types.size()), uint64_t(m_texts.size())})
        append(all, uint32_t(word));
    return all + m_types + m_texts;
}

} // namespace radiosonde
