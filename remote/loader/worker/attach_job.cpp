// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/attach_job.h"

#include "remote/loader/worker/libbpf_words.h"
#include "remote/loader/worker/online_cpus.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <cerrno>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr uint64_t samplesPerSecond = 49; // not in step with anything that ticks at 50 or 100 Hz

using Links = std::vector<std::unique_ptr<bpf_link, LinkCloser>>;

int attachSampling(const bpf_program *program, Boundary &boundary, Links &links)
{
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = PERF_TYPE_SOFTWARE;
    attr.config = PERF_COUNT_SW_CPU_CLOCK;
    attr.freq = 1;
    attr.sample_freq = samplesPerSecond;
    Links made;
    for (const uint32_t cpu : onlineCpus(boundary.kernel())) {
        const long fd = boundary.perfEventOpen(&attr, -1, int(cpu), -1, PERF_FLAG_FD_CLOEXEC);
        if (fd < 0)
            return errno;
        bpf_link *link = bpf_program__attach_perf_event(program, int(fd));
        if (!link) {
            const int error = errno;
            boundary.close(int(fd));
            return error;
        }
        made.emplace_back(link);
    }
    std::ranges::move(made, std::back_inserter(links));
    return 0;
}

int attachProgram(const bpf_program *program, Boundary &boundary, Links &links)
{
    if (bpf_program__type(program) == BPF_PROG_TYPE_PERF_EVENT)
        return attachSampling(program, boundary, links);
    bpf_link *link = bpf_program__attach(program);
    if (!link)
        return errno;
    links.emplace_back(link);
    return 0;
}

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

AttachAnswer attachPrograms(Boundary &boundary, LoadedObject &loaded)
{
    AttachAnswer answer;
    LibbpfWords words;
    bpf_program *program = nullptr;
    bpf_object__for_each_program(program, loaded.object.get())
    {
        if (!bpf_program__autoload(program))
            continue;
        const int error = attachProgram(program, boundary, loaded.links);
        answer.programs.push_back({bpf_program__name(program), error, words.takeWords()});
    }
    return answer;
}

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
