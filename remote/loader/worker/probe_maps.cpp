// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/probe_kinds.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <cerrno>

namespace radiosonde
{

namespace
{

struct MapKind
{
    std::string_view name;
    uint32_t type, keySize, valueSize, entries;
    uint32_t flags = 0;
};

constexpr uint32_t page = 0; // stands for the target's page size

constexpr MapKind mapKinds[] = {
    {"hash", BPF_MAP_TYPE_HASH, 4, 8, 1},
    {"array", BPF_MAP_TYPE_ARRAY, 4, 8, 1},
    {"percpu_hash", BPF_MAP_TYPE_PERCPU_HASH, 4, 8, 1},
    {"percpu_array", BPF_MAP_TYPE_PERCPU_ARRAY, 4, 8, 1},
    {"lru_hash", BPF_MAP_TYPE_LRU_HASH, 4, 8, 16},
    {"lru_percpu_hash", BPF_MAP_TYPE_LRU_PERCPU_HASH, 4, 8, 16},
    {"stack_trace", BPF_MAP_TYPE_STACK_TRACE, 4, 8 * 16, 1},
    {"ringbuf", BPF_MAP_TYPE_RINGBUF, 0, 0, page},
    {"perf_event_array", BPF_MAP_TYPE_PERF_EVENT_ARRAY, 4, 4, 1},
    {"prog_array", BPF_MAP_TYPE_PROG_ARRAY, 4, 4, 1},
    {"lpm_trie", BPF_MAP_TYPE_LPM_TRIE, 8, 8, 1, BPF_F_NO_PREALLOC},
    {"queue", BPF_MAP_TYPE_QUEUE, 0, 4, 1},
    {"stack", BPF_MAP_TYPE_STACK, 0, 4, 1},
    {"bloom_filter", BPF_MAP_TYPE_BLOOM_FILTER, 0, 4, 1},
    {"cgroup_array", BPF_MAP_TYPE_CGROUP_ARRAY, 4, 4, 1},
};

} // namespace

ProbeOutcome probeMap(const std::string &name, Boundary &boundary)
{
    const auto *kind = std::ranges::find(mapKinds, std::string_view(name), &MapKind::name);
    if (kind == std::end(mapKinds))
        return {{}, EINVAL, "find"};
    LIBBPF_OPTS(bpf_map_create_opts, options);
    options.map_flags = kind->flags;
    const uint32_t entries = kind->entries == page ? boundary.kernel().target().pageSize : kind->entries;
    const int fd = bpf_map_create(static_cast<bpf_map_type>(kind->type), nullptr, kind->keySize,
                                  kind->valueSize, entries, &options);
    if (fd < 0)
        return {{}, errno, "load"};
    boundary.close(fd);
    return {};
}

} // namespace radiosonde
