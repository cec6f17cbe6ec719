// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>

namespace radiosonde
{

// Why a kernel's types cannot be told. The client puts it into words: the worker knows no translations.
struct TypesFailure
{
    enum class Reason : unsigned char {
        NoKernelHeaders, // `subject`: a file that every kernel's headers have
        NotConfigured,   // no include/generated/autoconf.h: the arch-specific package is missing
        RandomLayout,    // CONFIG_RANDSTRUCT: layouts are the build's secret
        BigEndian,
        NoTypes,    // the file has neither BTF nor debug information
        ModuleBtf,  // types of a module, which stand on the kernel's
        Unreadable, // `subject`: the system's words
        Damaged,    // `subject`: what is wrong with it
        Crashed,    // the worker did; `subject`: how
    };
    Reason reason = Reason::Damaged;
    std::string subject;
};

// BTF, or why there is none.
using TypesResult = std::variant<std::string, TypesFailure>;

} // namespace radiosonde
