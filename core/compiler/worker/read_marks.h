// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace radiosonde
{

// Bits of a read's size, from read_marker.cpp to marked_reads.cpp. The kernel takes no size above 2^29.
inline constexpr std::uint32_t markedUnsigned = 0x8000'0000;
inline constexpr std::uint32_t markedSigned = 0x4000'0000;
inline constexpr std::uint32_t maxMarkedSize = 512; // bytes: a BPF program's stack

} // namespace radiosonde
