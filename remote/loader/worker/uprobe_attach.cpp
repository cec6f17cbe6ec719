// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/uprobe_attach.h"

#include "remote/loader/worker/usdt_specs.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr uint32_t uprobeMulti = 48; // BPF_TRACE_UPROBE_MULTI: newer than Debian 12's headers
constexpr const char *unitPath = "/sys/bus/event_source/devices/uprobe/type";

bool hasMultiLinks(const Kernel &kernel)
{
    char *end = nullptr;
    const unsigned long major = std::strtoul(kernel.target().release.c_str(), &end, 10);
    const unsigned long minor = *end == '.' ? std::strtoul(end + 1, nullptr, 10) : 0;
    return major > 6 || (major == 6 && minor >= 6);
}

// The kernel's number for uprobes among its performance counters, or -1 with errno.
long probeUnit(Boundary &boundary)
{
    const int fd = boundary.files().open(unitPath, O_RDONLY);
    if (fd < 0)
        return -1;
    char digits[16] = {};
    const ssize_t size = pread(fd, digits, sizeof digits - 1, 0);
    boundary.close(fd);
    return size > 0 ? std::strtol(digits, nullptr, 10) : -1;
}

// linux/trace_events.h: PERF_PROBE_CONFIG_IS_RETPROBE is bit 0, the semaphore's offset stands from bit 32 on
perf_event_attr eventAttributes(long unit, const UprobePlan &plan, const UprobePlace &place)
{
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = uint32_t(unit);
    attr.config = (plan.atReturn ? 1 : 0) | place.semaphore << 32;
    attr.config1 = reinterpret_cast<uint64_t>(plan.path.c_str());
    attr.config2 = place.offset;
    return attr;
}

using Links = std::vector<std::unique_ptr<bpf_link, LinkCloser>>;

// `cookie` of 0: none.
int attachPlace(const UprobePlan &plan, const UprobePlace &place, long unit, uint64_t cookie,
                const bpf_program *program, Boundary &boundary, Links &links)
{
    const perf_event_attr attr = eventAttributes(unit, plan, place);
    const bool all = plan.process == 0;
    const long fd =
        boundary.perfEventOpen(&attr, all ? -1 : int(plan.process), all ? 0 : -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (fd < 0)
        return errno;
    LIBBPF_OPTS(bpf_perf_event_opts, options);
    options.bpf_cookie = cookie;
    bpf_link *link = bpf_program__attach_perf_event_opts(program, int(fd), &options);
    if (!link) {
        const int error = errno;
        boundary.close(int(fd));
        return error;
    }
    links.emplace_back(link);
    return 0;
}

int attachUsdtPlace(const UprobePlan &plan, const UprobePlace &place, long unit, const bpf_program *program,
                    Boundary &boundary, LoadedObject &loaded, Links &links)
{
    const int spec = loaded.usdt.add(loaded.object.get(), place.arguments);
    if (spec < 0)
        return -spec;
    const int error = attachPlace(plan, place, unit, uint64_t(spec), program, boundary, links);
    if (error != EOPNOTSUPP)
        return error;
    // No cookies: the program looks its probe up by the address at which it was hit.
    if (place.address == 0)
        return ESRCH;
    if (const int failed = loaded.usdt.addAddress(loaded.object.get(), place.address, spec))
        return failed;
    return attachPlace(plan, place, unit, 0, program, boundary, links);
}

int attachOneByOne(const UprobePlan &plan, const bpf_program *program, Boundary &boundary,
                   LoadedObject &loaded)
{
    const long unit = probeUnit(boundary);
    if (unit < 0)
        return ENOENT;
    Links links;
    for (const UprobePlace &place : plan.places) {
        const int error = plan.usdt ? attachUsdtPlace(plan, place, unit, program, boundary, loaded, links)
                                    : attachPlace(plan, place, unit, 0, program, boundary, links);
        if (error != 0)
            return error;
    }
    std::ranges::move(links, std::back_inserter(loaded.links));
    return 0;
}

// union bpf_attr's link_create.uprobe_multi
struct MultiLink
{
    uint32_t program = 0, target = 0, attachType = uprobeMulti, flags = 0;
    uint64_t path = 0, offsets = 0, semaphores = 0, cookies = 0;
    uint32_t count = 0, multiFlags = 0, process = 0, rest = 0;
};
static_assert(sizeof(MultiLink) == 64);

int attachAtOnce(const UprobePlan &plan, const bpf_program *program, Boundary &boundary, LoadedObject &loaded)
{
    std::vector<uint64_t> offsets;
    for (const UprobePlace &place : plan.places)
        offsets.push_back(place.offset);
    MultiLink attr;
    attr.program = uint32_t(bpf_program__fd(program));
    attr.path = reinterpret_cast<uint64_t>(plan.path.c_str());
    attr.offsets = reinterpret_cast<uint64_t>(offsets.data());
    attr.count = uint32_t(offsets.size());
    attr.multiFlags = plan.atReturn ? 1 : 0; // BPF_F_UPROBE_MULTI_RETURN
    attr.process = plan.process;
    const long fd = boundary.bpf(BPF_LINK_CREATE, &attr, sizeof attr);
    if (fd < 0)
        return errno;
    loaded.hooks.push_back(int(fd));
    return 0;
}

} // namespace

void prepareUprobes(bpf_object *object, const std::vector<UprobePlan> &plans, const Kernel &kernel)
{
    bpf_program *program = nullptr;
    bpf_object__for_each_program(program, object)
    {
        const UprobePlan *plan = findPlan(plans, bpf_program__name(program));
        if (!plan || !plan->multi)
            continue;
        bpf_program__set_type(program, BPF_PROG_TYPE_KPROBE);
        bpf_program__set_expected_attach_type(
            program, static_cast<bpf_attach_type>(hasMultiLinks(kernel) ? uprobeMulti : 0));
    }
}

int attachUprobe(const UprobePlan &plan, const bpf_program *program, Boundary &boundary, LoadedObject &loaded)
{
    const bool atOnce = plan.multi && uint32_t(bpf_program__expected_attach_type(program)) == uprobeMulti;
    return atOnce ? attachAtOnce(plan, program, boundary, loaded)
                  : attachOneByOne(plan, program, boundary, loaded);
}

} // namespace radiosonde
