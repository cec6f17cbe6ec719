// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/merged_header.h"

namespace radiosonde
{

namespace
{

constexpr std::string_view head =
    "#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n"
    "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n"
    "#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)\n"
    "#endif\n";
constexpr std::string_view tail =
    "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n#pragma clang attribute pop\n#endif\n#endif\n";

// An enumerator with its value, "NAME = 4", up to the comma or brace behind it.
std::string_view enumeratorText(std::string_view declaration, std::string_view name)
{
    const auto begin = std::size_t(name.data() - declaration.data());
    const std::size_t end = declaration.find_first_of(",}", begin);
    return declaration.substr(begin, end == declaration.npos ? end : end - begin);
}

// "typedef struct tag {...} name;" -> "typedef struct tag"; enumerations are as good as int.
std::string_view aliasedType(std::string_view declaration)
{
    const std::string_view type = declaration.substr(0, declaration.find('{'));
    return type.starts_with("typedef enum") ? "typedef int" : type;
}

// What of the shipped header's declarations the target's header has too.
class Comparison
{
public:
    Comparison(const DeclarationIndex &shipped, const DeclarationIndex &target)
        : m_shipped(shipped), m_known(shipped.declarations().size()), m_newTag(m_known.size()),
          m_missing(m_known.size())
    {
        for (const auto &[tag, declaration] : shipped.tags()) {
            if (target.definitionOfTag(tag) >= 0)
                m_known[declaration] = true;
            else
                m_newTag[declaration] = tag;
        }
        for (const auto &[name, declaration] : shipped.names()) {
            if (target.definitionOfName(name) >= 0)
                m_known[declaration] = true;
            else
                m_missing[declaration].push_back(name);
        }
    }

    // The text to add; empty where nothing is missing.
    std::string addition(std::uint32_t declaration) const
    {
        const std::string_view text = m_shipped.text(declaration);
        if (!m_known[declaration])
            return std::string(text);
        std::string values;
        std::string_view alias; // of a typedef whose enumerators or tag are known
        for (const std::string_view name : m_missing[declaration]) {
            const std::string_view value = enumeratorText(text, name);
            if (value.find('=') != value.npos)
                values.append(value).append(",\n");
            else if (text.starts_with("typedef"))
                alias = name;
        }
        const std::string tag(m_newTag[declaration]);
        if (!tag.empty() && values.empty())
            values = tag + "___shipped,\n"; // C has no empty enumeration
        std::string added = values.empty() ? values : "enum " + tag + " {\n" + values + "};\n";
        if (!alias.empty())
            added.append(aliasedType(text)).append(" ").append(alias).append(";");
        return added;
    }

private:
    const DeclarationIndex &m_shipped;
    std::vector<bool> m_known;
    std::vector<std::string_view> m_newTag;               // of enumerations whose values are known by another
    std::vector<std::vector<std::string_view>> m_missing; // names
};

} // namespace

std::unique_ptr<KernelHeader> mergeHeaders(const KernelHeader &shipped, std::string_view target)
{
    auto merged = std::make_unique<KernelHeader>();
    const DeclarationIndex own = DeclarationIndex::build(target);
    merged->text.reserve(target.size() + shipped.text.size());
    merged->text = head;
    for (std::uint32_t i = 0; i < own.declarations().size(); ++i)
        merged->text.append(own.text(i)).push_back('\n');
    const Comparison comparison(shipped.index, own);
    for (std::uint32_t i = 0; i < shipped.index.declarations().size(); ++i)
        merged->text.append(comparison.addition(i)).push_back('\n');
    merged->text += tail;
    merged->index = DeclarationIndex::build(merged->text);
    return merged;
}

} // namespace radiosonde
