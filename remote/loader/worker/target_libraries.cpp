// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/target_libraries.h"

#include "remote/loader/worker/elf_file.h"

#include <algorithm>
#include <charconv>

namespace radiosonde
{

namespace
{

// struct cache_file_new and file_entry_new; all offsets are from the beginning of the former
constexpr std::string_view cacheMagic = "glibc-ld.so.cache1.1";
constexpr uint64_t countAt = 20, entriesAt = 48, entrySize = 24;
constexpr size_t longestPath = 4095;

bool takeHex(std::string_view &text, uint64_t &number, char separator)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    const auto used = size_t(end - text.data());
    if (error != std::errc() || used >= text.size() || text[used] != separator)
        return false;
    text.remove_prefix(used + 1);
    return true;
}

} // namespace

bool isLibraryNamed(std::string_view file, std::string_view name)
{
    if (!file.starts_with(name))
        return false;
    const std::string_view rest = file.substr(name.size());
    return rest.empty() || rest == ".so" || rest.starts_with(".so.") ||
           (name.contains(".so") && rest.front() == '.');
}

std::vector<std::string> cachedLibraries(std::string_view cache, std::string_view name)
{
    std::vector<std::string> paths;
    const size_t begin = cache.find(cacheMagic);
    if (begin == std::string_view::npos)
        return paths;
    cache.remove_prefix(begin);
    const uint64_t count =
        std::min<uint64_t>(fieldAt<uint32_t>(cache, countAt).value_or(0), cache.size() / entrySize);
    for (uint64_t i = 0; i < count; ++i) {
        const auto key = fieldAt<uint32_t>(cache, entriesAt + i * entrySize + 4);
        const auto value = fieldAt<uint32_t>(cache, entriesAt + i * entrySize + 8);
        if (!key || !value || !isLibraryNamed(textAt(cache, *key), name))
            continue;
        const std::string_view path = textAt(cache, *value);
        if (path.starts_with('/') && path.size() <= longestPath &&
            std::ranges::find(paths, path) == paths.end())
            paths.emplace_back(path);
    }
    return paths;
}

std::optional<Mapping> parseMapping(std::string_view line)
{
    Mapping mapping;
    if (!takeHex(line, mapping.start, '-') || !takeHex(line, mapping.end, ' ') || line.size() < 5)
        return std::nullopt;
    mapping.executable = line[2] == 'x';
    line.remove_prefix(5);
    if (!takeHex(line, mapping.offset, ' '))
        return std::nullopt;
    const size_t path = line.find('/'); // behind the device and the inode
    if (path != std::string_view::npos)
        mapping.path = line.substr(path);
    return mapping;
}

std::vector<Mapping> parseMappings(std::string_view text)
{
    std::vector<Mapping> mappings;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        if (auto mapping = parseMapping(text.substr(0, end)))
            mappings.push_back(*std::move(mapping));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return mappings;
}

} // namespace radiosonde
