// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace radiosonde
{

// A header embedded in the worker (headers.cmake). `text` is followed by a NUL, as Clang's buffers need it.
// Names: "bpf/..." ours, "libbpf/..." the originals, "uapi/..." the kernel's, "clang/..." the compiler's,
// "vmlinux/ARCH.h.zst" compressed.
struct EmbeddedHeader
{
    std::string_view name;
    std::string_view text;
};

std::span<const EmbeddedHeader> embeddedHeaders();

} // namespace radiosonde
