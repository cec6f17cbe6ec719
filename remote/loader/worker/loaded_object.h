// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/usdt_specs.h"

#include <bpf/libbpf.h>
#include <memory>
#include <string>
#include <vector>

namespace radiosonde
{

struct LinkCloser
{
    void operator()(bpf_link *link) const { bpf_link__destroy(link); }
};
struct ObjectCloser
{
    void operator()(bpf_object *object) const { bpf_object__close(object); }
};

// An object on the target and what hangs on it. Ended in this order: links, hooks, perf events, object.
struct LoadedObject
{
    std::unique_ptr<bpf_object, ObjectCloser> object;
    std::vector<int> perfEvents; // of perf buffers
    std::vector<std::unique_ptr<bpf_link, LinkCloser>> links;

    std::vector<int> hooks; // that are no links: sockets; and numbers kept for the readings of iterators

    UsdtSpecs usdt;

    void detach();
    ~LoadedObject();
};

// The object's map of that name; internal maps are known by their section (".bss").
bpf_map *findMap(bpf_object *object, const std::string &name);

} // namespace radiosonde
