// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/kernel_types.h"

#include "remote/loader/worker/tracepoint_types.h"

#include <bpf/btf.h>
#include <cerrno>
#include <memory>

namespace radiosonde
{

namespace
{

using Types = std::unique_ptr<btf, decltype(&btf__free)>;

Types openTypes(const OpenJob &job)
{
    if (!job.types.empty())
        return Types(btf__new(job.types.data(), uint32_t(job.types.size())), btf__free);
    Types none(btf__new_empty(), btf__free);
    if (none)
        btf__set_pointer_size(none.get(), job.pointerSize);
    // libbpf guesses the width of pointers from it when it reads the bytes again
    if (none && btf__add_int(none.get(), "long int", job.pointerSize, BTF_INT_SIGNED) < 0)
        none.reset();
    return none;
}

} // namespace

bool bringsTypes(const OpenJob &job)
{
    return !job.types.empty() || !job.tracepoints.empty();
}

GivenTypes givenTypes(const OpenJob &job, const bpf_object *object)
{
    if (!bringsTypes(job))
        return {};
    const Types types = openTypes(job);
    if (!types)
        return {errno, {}};
    if (const int error = addTracepointTypes(types.get(), object, job.tracepoints))
        return {-error, {}};
    uint32_t size = 0;
    const void *bytes = btf__raw_data(types.get(), &size);
    if (!bytes)
        return {ENOMEM, {}};
    return {0, std::string(static_cast<const char *>(bytes), size)};
}

} // namespace radiosonde
