// SPDX-License-Identifier: GPL-3.0-or-later
// native_load OBJECT: loads an object by libbpf as it is, on this machine's own kernel, and prints what /proc
// says of each descriptor that it then holds. The loader's tests compare it with what the stub holds.
#include <bpf/libbpf.h>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace
{

void printDescriptors()
{
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fdinfo")) {
        std::ifstream file(entry.path());
        std::puts("fd:");
        for (std::string line; std::getline(file, line);)
            std::puts(line.c_str());
    }
}

} // namespace

int main(int count, char **arguments)
{
    bpf_object *object = count == 2 ? bpf_object__open_file(arguments[1], nullptr) : nullptr;
    if (!object)
        return 64;
    bpf_map *map = nullptr;
    bpf_object__for_each_map(map, object)
    {
        if (bpf_map__type(map) == BPF_MAP_TYPE_STACK_TRACE) {
            bpf_map__set_key_size(map, 4);
            bpf_map__set_value_size(map, 127 * 8);
            bpf_map__set_max_entries(map, 16384);
        }
    }
    if (bpf_object__load(object) != 0)
        return 1;
    printDescriptors();
    bpf_object__close(object);
    return 0;
}
