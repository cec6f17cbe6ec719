// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/tracepoint_format.h"

#include <charconv>

namespace radiosonde
{

namespace
{

constexpr size_t mostFields = 512;
constexpr uint32_t mostBytes = 64 << 10; // of a record; the kernel's own limit is a page

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

std::optional<uint32_t> number(std::string_view text)
{
    uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

// What stands behind "key:" up to the next semicolon; moves behind it.
std::optional<std::string_view> take(std::string_view &line, std::string_view key)
{
    line = trimmed(line);
    if (!line.starts_with(key) || !line.substr(key.size()).starts_with(':'))
        return std::nullopt;
    line.remove_prefix(key.size() + 1);
    const size_t end = line.find(';');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view value = trimmed(line.substr(0, end));
    line.remove_prefix(end + 1);
    return value;
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// "char comm[16]" -> char, comm, 16.
bool readDeclaration(std::string_view text, TracepointField &field)
{
    if (text.ends_with(']')) {
        const size_t open = text.rfind('[');
        if (open == std::string_view::npos)
            return false;
        field.isArray = true;
        field.count = number(trimmed(text.substr(open + 1, text.size() - open - 2)));
        text = trimmed(text.substr(0, open));
    }
    size_t name = text.size();
    while (name > 0 && isNameCharacter(text[name - 1]))
        --name;
    field.name = text.substr(name);
    field.type = trimmed(text.substr(0, name));
    return !field.name.empty() && !field.type.empty();
}

std::optional<TracepointField> readField(std::string_view line)
{
    TracepointField field;
    const auto declaration = take(line, "field");
    if (!declaration || !readDeclaration(*declaration, field))
        return std::nullopt;
    const auto offset = take(line, "offset"), size = take(line, "size");
    const auto offsetNumber = offset ? number(*offset) : std::nullopt;
    const auto sizeNumber = size ? number(*size) : std::nullopt;
    if (!offsetNumber || !sizeNumber || *offsetNumber > mostBytes || *sizeNumber > mostBytes - *offsetNumber)
        return std::nullopt;
    field.offset = *offsetNumber;
    field.size = *sizeNumber;
    field.isSigned = take(line, "signed").value_or("0") == "1";
    return field;
}

} // namespace

std::optional<TracepointFormat> parseTracepointFormat(std::string_view text)
{
    constexpr std::string_view commonPrefix = "common_";
    TracepointFormat format;
    while (!text.empty() && format.common.size() + format.fields.size() < mostFields) {
        const size_t end = std::min(text.find('\n'), text.size());
        std::optional<TracepointField> field = readField(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!field)
            continue;
        const bool isCommon = format.fields.empty() && field->name.starts_with(commonPrefix);
        if (isCommon)
            field->name.erase(0, commonPrefix.size());
        (isCommon ? format.common : format.fields).push_back(std::move(*field));
    }
    if (format.common.empty() && format.fields.empty())
        return std::nullopt;
    return format;
}

} // namespace radiosonde
