// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/loaded_object.h"

#include <unistd.h>
#include <utility>

namespace radiosonde
{

void LoadedObject::detach()
{
    links.clear();
    for (const int fd : std::exchange(hooks, {}))
        close(fd); // through the boundary
}

LoadedObject::~LoadedObject()
{
    detach();
    for (const int fd : perfEvents)
        close(fd);
}

bpf_map *findMap(bpf_object *object, const std::string &name)
{
    return bpf_object__find_map_by_name(object, name.c_str());
}

} // namespace radiosonde
