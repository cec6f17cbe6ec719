// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/slice.h"

#include <algorithm>
#include <set>

namespace radiosonde
{

namespace
{

class Slicer
{
public:
    explicit Slicer(const DeclarationIndex &index) : m_index(index), m_needed(index.declarations().size()) {}

    void need(int declaration)
    {
        if (declaration < 0 || m_needed[std::size_t(declaration)])
            return;
        m_needed[std::size_t(declaration)] = true;
        m_order.push_back(std::uint32_t(declaration));
    }

    void close()
    {
        for (std::size_t i = 0; i < m_order.size(); ++i)
            scan(m_index.text(m_order[i]));
    }

    std::string text()
    {
        std::sort(m_order.begin(), m_order.end());
        std::string slice =
            "#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n"
            "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n"
            "#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)\n"
            "#endif\n";
        for (const std::string &tag : m_mentioned)
            slice.append(tag).append(";\n");
        for (const std::uint32_t declaration : m_order)
            slice.append(m_index.text(declaration)).append("\n");
        slice += "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n#pragma clang attribute pop\n#endif\n#endif\n";
        return slice;
    }

private:
    // Notes what one declaration needs. A tag in front of a `*` needs no definition, any other does; an
    // ordinary name is a typedef's when it stands where a type may stand.
    void scan(std::string_view text)
    {
        std::size_t position = 0;
        int parentheses = 0;
        HeaderToken token = nextToken(text, position);
        while (!token.text.empty()) {
            HeaderToken next = nextToken(text, position);
            if (token.text == "struct" || token.text == "union" || token.text == "enum") {
                if (next.isIdentifier()) {
                    const std::string_view tag = next.text;
                    next = nextToken(text, position);
                    mention(token.text, tag, next.text);
                }
            } else if (token.isIdentifier()) {
                if (parentheses > 0 || next.isIdentifier() || next.text == "*" || next.text == "(")
                    needName(token.text);
            } else if (token.text == "(") {
                ++parentheses;
            } else if (token.text == ")") {
                --parentheses;
            }
            token = next;
        }
    }

    void mention(std::string_view keyword, std::string_view tag, std::string_view follower)
    {
        if (keyword != "enum")
            m_mentioned.insert(std::string(keyword) + ' ' + std::string(tag));
        if (follower != "{" && (follower != "*" || keyword == "enum"))
            need(m_index.definitionOfTag(tag));
    }

    void needName(std::string_view name)
    {
        const int declaration = m_index.definitionOfName(name);
        if (declaration >= 0 && m_index.text(std::uint32_t(declaration)).starts_with("typedef"))
            need(declaration);
    }

    const DeclarationIndex &m_index;
    std::vector<bool> m_needed;
    std::vector<std::uint32_t> m_order;
    std::set<std::string> m_mentioned;
};

} // namespace

std::string makeSlice(const DeclarationIndex &index, const std::vector<std::uint32_t> &offsets)
{
    Slicer slicer(index);
    for (const std::uint32_t offset : offsets)
        slicer.need(index.at(offset));
    slicer.close();
    return slicer.text();
}

} // namespace radiosonde
