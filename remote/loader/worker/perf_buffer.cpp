// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/perf_buffer.h"

#include "remote/loader/worker/online_cpus.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <cerrno>

namespace radiosonde
{

namespace
{

// Woken when a quarter of the buffer is full: a wake-up for each event is what makes tracing slow.
perf_event_attr bufferAttributes(uint32_t bytes)
{
    constexpr uint64_t formatLost = 1u << 4; // PERF_FORMAT_LOST: newer than Debian 12's headers
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = PERF_TYPE_SOFTWARE;
    attr.config = PERF_COUNT_SW_BPF_OUTPUT;
    attr.sample_period = 1;
    attr.sample_type = PERF_SAMPLE_RAW;
    attr.read_format = formatLost;
    attr.watermark = 1;
    attr.wakeup_watermark = std::max(bytes / 4, 1u);
    return attr;
}

long openBufferEvent(Boundary &boundary, perf_event_attr &attr, uint32_t cpu)
{
    const long fd = boundary.perfEventOpen(&attr, -1, int(cpu), -1, PERF_FLAG_FD_CLOEXEC);
    if (fd >= 0 || errno != EINVAL || attr.read_format == 0)
        return fd;
    attr.read_format = 0; // kernels before 6.0 do not count what was lost
    return boundary.perfEventOpen(&attr, -1, int(cpu), -1, PERF_FLAG_FD_CLOEXEC);
}

} // namespace

PerfAnswer openPerfBuffer(const PerfJob &job, Boundary &boundary, LoadedObject &loaded)
{
    PerfAnswer answer;
    bpf_map *map = findMap(loaded.object.get(), job.map);
    if (!map) {
        answer.error = ENOENT;
        return answer;
    }
    perf_event_attr attr = bufferAttributes(job.bytes);
    for (const uint32_t cpu : onlineCpus(boundary.kernel())) {
        const int fd = int(openBufferEvent(boundary, attr, cpu));
        if (fd < 0 && errno == ENODEV)
            continue; // went off line just now
        const bool opened = fd >= 0 && bpf_map_update_elem(bpf_map__fd(map), &cpu, &fd, BPF_ANY) == 0 &&
                            boundary.control(fd, PERF_EVENT_IOC_ENABLE, 0) == 0;
        if (!opened)
            answer.error = errno;
        if (fd >= 0)
            loaded.perfEvents.push_back(fd);
        if (!opened)
            break;
        answer.events.push_back({cpu, fd});
    }
    return answer;
}

} // namespace radiosonde
