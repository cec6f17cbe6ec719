// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/hooks.h"

#include "remote/loader/worker/online_cpus.h"

#include <bpf/bpf.h>
#include <cerrno>
#include <iterator>
#include <utility>

namespace radiosonde
{

namespace
{

constexpr uint64_t packetFamily = 17, rawSocket = 3, closeOnExec = 02000000; // the same on all architectures
constexpr uint64_t allProtocols = 0x0300;                                    // ETH_P_ALL in network order
constexpr int receiveBuffer = 8, attachBpf = 50;                             // SO_*

int attachClock(const bpf_program *program, uint32_t cpu, uint32_t frequency, Boundary &boundary,
                LoadedObject &loaded)
{
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = PERF_TYPE_SOFTWARE;
    attr.config = PERF_COUNT_SW_CPU_CLOCK;
    attr.freq = 1;
    attr.sample_freq = frequency;
    const long fd = boundary.perfEventOpen(&attr, -1, int(cpu), -1, PERF_FLAG_FD_CLOEXEC);
    if (fd < 0)
        return errno;
    bpf_link *link = bpf_program__attach_perf_event(program, int(fd));
    if (!link) {
        const int error = errno;
        boundary.close(int(fd));
        return error;
    }
    loaded.links.emplace_back(link);
    return 0;
}

} // namespace

int attachSampling(const bpf_program *program, uint32_t frequency, Boundary &boundary, LoadedObject &loaded)
{
    const size_t before = loaded.links.size();
    for (const uint32_t cpu : onlineCpus(boundary.kernel())) {
        const int error = attachClock(program, cpu, frequency, boundary, loaded);
        if (error == ENODEV)
            continue; // went off line just now
        if (error != 0) {
            loaded.links.resize(before);
            return error;
        }
    }
    return loaded.links.size() > before ? 0 : ENODEV;
}

int attachSocket(int program, Boundary &boundary, LoadedObject &loaded)
{
    const int fd = int(boundary.socket(packetFamily, rawSocket | closeOnExec, allProtocols));
    if (fd < 0)
        return errno;
    loaded.hooks.push_back(fd);
    // The kernel takes its smallest buffer instead: once a packet or two stand in it all others are dropped,
    // after the program has seen them.
    if (boundary.setOption(fd, receiveBuffer, 1) != 0)
        return errno;
    return boundary.setOption(fd, attachBpf, program) == 0 ? 0 : errno;
}

void prepareReading(Boundary &boundary, LoadedObject &loaded, AttachOutcome &outcome)
{
    const int link = bpf_link__fd(loaded.links.back().get());
    const int trial = bpf_iter_create(link);
    outcome.error = trial < 0 ? errno : 0;
    if (trial >= 0)
        boundary.close(trial);
    const int number = outcome.error == 0 ? boundary.fds().reserve() : -1;
    if (number < 0)
        return;
    loaded.hooks.push_back(number);
    outcome.iterator = link;
    outcome.reading = number;
}

} // namespace radiosonde
