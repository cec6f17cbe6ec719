// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/object_settings.h"

#include "remote/loader/worker/loaded_object.h"

#include <algorithm>
#include <bit>
#include <bpf/btf.h>
#include <cstring>

namespace radiosonde
{

namespace
{

bool refuse(LoadAnswer &answer, LoadFailure failure, const std::string &subject, uint32_t number = 0)
{
    answer.failure = failure;
    answer.subject = subject;
    answer.number = int32_t(number);
    return false;
}

void appendSection(const btf *types, const btf_type *section, std::vector<JobVariable> &variables)
{
    const char *name = btf__name_by_offset(types, section->name_off);
    const btf_var_secinfo *item = btf_var_secinfos(section);
    for (int i = 0; i < btf_vlen(section); ++i, ++item) {
        const btf_type *variable = btf__type_by_id(types, item->type);
        if (!variable || !btf_is_var(variable) || btf_var(variable)->linkage == BTF_VAR_STATIC)
            continue; // of static variables BTF does not know the place
        variables.push_back({btf__name_by_offset(types, variable->name_off), name, item->offset, item->size});
    }
}

bool setGlobal(bpf_object *object, const std::vector<JobVariable> &variables, const NamedBytes &global,
               LoadAnswer &answer)
{
    const auto variable = std::ranges::find(variables, global.name, &JobVariable::name);
    if (variable == variables.end())
        return refuse(answer, LoadFailure::UnknownGlobal, global.name);
    if (variable->size != global.bytes.size())
        return refuse(answer, LoadFailure::GlobalSize, global.name, variable->size);
    bpf_map *map = findMap(object, variable->map);
    size_t size = 0;
    auto *values =
        map ? static_cast<char *>(const_cast<void *>(bpf_map__initial_value(map, &size))) : nullptr;
    if (!values || variable->offset > size || variable->size > size - variable->offset)
        return refuse(answer, LoadFailure::UnknownGlobal, global.name);
    std::memcpy(values + variable->offset, global.bytes.data(), global.bytes.size());
    return true;
}

// Sizes that programs leave to their user space part.
void completeMap(bpf_map *map, uint32_t minimumRingBytes)
{
    constexpr uint32_t defaultRing = 256 << 10, defaultEntries = 16384, defaultFrames = 127;
    const uint32_t type = bpf_map__type(map);
    const uint32_t entries = bpf_map__max_entries(map);
    bpf_map__set_pin_path(map, nullptr); // nothing stays behind on the target
    if (type == BPF_MAP_TYPE_RINGBUF && (entries < minimumRingBytes || entries == 0))
        bpf_map__set_max_entries(map,
                                 std::bit_ceil(std::max(minimumRingBytes, entries ? entries : defaultRing)));
    if (type == BPF_MAP_TYPE_PERF_EVENT_ARRAY && bpf_map__key_size(map) == 0) { // declared as a ring buffer
        bpf_map__set_key_size(map, sizeof(uint32_t));
        bpf_map__set_value_size(map, sizeof(uint32_t));
        bpf_map__set_max_entries(map, 0); // libbpf makes it the number of CPUs
    }
    if (type == BPF_MAP_TYPE_STACK_TRACE && bpf_map__key_size(map) == 0)
        bpf_map__set_key_size(map, sizeof(uint32_t));
    if (type == BPF_MAP_TYPE_STACK_TRACE && bpf_map__value_size(map) == 0)
        bpf_map__set_value_size(map, defaultFrames * sizeof(uint64_t));
    const bool counted = type == BPF_MAP_TYPE_STACK_TRACE || type == BPF_MAP_TYPE_HASH ||
                         type == BPF_MAP_TYPE_PERCPU_HASH || type == BPF_MAP_TYPE_LRU_HASH;
    if (counted && entries == 0)
        bpf_map__set_max_entries(map, defaultEntries);
}

bool chooseMaps(bpf_object *object, const LoadJob &job, LoadAnswer &answer)
{
    for (const NamedNumber &size : job.mapSizes) {
        bpf_map *map = findMap(object, size.name);
        if (!map || bpf_map__set_max_entries(map, size.number) != 0)
            return refuse(answer, LoadFailure::UnknownMap, size.name);
    }
    bpf_map *map = nullptr;
    bpf_object__for_each_map(map, object)
    {
        completeMap(map, job.minimumRingBytes);
    }
    return true;
}

bool contains(const std::vector<std::string> &names, const std::string &name)
{
    return std::ranges::find(names, name) != names.end();
}

void choosePrograms(bpf_object *object, const LoadJob &job)
{
    bpf_program *program = nullptr;
    bpf_object__for_each_program(program, object)
    {
        const std::string name = bpf_program__name(program);
        if (contains(job.enabled, name))
            bpf_program__set_autoload(program, true);
        if (contains(job.disabled, name))
            bpf_program__set_autoload(program, false);
    }
}

} // namespace

std::vector<JobVariable> objectVariables(const bpf_object *object)
{
    std::vector<JobVariable> variables;
    const btf *types = bpf_object__btf(object);
    for (uint32_t id = 1; types && id < btf__type_cnt(types); ++id) {
        const btf_type *type = btf__type_by_id(types, id);
        if (btf_is_datasec(type))
            appendSection(types, type, variables);
    }
    return variables;
}

bool applySettings(bpf_object *object, const LoadJob &job, LoadAnswer &answer)
{
    const std::vector<JobVariable> variables = objectVariables(object);
    for (const NamedBytes &global : job.globals) {
        if (!setGlobal(object, variables, global, answer))
            return false;
    }
    choosePrograms(object, job);
    return chooseMaps(object, job, answer);
}

} // namespace radiosonde
