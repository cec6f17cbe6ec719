// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/online_cpus.h"

#include "remote/loader/worker/local_calls.h"

#include <algorithm>
#include <charconv>
#include <unistd.h>

namespace radiosonde
{

namespace
{

bool takeNumber(std::string_view &text, uint32_t &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return false;
    text.remove_prefix(size_t(end - text.data()));
    return true;
}

} // namespace

std::vector<uint32_t> parseCpuList(std::string_view text, uint32_t limit)
{
    std::vector<uint32_t> cpus;
    uint32_t first = 0;
    while (takeNumber(text, first)) {
        uint32_t last = first;
        if (text.starts_with('-')) {
            text.remove_prefix(1);
            if (!takeNumber(text, last))
                break;
        }
        for (uint32_t cpu = first; cpu <= last && cpu < limit; ++cpu)
            cpus.push_back(cpu);
        if (!text.starts_with(','))
            break;
        text.remove_prefix(1);
    }
    return cpus;
}

std::vector<uint32_t> onlineCpus(Kernel &kernel)
{
    const uint32_t possible = kernel.target().cpus;
    char text[4096] = {};
    const int fd = kernel.readFile("/sys/devices/system/cpu/online");
    if (fd >= 0) {
        const ssize_t size = read(fd, text, sizeof text);
        localClose(fd);
        const auto cpus = parseCpuList({text, size_t(std::max<ssize_t>(size, 0))}, possible);
        if (!cpus.empty())
            return cpus;
    }
    std::vector<uint32_t> all(possible);
    for (uint32_t cpu = 0; cpu < possible; ++cpu)
        all[cpu] = cpu;
    return all;
}

} // namespace radiosonde
