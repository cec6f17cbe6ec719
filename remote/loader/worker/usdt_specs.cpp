// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/usdt_specs.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <cerrno>
#include <cstring>
#include <string>

namespace radiosonde
{

namespace
{

// struct __bpf_usdt_arg_spec and __bpf_usdt_spec of usdt.bpf.h, which later versions only add to.
struct ArgumentSpec
{
    int64_t value;
    uint32_t kind;
    int16_t registerOffset;
    uint8_t isSigned;
    int8_t shift;
};
struct Spec
{
    ArgumentSpec arguments[usdtArgumentLimit];
    uint64_t cookie;
    int16_t count;
};

ArgumentSpec toSpec(const UsdtArgument &argument)
{
    return {argument.value, uint32_t(argument.kind), int16_t(argument.registerOffset), argument.isSigned,
            int8_t(64 - argument.size * 8)};
}

} // namespace

int UsdtSpecs::add(const bpf_object *object, const std::vector<UsdtArgument> &arguments)
{
    const auto known = std::ranges::find(m_specs, arguments);
    if (known != m_specs.end())
        return int(known - m_specs.begin()) + 1;
    const bpf_map *map = bpf_object__find_map_by_name(object, "__bpf_usdt_specs");
    if (!map || bpf_map__value_size(map) < sizeof(Spec))
        return -ENOENT;
    const auto number = uint32_t(m_specs.size() + 1);
    if (number >= bpf_map__max_entries(map))
        return -E2BIG;
    Spec spec{};
    for (const UsdtArgument &argument : arguments)
        spec.arguments[spec.count++] = toSpec(argument);
    std::string value(bpf_map__value_size(map), '\0');
    std::memcpy(value.data(), &spec, sizeof spec);
    if (bpf_map_update_elem(bpf_map__fd(map), &number, value.data(), BPF_ANY) != 0)
        return -errno;
    m_specs.push_back(arguments);
    return int(number);
}

int UsdtSpecs::addAddress(const bpf_object *object, uint64_t address, int spec)
{
    const bpf_map *map = bpf_object__find_map_by_name(object, "__bpf_usdt_ip_to_spec_id");
    if (!map || bpf_map__value_size(map) != sizeof spec)
        return ENOENT;
    // `long` of usdt.bpf.h: 4 bytes on 32-bit targets, whose addresses fit
    const uint32_t width = bpf_map__key_size(map);
    if (width != sizeof(uint32_t) && width != sizeof address)
        return ENOENT;
    if (width == sizeof(uint32_t) && address >> 32 != 0)
        return ERANGE;
    if (m_addresses++ >= bpf_map__max_entries(map))
        return E2BIG;
    return bpf_map_update_elem(bpf_map__fd(map), &address, &spec, BPF_ANY) == 0 ? 0 : errno;
}

} // namespace radiosonde
