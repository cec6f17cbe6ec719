/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "maps.h"

#include <linux/bpf.h>

static long element(int command, int fd, const void *key, void *value)
{
    union bpf_attr attr;
    const size_t size = 32; /* of the part for elements; all that old kernels know */
    memset(&attr, 0, size);
    attr.map_fd = (uint32_t)fd;
    attr.key = (uintptr_t)key;
    attr.value = (uintptr_t)value; /* shares its place with next_key */
    return CALL3(__NR_bpf, command, &attr, size);
}

long mapNextKey(int fd, const void *key, void *next)
{
    return element(BPF_MAP_GET_NEXT_KEY, fd, key, next);
}

long mapLookup(int fd, const void *key, void *value)
{
    return element(BPF_MAP_LOOKUP_ELEM, fd, key, value);
}

long mapDelete(int fd, const void *key)
{
    return element(BPF_MAP_DELETE_ELEM, fd, key, NULL);
}

long mapBatch(int fd, int clear, const void *cursor, void *next, void *keys, void *values, uint32_t *count)
{
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr.batch);
    attr.batch.in_batch = (uintptr_t)cursor;
    attr.batch.out_batch = (uintptr_t)next;
    attr.batch.keys = (uintptr_t)keys;
    attr.batch.values = (uintptr_t)values;
    attr.batch.count = *count;
    attr.batch.map_fd = (uint32_t)fd;
    const int command = clear ? BPF_MAP_LOOKUP_AND_DELETE_BATCH : BPF_MAP_LOOKUP_BATCH;
    const long result = CALL3(__NR_bpf, command, &attr, sizeof attr.batch);
    *count = attr.batch.count;
    return result;
}

static int isPerCpu(uint32_t type)
{
    return type == BPF_MAP_TYPE_PERCPU_HASH || type == BPF_MAP_TYPE_PERCPU_ARRAY ||
           type == BPF_MAP_TYPE_LRU_PERCPU_HASH || type == BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE;
}

long mapCheck(int fd, uint32_t keySize, uint32_t valueSize, uint32_t cpus)
{
    struct
    {
        uint32_t type, id, keySize, valueSize;
    } info = {0, 0, 0, 0}; /* start of struct bpf_map_info */
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr.info);
    attr.info.bpf_fd = (uint32_t)fd;
    attr.info.info_len = sizeof info;
    attr.info.info = (uintptr_t)&info;
    const long result = CALL3(__NR_bpf, BPF_OBJ_GET_INFO_BY_FD, &attr, sizeof attr.info);
    if (result == -EINVAL)
        return 0;
    if (result < 0)
        return result;
    const uint64_t perCpu = ((uint64_t)info.valueSize + 7) & ~7ull;
    const uint64_t expected = isPerCpu(info.type) ? perCpu * cpus : info.valueSize;
    return info.keySize == keySize && expected == valueSize ? 0 : -EINVAL;
}
