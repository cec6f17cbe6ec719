// SPDX-License-Identifier: GPL-3.0-or-later
// Names of C++ and Rust functions.
#include "core/compiler/symbolize/symbolize_job.h"

#include <llvm/Demangle/Demangle.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace radiosonde
{

namespace
{

// Rust's older mangling is C++'s with a last part "17h" and 16 hexadecimal digits
// (compiler/rustc_symbol_mangling/src/legacy.rs).
bool isOlderRust(std::string_view name)
{
    constexpr size_t hashLength = 20; // 17h, 16 digits, E
    if (!name.starts_with("_ZN") || name.size() < hashLength + 3)
        return false;
    const size_t suffix = name.find_first_of(".", name.size() - std::min<size_t>(name.size(), 40));
    const std::string_view plain = name.ends_with('E') ? name : name.substr(0, suffix);
    if (plain.size() < hashLength || !plain.ends_with('E'))
        return false;
    const std::string_view hash = plain.substr(plain.size() - hashLength);
    return hash.starts_with("17h") &&
           std::ranges::all_of(hash.substr(3, 16), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

void replaceAll(std::string &text, std::string_view from, std::string_view to)
{
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string withoutHashAndEscapes(std::string name)
{
    constexpr size_t hash = 19; // "::h" and 16 digits
    if (name.size() > hash && name.compare(name.size() - hash, 3, "::h") == 0)
        name.erase(name.size() - hash);
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> escapes{{{"$SP$", "@"},
                                                                                            {"$BP$", "*"},
                                                                                            {"$RF$", "&"},
                                                                                            {"$LT$", "<"},
                                                                                            {"$GT$", ">"},
                                                                                            {"$LP$", "("},
                                                                                            {"$RP$", ")"},
                                                                                            {"$C$", ","},
                                                                                            {"$u7e$", "~"},
                                                                                            {"$u20$", " "},
                                                                                            {"$u27$", "'"},
                                                                                            {"..", "::"}}};
    for (const auto &[from, to] : escapes)
        replaceAll(name, from, to);
    for (const auto &[from, to] : {std::pair("$u5b$", "["), std::pair("$u5d$", "]"), std::pair("$u7b$", "{"),
                                   std::pair("$u7d$", "}"), std::pair("$u3b$", ";"), std::pair("$u2b$", "+")})
        replaceAll(name, from, to);
    replaceAll(name, "::_<", "::<");
    if (name.starts_with("_<"))
        name.erase(0, 1);
    return name;
}

} // namespace

std::string demangled(const std::string &name)
{
    constexpr size_t longest = 64 << 10; // a demangler's work may grow faster than the name
    if (name.size() > longest)
        return name;
    return isOlderRust(name) ? withoutHashAndEscapes(llvm::demangle(name)) : llvm::demangle(name);
}

} // namespace radiosonde
