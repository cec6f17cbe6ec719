// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/uprobe_instruction.h"

#include <algorithm>
#include <elf.h>

namespace radiosonde
{

namespace
{

uint8_t byteAt(std::string_view bytes, size_t at)
{
    return at < bytes.size() ? uint8_t(bytes[at]) : 0;
}

bool isEndbr(std::string_view bytes)
{
    using namespace std::string_view_literals;
    return bytes.starts_with("\xf3\x0f\x1e\xfa"sv) || bytes.starts_with("\xf3\x0f\x1e\xfb"sv);
}

bool isPush(std::string_view bytes)
{
    const size_t at = byteAt(bytes, 0) == 0x41 ? 1 : 0; // REX.B: r8 to r15
    return byteAt(bytes, at) >= 0x50 && byteAt(bytes, at) <= 0x57;
}

bool isBranch(std::string_view bytes)
{
    const uint8_t first = byteAt(bytes, 0), second = byteAt(bytes, 1);
    return first == 0xe8 || first == 0xe9 || first == 0xeb || (first >= 0x70 && first <= 0x7f) ||
           (first == 0x0f && second >= 0x80 && second <= 0x8f);
}

// The five-byte nop is computed by newer kernels only; none is known to be dear.
bool isNop(std::string_view bytes)
{
    return byteAt(bytes, 0) == 0x90 || (byteAt(bytes, 0) == 0x0f && byteAt(bytes, 1) == 0x1f);
}

bool isComputedX86(std::string_view bytes)
{
    return isPush(bytes) || isBranch(bytes) || isNop(bytes);
}

// The commonest ones at the beginning of a function.
std::string_view nameX86(std::string_view bytes)
{
    size_t at = 0;
    while (at < 3 && (byteAt(bytes, at) == 0x66 || (byteAt(bytes, at) & 0xf0) == 0x40))
        ++at;
    const uint8_t code = byteAt(bytes, at), operand = byteAt(bytes, at + 1);
    if (code == 0x0f)
        return operand == 0x05 ? "syscall" : operand == 0xb6 ? "movzx" : "";
    if (code == 0x81 || code == 0x83) {
        constexpr std::string_view names[] = {"add", "or", "adc", "sbb", "and", "sub", "xor", "cmp"};
        return names[(operand >> 3) & 7];
    }
    if (code == 0x89 || code == 0x8b || code == 0xc7 || (code >= 0xb8 && code <= 0xbf))
        return "mov";
    if (code == 0x31 || code == 0x33)
        return "xor";
    if (code == 0x84 || code == 0x85)
        return "test";
    if (code == 0x39 || code == 0x3b || code == 0x3d)
        return "cmp";
    return code == 0x8d ? "lea" : code == 0xc3 ? "ret" : code == 0x63 ? "movsxd" : "";
}

InstructionFacts readX86(std::string_view bytes)
{
    if (isEndbr(bytes)) {
        const bool cheaper = bytes.size() > 4 && isComputedX86(bytes.substr(4));
        return {true, 4, "endbr64", uint8_t(cheaper ? 4 : 0)};
    }
    if (isPush(bytes))
        return {false, uint8_t(byteAt(bytes, 0) == 0x41 ? 2 : 1), "push", 0};
    if (isComputedX86(bytes))
        return {false, 0, isNop(bytes) ? "nop" : "branch", 0};
    return {true, 0, nameX86(bytes), 0};
}

struct Pattern
{
    uint32_t mask, value;
    bool stepped;
    std::string_view name;
};
constexpr Pattern arm64[] = {
    {0x7c000000, 0x14000000, false, "branch"}, // b, bl
    {0xff000010, 0x54000000, false, "branch"}, // b.cond
    {0x7e000000, 0x34000000, false, "branch"}, // cbz, cbnz
    {0x7e000000, 0x36000000, false, "branch"}, // tbz, tbnz
    {0xfe000000, 0xd6000000, false, "branch"}, // br, blr, ret
    {0x1f000000, 0x10000000, false, "adr"},    // adr, adrp
    {0x3b000000, 0x18000000, false, "ldr"},    // of a literal
    {0xffffffff, 0xd503233f, true, "paciasp"}, {0xffffff3f, 0xd503241f, true, "bti"},
    {0xffffffff, 0xd503201f, true, "nop"}, // computed from 6.13 on only
    {0x7fc00000, 0x29800000, true, "stp"},     {0x7fc00000, 0x29000000, true, "stp"},
    {0x7f800000, 0x51000000, true, "sub"},     {0x7f800000, 0x11000000, true, "add"},
    {0x7f800000, 0x52800000, true, "mov"},     {0x7fe0ffe0, 0x2a0003e0, true, "mov"},
};

InstructionFacts readArm64(std::string_view bytes)
{
    uint32_t code = 0;
    for (size_t i = 0; i < sizeof code; ++i)
        code |= uint32_t(byteAt(bytes, i)) << (8 * i);
    const auto *known =
        std::ranges::find_if(arm64, [code](const Pattern &p) { return (code & p.mask) == p.value; });
    const bool found = known != std::end(arm64);
    return {!found || known->stepped, 4, found ? known->name : std::string_view(), 0};
}

} // namespace

InstructionFacts firstInstruction(std::string_view bytes, uint16_t machine)
{
    if (bytes.size() < 4)
        return {};
    if (machine == EM_X86_64)
        return readX86(bytes);
    return machine == EM_AARCH64 ? readArm64(bytes) : InstructionFacts{};
}

bool isThumbNop(std::string_view bytes)
{
    const unsigned code = byteAt(bytes, 0) | unsigned(byteAt(bytes, 1)) << 8;
    return code == 0xbf00 || code == 0x46c0; // nop; mov r8, r8, as older assemblers have it
}

} // namespace radiosonde
