// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace radiosonde
{

// The commands of bpf(2) that may reach a target, told by where their pointers are in union bpf_attr and how
// long is what they point to (include/uapi/linux/bpf.h; offsets are ABI and written as numbers, for the
// headers of the machine that builds may be older than libbpf). What is not in the table is refused as an
// older kernel would.

enum class Extent : uint8_t {
    Counted, // u32 at `count`, times `unit`
    Scaled,  // u32 at `count`, times the u32 at `unit`
    String,  // up to the NUL
    Key,     // of the map whose fd is at offset 0
    Value,   // likewise, as the kernel copies it: all CPUs of a per-CPU map
    FdArray, // as long as the program's instructions say
    Strings, // u32 at `count` pointers to strings
    Text,    // written by the kernel, u32 at `count` long, ends at a NUL
};

struct Pointer
{
    uint16_t at = 0; // of the u64 in bpf_attr
    Extent extent = Extent::Counted;
    bool out = false;
    uint16_t count = 0, unit = 0;
};

struct BpfCommand
{
    uint16_t end = 0; // bytes of bpf_attr that are known; what is beyond must be zero
    bool makesFd = false;
    bool seldomFails = false;                // may be posted
    bool makesBtf = false;                   // the fd is BTF's
    uint16_t returned = 0, returnedSize = 0; // the part of bpf_attr that the kernel writes
    uint8_t pointerCount = 0;
    std::array<Pointer, 8> pointers{};
};

inline constexpr uint32_t bpfAttrLimit = 512; // bytes; the kernel's own is about 150

// The command, or nothing: refuse with EINVAL. LINK_CREATE and OBJ_GET_INFO_BY_FD depend on more than their
// number.
std::optional<BpfCommand> bpfCommand(uint32_t number);

// The layout of LINK_CREATE for an attach type (enum bpf_attach_type).
std::optional<BpfCommand> linkCreateCommand(uint32_t attachType);

} // namespace radiosonde
