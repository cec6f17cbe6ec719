// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/uprobe_section.h"

#include <charconv>

namespace radiosonde
{

namespace
{

void splitUsdt(std::string_view text, UprobeSection &section)
{
    const size_t colon = text.find(':');
    section.provider = text.substr(0, colon);
    section.name = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
}

bool takeSuffix(std::string_view &text, std::string_view suffix)
{
    const bool there = text.ends_with(suffix);
    if (there)
        text.remove_suffix(suffix.size());
    return there;
}

// "1234:libc:malloc" names a process before the file.
size_t endOfBinary(std::string_view target)
{
    const size_t colon = target.find(':');
    const bool process = colon != std::string_view::npos && colon > 0 &&
                         target.substr(0, colon).find_first_not_of("0123456789") == std::string_view::npos;
    const size_t second = process ? target.find(':', colon + 1) : std::string_view::npos;
    const bool sourceName = process && second == colon + 1; // "1234::"
    return process && !sourceName && second != std::string_view::npos ? second : colon;
}

} // namespace

std::optional<UprobeSection> parseUprobeSection(std::string_view text)
{
    if (text.starts_with('?'))
        text.remove_prefix(1);
    const size_t slash = text.find('/');
    std::string_view prefix = text.substr(0, slash);
    UprobeSection section;
    takeSuffix(prefix, ".s");
    section.multi = takeSuffix(prefix, ".multi");
    if (prefix == "uretprobe")
        section.kind = UprobeKind::Return;
    else if (prefix == "usdt" && !section.multi)
        section.kind = UprobeKind::Usdt;
    else if (prefix != "uprobe")
        return std::nullopt;
    if (slash == std::string_view::npos)
        return section;
    const std::string_view target = text.substr(slash + 1);
    const size_t colon = section.kind == UprobeKind::Usdt ? target.find(':') : endOfBinary(target);
    section.binary = target.substr(0, colon);
    const std::string_view rest =
        colon == std::string_view::npos ? std::string_view() : target.substr(colon + 1);
    if (section.kind == UprobeKind::Usdt)
        splitUsdt(rest, section);
    else
        section.function = rest;
    return section;
}

void completeUprobeSection(UprobeSection &section, const std::string &binary, const std::string &symbol)
{
    if (section.binary.empty())
        section.binary = binary;
    if (section.kind == UprobeKind::Usdt && section.provider.empty() && section.name.empty())
        splitUsdt(symbol, section);
    else if (section.kind != UprobeKind::Usdt && section.function.empty())
        section.function = symbol;
}

BinaryName parseBinaryName(std::string_view text)
{
    BinaryName binary;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), binary.process);
    const auto rest = std::string_view(end, size_t(text.data() + text.size() - end));
    if (error == std::errc() && binary.process > 0 && (rest.empty() || rest.starts_with(':'))) {
        binary.name = rest.substr(rest.empty() ? 0 : 1);
        return binary;
    }
    return {0, std::string(text)};
}

} // namespace radiosonde
