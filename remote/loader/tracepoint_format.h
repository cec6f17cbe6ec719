// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radiosonde
{

// A field of a tracepoint's record, as the kernel lays it out. `type` is what the kernel wrote, without the
// name and the length: "unsigned long", "const char *", "__data_loc char[]".
struct TracepointField
{
    std::string type, name;
    uint32_t offset = 0, size = 0; // bytes
    bool isSigned = false;
    std::optional<uint32_t> count; // of an array, where the kernel wrote a number
    bool isArray = false;
};

struct TracepointFormat
{
    std::vector<TracepointField> common; // of every tracepoint, names without "common_"
    std::vector<TracepointField> fields; // its own
};

// Reads a tracefs file events/CATEGORY/NAME/format. The text comes from a target: lines that are no field are
// passed over, fields beyond 64 KiB, and more than 512 of them, are left out. Nothing where no field is left.
std::optional<TracepointFormat> parseTracepointFormat(std::string_view text);

} // namespace radiosonde
