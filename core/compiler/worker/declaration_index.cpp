// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/declaration_index.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

bool isLetter(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// To the next byte that is neither blank, comment, string, number nor a preprocessor line.
void skipBlank(std::string_view text, std::size_t &position)
{
    while (position < text.size()) {
        const char c = text[position];
        if (c == '/' && text.substr(position, 2) == "/*") {
            const std::size_t end = text.find("*/", position + 2);
            position = end == text.npos ? text.size() : end + 2;
        } else if (c == '#' || (c == '/' && text.substr(position, 2) == "//")) {
            position = std::min(text.find('\n', position), text.size());
        } else if (c == '"') {
            const std::size_t end = text.find('"', position + 1);
            position = end == text.npos ? text.size() : end + 1;
        } else if (isDigit(c)) {
            while (position < text.size() && (isDigit(text[position]) || isLetter(text[position])))
                ++position;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++position;
        } else {
            return;
        }
    }
}

bool isTagKeyword(std::string_view word)
{
    return word == "struct" || word == "union" || word == "enum";
}

} // namespace

bool HeaderToken::isIdentifier() const
{
    return !text.empty() && isLetter(text[0]);
}

HeaderToken nextToken(std::string_view text, std::size_t &position)
{
    skipBlank(text, position);
    if (position >= text.size())
        return {};
    const std::size_t begin = position++;
    if (isLetter(text[begin]))
        while (position < text.size() && (isLetter(text[position]) || isDigit(text[position])))
            ++position;
    return {text.substr(begin, position - begin)};
}

// Walks the text once and notes what each top-level declaration defines.
class DeclarationScanner
{
public:
    explicit DeclarationScanner(std::string_view text) : m_text(text)
    {
        m_index.m_text = text;
        m_index.m_declarations.reserve(text.size() / 100);
        m_index.m_tags.reserve(text.size() / 150);
        m_index.m_names.reserve(text.size() / 100);
    }

    DeclarationIndex run()
    {
        for (HeaderToken token = begin(); !token.text.empty(); token = nextToken(m_text, m_position))
            take(token);
        return std::move(m_index);
    }

private:
    HeaderToken begin()
    {
        startDeclaration();
        return nextToken(m_text, m_position);
    }

    std::uint32_t current() const { return std::uint32_t(m_index.m_declarations.size()); }

    void startDeclaration()
    {
        skipBlank(m_text, m_position);
        m_begin = m_position;
        m_braces.clear();
        m_parentheses = 0;
        m_nameClosed = false;
        m_declared = {};
        m_previous = {};
    }

    void endDeclaration()
    {
        if (!m_declared.empty())
            m_index.m_names.emplace(m_declared, current());
        m_index.m_declarations.push_back({std::uint32_t(m_begin), std::uint32_t(m_position)});
        startDeclaration();
    }

    void take(HeaderToken token)
    {
        if (token.isIdentifier()) {
            takeIdentifier(token.text);
        } else {
            takePunctuation(token.text[0]);
            if (m_begin == m_position)
                return; // a new declaration was begun
        }
        m_previous = token.text;
    }

    void takeIdentifier(std::string_view word)
    {
        if (isTagKeyword(m_previous))
            m_tag = word;
        if (isTagKeyword(word)) {
            m_keyword = word;
            m_tag = {};
        }
        const bool inEnum = !m_braces.empty() && m_braces.back() == 'e';
        if (inEnum && (m_previous == "{" || m_previous == ","))
            m_index.m_names.emplace(word, current());
        // The declared name: the last identifier outside of braces, or the one behind "(*".
        const bool mayBeName = m_parentheses == 0 || (m_parentheses == 1 && m_previous == "*");
        if (m_braces.empty() && mayBeName && !m_nameClosed && word != "__attribute__")
            m_declared = word;
    }

    void takePunctuation(char c)
    {
        switch (c) {
        case '{':
            if (!m_tag.empty())
                m_index.m_tags.emplace(m_tag, current());
            m_braces.push_back(m_keyword == "enum" ? 'e' : 's');
            m_tag = {};
            m_declared = {};
            break;
        case '}':
            if (!m_braces.empty())
                m_braces.pop_back();
            break;
        case '(':
            ++m_parentheses;
            break;
        case ')':
            --m_parentheses;
            if (m_braces.empty() && m_parentheses == 0)
                m_nameClosed = true;
            break;
        case ';':
            if (m_braces.empty())
                endDeclaration();
            break;
        default:
            break;
        }
    }

    std::string_view m_text;
    DeclarationIndex m_index;
    std::size_t m_position = 0;
    std::size_t m_begin = 0;
    std::string m_braces; // one letter per open brace: e of an enum, s of others
    int m_parentheses = 0;
    bool m_nameClosed = false; // what follows the name are parameters and attributes
    std::string_view m_keyword;
    std::string_view m_tag;
    std::string_view m_declared;
    std::string_view m_previous;
};

DeclarationIndex DeclarationIndex::build(std::string_view text)
{
    return DeclarationScanner(text).run();
}

std::string_view DeclarationIndex::text(std::uint32_t declaration) const
{
    const Declaration &d = m_declarations[declaration];
    return m_text.substr(d.begin, d.end - d.begin);
}

int DeclarationIndex::at(std::uint32_t offset) const
{
    const auto behind = std::upper_bound(m_declarations.begin(), m_declarations.end(), offset,
                                         [](std::uint32_t o, const Declaration &d) { return o < d.begin; });
    if (behind == m_declarations.begin() || offset >= std::prev(behind)->end)
        return -1;
    return int(std::prev(behind) - m_declarations.begin());
}

int DeclarationIndex::definitionOfTag(std::string_view tag) const
{
    const auto found = m_tags.find(tag);
    return found == m_tags.end() ? -1 : int(found->second);
}

int DeclarationIndex::definitionOfName(std::string_view name) const
{
    const auto found = m_names.find(name);
    return found == m_names.end() ? -1 : int(found->second);
}

} // namespace radiosonde
