// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/elf_functions.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cxxabi.h>
#include <elf.h>
#include <fnmatch.h>
#include <memory>
#include <set>

namespace radiosonde
{

namespace
{

constexpr size_t longestMangled = 4096;
constexpr size_t mostSimilar = 400;

std::optional<uint64_t> toNumber(std::string_view text)
{
    const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    if (hexadecimal)
        text.remove_prefix(2);
    uint64_t number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, hexadecimal ? 16 : 10);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

bool isFunction(const ElfSymbol &symbol)
{
    const bool mapping = symbol.name.starts_with('$');
    return symbol.type == STT_FUNC || symbol.type == STT_GNU_IFUNC || (symbol.type == STT_NOTYPE && !mapping);
}

ElfFunction toFunction(const ElfSymbol &symbol, uint16_t machine)
{
    const bool thumb = machine == EM_ARM && symbol.type != STT_NOTYPE && (symbol.address & 1);
    return {std::string(symbol.name), symbol.address & ~uint64_t(thumb), symbol.size, thumb,
            symbol.type == STT_GNU_IFUNC};
}

std::string demangle(std::string_view name)
{
    if (!name.starts_with("_Z") || name.size() > longestMangled)
        return {};
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> text(
        abi::__cxa_demangle(std::string(name).c_str(), nullptr, nullptr, &status), &std::free);
    return text ? std::string(text.get()) : std::string();
}

// "ns::f" is found in "ns::f(int)", and in "int ns::f<int>(int)" as "ns::f<int>".
bool demangledMatches(std::string_view demangled, std::string_view wanted)
{
    const size_t at = demangled.find(wanted);
    if (at == std::string_view::npos || (at > 0 && demangled[at - 1] != ' '))
        return false;
    const std::string_view rest = demangled.substr(at + wanted.size());
    return rest.empty() || rest.front() == '(' || rest.front() == ' ' || rest.front() == '[';
}

int rank(const ElfSymbol &symbol)
{
    return symbol.binding == STB_GLOBAL ? 2 : symbol.binding == STB_WEAK ? 1 : 0;
}

bool versionFits(const ElfSymbol &symbol, const std::string &version)
{
    return version.empty() || symbol.version == version;
}

// Without a version asked for, the default one hides older ones.
void keepDefaultVersions(std::vector<const ElfSymbol *> &symbols)
{
    if (std::ranges::any_of(symbols, &ElfSymbol::defaultVersion))
        std::erase_if(symbols, [](const ElfSymbol *symbol) { return !symbol->defaultVersion; });
}

std::vector<ElfFunction> oneForEachAddress(std::vector<ElfFunction> functions)
{
    std::ranges::sort(functions, {}, &ElfFunction::address);
    const auto same = std::ranges::unique(functions, {}, &ElfFunction::address);
    functions.erase(same.begin(), same.end());
    return functions;
}

} // namespace

std::optional<FunctionName> parseFunctionName(std::string_view text)
{
    FunctionName result;
    if (text.starts_with("0x")) {
        result.address = toNumber(text);
        return result.address ? std::optional(result) : std::nullopt;
    }
    const size_t plus = text.rfind('+');
    const bool operatorName = plus != std::string_view::npos && text.substr(0, plus).ends_with("operator");
    if (plus != std::string_view::npos && !operatorName && !text.ends_with('+')) {
        const auto offset = toNumber(text.substr(plus + 1));
        if (!offset)
            return std::nullopt;
        result.offset = *offset;
        text = text.substr(0, plus);
    }
    const size_t at = text.find('@');
    result.name = text.substr(0, at);
    if (at != std::string_view::npos)
        result.version = text.substr(text.find_first_not_of('@', at) == std::string_view::npos
                                         ? text.size()
                                         : text.find_first_not_of('@', at));
    return result.name.empty() ? std::nullopt : std::optional(result);
}

std::vector<ElfFunction> findFunctions(const ElfSymbolTable &table, const FunctionName &name,
                                       uint16_t machine)
{
    std::vector<const ElfSymbol *> found;
    for (const ElfSymbol &symbol : table.symbols) {
        if (symbol.name == name.name && isFunction(symbol) && versionFits(symbol, name.version))
            found.push_back(&symbol);
    }
    const bool mayBeMangled = found.empty() && name.version.empty();
    for (size_t i = 0; mayBeMangled && i < table.symbols.size(); ++i) {
        const ElfSymbol &symbol = table.symbols[i];
        if (isFunction(symbol) && demangledMatches(demangle(symbol.name), name.name))
            found.push_back(&symbol);
    }
    if (name.version.empty())
        keepDefaultVersions(found);
    int best = 0;
    for (const ElfSymbol *symbol : found)
        best = std::max(best, rank(*symbol));
    std::vector<ElfFunction> functions;
    for (const ElfSymbol *symbol : found) {
        if (rank(*symbol) == best)
            functions.push_back(toFunction(*symbol, machine));
    }
    return oneForEachAddress(std::move(functions));
}

std::vector<ElfFunction> matchFunctions(const ElfSymbolTable &table, const std::string &pattern,
                                        uint16_t machine, size_t limit)
{
    std::vector<ElfFunction> functions;
    for (const ElfSymbol &symbol : table.symbols) {
        const bool code = symbol.type == STT_FUNC;
        if (code && fnmatch(pattern.c_str(), std::string(symbol.name).c_str(), 0) == 0)
            functions.push_back(toFunction(symbol, machine));
    }
    functions = oneForEachAddress(std::move(functions));
    if (functions.size() > limit)
        functions.resize(limit);
    return functions;
}

std::vector<std::string> similarFunctions(const ElfSymbolTable &table, const std::string &name)
{
    std::set<std::string> names;
    const size_t slack = std::max<size_t>(2, name.size() / 3);
    for (const ElfSymbol &symbol : table.symbols) {
        const bool near = symbol.name.size() + slack >= name.size() &&
                          symbol.name.size() <= name.size() + slack && symbol.name.front() == name.front();
        const bool holds = name.size() > 2 && symbol.name.find(name) != std::string_view::npos;
        if (isFunction(symbol) && (near || holds) && symbol.name.size() < 256)
            names.emplace(symbol.name);
        if (names.size() == mostSimilar)
            break;
    }
    return {names.begin(), names.end()};
}

std::vector<std::string> armFunctions(const ElfSymbolTable &table, uint64_t address, size_t limit)
{
    std::vector<const ElfSymbol *> found;
    for (const ElfSymbol &symbol : table.symbols) {
        if (symbol.type == STT_FUNC && !(symbol.address & 1) && symbol.name.size() < 256)
            found.push_back(&symbol);
    }
    const auto distance = [&](const ElfSymbol *symbol) {
        return std::max(symbol->address, address) - std::min(symbol->address, address);
    };
    std::ranges::sort(found, {}, distance);
    std::vector<std::string> names;
    for (size_t i = 0; i < found.size() && names.size() < limit; ++i)
        names.emplace_back(found[i]->name);
    return names;
}

std::optional<bool> isThumbAt(const ElfSymbolTable &table, uint64_t address)
{
    std::optional<bool> thumb;
    uint64_t nearest = 0;
    for (const ElfSymbol &symbol : table.symbols) {
        const bool mapping = symbol.name == "$a" || symbol.name == "$t" || symbol.name.starts_with("$a.") ||
                             symbol.name.starts_with("$t.");
        if (!mapping || symbol.address > address || (thumb && symbol.address < nearest))
            continue;
        nearest = symbol.address;
        thumb = symbol.name[1] == 't';
    }
    return thumb;
}

} // namespace radiosonde
