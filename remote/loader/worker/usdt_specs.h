// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/usdt_operands.h"

#include <bpf/libbpf.h>
#include <vector>

namespace radiosonde
{

// The maps through which usdt.bpf.h learns where a probe's arguments are: filled here and not by libbpf,
// which knows the registers of the machine that it was compiled for and no other's. One for each loaded
// object.
class UsdtSpecs
{
public:
    // The number of the specification for these arguments, from 1 on, equal ones shared; or -errno: ENOENT
    // for an object without usdt.bpf.h's maps, E2BIG when they are full.
    int add(const bpf_object *object, const std::vector<UsdtArgument> &arguments);

    // For kernels without cookies: which specification belongs to a probe at `address` in memory. An errno.
    int addAddress(const bpf_object *object, uint64_t address, int spec);

private:
    std::vector<std::vector<UsdtArgument>> m_specs;
    uint32_t m_addresses = 0;
};

} // namespace radiosonde
