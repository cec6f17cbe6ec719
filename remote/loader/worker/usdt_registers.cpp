// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/usdt_registers.h"

#include <algorithm>
#include <charconv>
#include <elf.h>
#include <iterator>

namespace radiosonde
{

namespace
{

struct Register
{
    std::string_view name;
    uint16_t index; // in pt_regs, words
};

// struct pt_regs of arch/x86/include/uapi/asm/ptrace.h
constexpr Register x86[] = {
    {"r15", 0},  {"r14", 1},  {"r13", 2},  {"r12", 3},  {"rbp", 4},  {"rbx", 5},  {"r11", 6},
    {"r10", 7},  {"r9", 8},   {"r8", 9},   {"rax", 10}, {"rcx", 11}, {"rdx", 12}, {"rsi", 13},
    {"rdi", 14}, {"rip", 16}, {"rsp", 19}, {"ebp", 4},  {"ebx", 5},  {"eax", 10}, {"ecx", 11},
    {"edx", 12}, {"esi", 13}, {"edi", 14}, {"eip", 16}, {"esp", 19}, {"bp", 4},   {"bx", 5},
    {"ax", 10},  {"cx", 11},  {"dx", 12},  {"si", 13},  {"di", 14},  {"sp", 19},  {"bpl", 4},
    {"bl", 5},   {"al", 10},  {"cl", 11},  {"dl", 12},  {"sil", 13}, {"dil", 14}, {"spl", 19},
};
// struct user_regs_struct of arch/riscv/include/uapi/asm/ptrace.h
constexpr Register riscv[] = {
    {"pc", 0},   {"ra", 1},  {"sp", 2},  {"gp", 3},  {"tp", 4},  {"t0", 5},  {"t1", 6},
    {"t2", 7},   {"s0", 8},  {"fp", 8},  {"s1", 9},  {"a0", 10}, {"a1", 11}, {"a2", 12},
    {"a3", 13},  {"a4", 14}, {"a5", 15}, {"a6", 16}, {"a7", 17}, {"s2", 18}, {"s3", 19},
    {"s4", 20},  {"s5", 21}, {"s6", 22}, {"s7", 23}, {"s8", 24}, {"s9", 25}, {"s10", 26},
    {"s11", 27}, {"t3", 28}, {"t4", 29}, {"t5", 30}, {"t6", 31},
};
// struct user_pt_regs of arm64 and struct pt_regs of arm begin with the numbered registers.
constexpr Register arm64[] = {{"fp", 29}, {"lr", 30}, {"sp", 31}, {"wsp", 31}, {"pc", 32}};
constexpr Register arm[] = {{"sl", 10}, {"fp", 11}, {"ip", 12}, {"sp", 13}, {"lr", 14}, {"pc", 15}};

template<size_t Count>
std::optional<uint16_t> find(const Register (&table)[Count], std::string_view name, uint16_t word)
{
    const auto *found = std::ranges::find(table, name, &Register::name);
    return found == std::end(table) ? std::nullopt : std::optional(uint16_t(found->index * word));
}

// "x12" with prefixes "xw": 12.
std::optional<uint16_t> numbered(std::string_view name, std::string_view prefixes, unsigned last)
{
    unsigned number = 0;
    if (name.size() < 2 || !prefixes.contains(name.front()))
        return std::nullopt;
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    const bool good = error == std::errc() && end == name.data() + name.size() && number <= last;
    return good ? std::optional(uint16_t(number)) : std::nullopt;
}

// r8d, r8w and r8b are parts of r8.
std::optional<uint16_t> x86Offset(std::string_view name)
{
    if (name.size() > 2 && name.front() == 'r' && name[1] >= '0' && name[1] <= '9' &&
        std::string_view("dwb").contains(name.back()))
        name.remove_suffix(1);
    return find(x86, name, 8);
}

} // namespace

std::optional<uint16_t> registerOffset(std::string_view name, uint16_t kernelMachine)
{
    switch (kernelMachine) {
    case EM_X86_64:
        return x86Offset(name);
    case EM_AARCH64:
        if (const auto number = numbered(name, "xw", 30))
            return uint16_t(*number * 8);
        return find(arm64, name, 8);
    case EM_ARM:
        if (const auto number = numbered(name, "r", 15))
            return uint16_t(*number * 4);
        return find(arm, name, 4);
    case EM_RISCV:
        return find(riscv, name, 8);
    default:
        return std::nullopt;
    }
}

} // namespace radiosonde
