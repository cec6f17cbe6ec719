// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace radiosonde
{

enum class UprobeKind : unsigned char { Entry, Return, Usdt };

// What a section of a program for user space asks for: "uprobe/BINARY:FUNCTION", "uretprobe.multi.s/...",
// "usdt/BINARY:PROVIDER:NAME". What the section leaves out is empty.
struct UprobeSection
{
    UprobeKind kind = UprobeKind::Entry;
    bool multi = false;         // FUNCTION is a pattern
    std::string binary;         // a path, a library's or program's name, or a process; see BinaryName
    std::string function;       // of Entry and Return: see FunctionName; or a pattern
    std::string provider, name; // of Usdt
};

// Nothing for sections of other kinds. A leading '?' does not matter.
std::optional<UprobeSection> parseUprobeSection(std::string_view section);

// Puts in what the section left out: `symbol` is a function, or PROVIDER:NAME for USDT.
void completeUprobeSection(UprobeSection &section, const std::string &binary, const std::string &symbol);

// Whose memory a probe is for: "1234", "1234:libc" or "1234:/usr/bin/x" limit it to that process and mean the
// file as the process sees it; all else means every process that runs the file.
struct BinaryName
{
    unsigned process = 0; // 0: all
    std::string name;     // empty: the process's own program
};
BinaryName parseBinaryName(std::string_view text);

} // namespace radiosonde
