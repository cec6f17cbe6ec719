// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace radiosonde
{

// The top-level declarations of a vmlinux.h, found by reading its text once (10 ms for 2.6 MB). Such headers
// are written by bpftool: declarations of structs, unions, enums, typedefs and functions, no macros.
class DeclarationIndex
{
public:
    struct Declaration
    {
        std::uint32_t begin = 0; // of its text, byte offsets
        std::uint32_t end = 0;   // behind its semicolon
    };

    // Views into `text`, which must outlive the index and stay where it is.
    static DeclarationIndex build(std::string_view text);

    const std::vector<Declaration> &declarations() const { return m_declarations; }
    std::string_view text(std::uint32_t declaration) const;

    // Which declaration the byte at `offset` belongs to; -1 for none.
    int at(std::uint32_t offset) const;
    // The declaration that defines `struct|union|enum tag` or an ordinary name: typedef, enumerator,
    // function. -1 for none.
    int definitionOfTag(std::string_view tag) const;
    int definitionOfName(std::string_view name) const;

    // All tags and ordinary names that are defined, with their declarations.
    using Names = std::unordered_map<std::string_view, std::uint32_t>;
    const Names &tags() const { return m_tags; }
    const Names &names() const { return m_names; }

private:
    friend class DeclarationScanner;

    std::string_view m_text;
    std::vector<Declaration> m_declarations;
    Names m_tags;
    Names m_names;
};

// One token of a declaration's text: an identifier, or a single punctuation character. Numbers, strings and
// comments are stepped over.
struct HeaderToken
{
    std::string_view text; // empty at the end
    bool isIdentifier() const;
};

// Reads the token at `position` and moves behind it.
HeaderToken nextToken(std::string_view text, std::size_t &position);

} // namespace radiosonde
