// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radiosonde
{

// Whether a file called `file` is what people mean by `name`: "libc.so.6" by "libc.so.6", "libc.so" and
// "libc"; "libstdc++.so.6.0.30" by "libstdc++" likewise.
bool isLibraryNamed(std::string_view file, std::string_view name);

// The paths of the libraries called `name` in the text of an ld.so.cache, glibc's format 1.1
// (elf/dl-cache.h), also behind the older one. Empty when there is none or the bytes are anything else.
std::vector<std::string> cachedLibraries(std::string_view cache, std::string_view name);

// A line of /proc/PID/maps.
struct Mapping
{
    uint64_t start = 0, end = 0, offset = 0;
    bool executable = false;
    std::string path;
};
std::optional<Mapping> parseMapping(std::string_view line);
std::vector<Mapping> parseMappings(std::string_view text);

} // namespace radiosonde
