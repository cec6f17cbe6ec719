// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/usdt_operands.h"

#include "remote/loader/worker/usdt_registers.h"

#include <charconv>
#include <elf.h>
#include <optional>

namespace radiosonde
{

namespace
{

std::string_view trim(std::string_view text)
{
    const size_t from = text.find_first_not_of(' ');
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

// Signed or unsigned, decimal or hexadecimal; the bits of what does not fit a signed one.
std::optional<int64_t> number(std::string_view text)
{
    text = trim(text);
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    const bool hexadecimal = text.starts_with("0x");
    if (hexadecimal)
        text.remove_prefix(2);
    uint64_t value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, hexadecimal ? 16 : 10);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return int64_t(negative ? 0 - value : value);
}

class OperandReader
{
public:
    OperandReader(uint16_t machine, uint16_t kernelMachine) : m_machine(machine), m_kernel(kernelMachine) {}

    void read(std::string_view text, UsdtArgument &argument) const
    {
        if (m_machine == EM_X86_64 || m_machine == EM_386)
            readX86(text, argument);
        else if (m_machine == EM_AARCH64 || m_machine == EM_ARM)
            readArm(text, argument);
        else if (m_machine == EM_RISCV)
            readRiscv(text, argument);
    }

private:
    // "$-9", "%eax", "-4(%rbp)", "(%rdi)"
    void readX86(std::string_view text, UsdtArgument &argument) const
    {
        if (text.starts_with('$'))
            return setConstant(number(text.substr(1)), argument);
        if (text.starts_with('%'))
            return setRegister(text.substr(1), argument);
        const size_t open = text.find('(');
        if (open == std::string_view::npos || !text.ends_with(')'))
            return;
        const std::string_view base = trim(text.substr(open + 1, text.size() - open - 2));
        if (base.starts_with('%'))
            setMemory(base.substr(1), offsetOf(text.substr(0, open)), argument);
    }

    // "5", "#5", "x0", "w3", "[sp]", "[sp, 12]", "[fp, #-8]"
    void readArm(std::string_view text, UsdtArgument &argument) const
    {
        if (text.starts_with('[') && text.ends_with(']')) {
            const std::string_view inner = text.substr(1, text.size() - 2);
            const size_t comma = inner.find(',');
            const bool offset = comma != std::string_view::npos;
            return setMemory(trim(inner.substr(0, comma)),
                             offset ? immediate(inner.substr(comma + 1)) : std::optional<int64_t>(0),
                             argument);
        }
        if (m_machine == EM_AARCH64 && (text == "xzr" || text == "wzr"))
            return setConstant(0, argument);
        if (const auto constant = immediate(text))
            return setConstant(constant, argument);
        setRegister(text, argument);
    }

    // "5", "a1", "-20(s0)"
    void readRiscv(std::string_view text, UsdtArgument &argument) const
    {
        const size_t open = text.find('(');
        if (open != std::string_view::npos && text.ends_with(')'))
            return setMemory(trim(text.substr(open + 1, text.size() - open - 2)),
                             offsetOf(text.substr(0, open)), argument);
        if (text == "zero")
            return setConstant(0, argument);
        if (const auto constant = number(text))
            return setConstant(constant, argument);
        setRegister(text, argument);
    }

    static std::optional<int64_t> offsetOf(std::string_view text)
    {
        return trim(text).empty() ? std::optional<int64_t>(0) : number(text);
    }

    static std::optional<int64_t> immediate(std::string_view text)
    {
        text = trim(text);
        if (text.starts_with('#'))
            text.remove_prefix(1);
        return number(text);
    }

    static void setConstant(std::optional<int64_t> value, UsdtArgument &argument)
    {
        if (!value)
            return;
        argument.kind = UsdtArgumentKind::Constant;
        argument.value = *value;
    }

    void setRegister(std::string_view name, UsdtArgument &argument) const
    {
        const auto offset = registerOffset(name, m_kernel);
        if (!offset)
            return;
        argument.kind = UsdtArgumentKind::Register;
        argument.registerOffset = *offset;
    }

    // A register of less than full width holds no address.
    void setMemory(std::string_view base, std::optional<int64_t> value, UsdtArgument &argument) const
    {
        const auto offset = registerOffset(base, m_kernel);
        if (!offset || !value || base == "rip" || base == "eip")
            return;
        argument.kind = UsdtArgumentKind::Memory;
        argument.registerOffset = *offset;
        argument.value = *value;
    }

    uint16_t m_machine, m_kernel;
};

// The first argument of the text, which is shortened by it. Blanks within brackets belong to the operand.
std::string_view takeWord(std::string_view &text)
{
    size_t end = 0;
    for (int depth = 0; end < text.size() && (text[end] != ' ' || depth > 0); ++end) {
        if (text[end] == '[' || text[end] == '(')
            ++depth;
        else if (text[end] == ']' || text[end] == ')')
            depth -= depth > 0;
    }
    const std::string_view word = text.substr(0, end);
    text = trim(text.substr(end));
    return word;
}

// "-4@": four bytes, signed. Without a size an argument has eight bytes, as sys/sdt.h has it.
std::string_view takeSize(std::string_view word, UsdtArgument &argument)
{
    const size_t at = word.find('@');
    if (at == std::string_view::npos)
        return word;
    const auto size = number(word.substr(0, at));
    const uint64_t bytes = !size ? 0 : *size < 0 ? 0 - uint64_t(*size) : uint64_t(*size);
    if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8)
        return {};
    argument.size = uint8_t(bytes);
    argument.isSigned = *size < 0;
    return word.substr(at + 1);
}

} // namespace

std::vector<UsdtArgument> parseUsdtArguments(std::string_view text, uint16_t machine, uint16_t kernelMachine)
{
    const OperandReader reader(machine, kernelMachine);
    std::vector<UsdtArgument> arguments;
    text = trim(text);
    while (!text.empty() && arguments.size() < usdtArgumentLimit) {
        const std::string_view word = takeWord(text);
        UsdtArgument argument;
        argument.text = word.substr(0, 64);
        const std::string_view operand = takeSize(word, argument);
        if (!operand.empty())
            reader.read(operand, argument);
        arguments.push_back(std::move(argument));
    }
    return arguments;
}

} // namespace radiosonde
