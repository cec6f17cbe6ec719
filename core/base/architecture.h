// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace radiosonde
{

// The kernel architectures that a stub exists for.
enum class Architecture : quint8 { X86_64, Arm64, Arm, Riscv64 };

QList<Architecture> allArchitectures();

// "x86_64", "arm64", "arm", "riscv64": the names of the command line.
QString architectureName(Architecture architecture);
std::optional<Architecture> architectureFromName(QStringView name);

// From utsname.machine or an ELF e_machine: "x86_64", "aarch64", "armv7l", ...
std::optional<Architecture> architectureFromMachine(QStringView machine);

// True where the kernel's longs and pointers have 32 bits.
constexpr bool is32Bit(Architecture architecture)
{
    return architecture == Architecture::Arm;
}

// The architecture this program runs on.
Architecture hostArchitecture();

} // namespace radiosonde
