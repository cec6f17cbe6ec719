// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/architecture.h"

namespace radiosonde
{

QList<Architecture> allArchitectures()
{
    return {Architecture::X86_64, Architecture::Arm64, Architecture::Arm, Architecture::Riscv64};
}

QString architectureName(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86_64:
        return QStringLiteral("x86_64");
    case Architecture::Arm64:
        return QStringLiteral("arm64");
    case Architecture::Arm:
        return QStringLiteral("arm");
    case Architecture::Riscv64:
        break;
    }
    return QStringLiteral("riscv64");
}

std::optional<Architecture> architectureFromName(QStringView name)
{
    for (const Architecture architecture : allArchitectures()) {
        if (architectureName(architecture) == name)
            return architecture;
    }
    return std::nullopt;
}

std::optional<Architecture> architectureFromMachine(QStringView machine)
{
    if (machine == u"x86_64")
        return Architecture::X86_64;
    if (machine == u"aarch64" || machine == u"aarch64_be")
        return Architecture::Arm64;
    if (machine.startsWith(u"arm"))
        return Architecture::Arm;
    if (machine == u"riscv64")
        return Architecture::Riscv64;
    return std::nullopt;
}

Architecture hostArchitecture()
{
#if defined(__x86_64__)
    return Architecture::X86_64;
#elif defined(__aarch64__)
    return Architecture::Arm64;
#elif defined(__arm__)
    return Architecture::Arm;
#elif defined(__riscv) && __riscv_xlen == 64
    return Architecture::Riscv64;
#else
#error "Radiosonde has no stub for this architecture"
#endif
}

} // namespace radiosonde
