// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/probe_kinds.h"

#include "remote/loader/worker/hooks.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// A descriptor of the target; closed at the end of its scope.
class Scoped
{
public:
    Scoped(long fd, Boundary &boundary) : m_fd(int(fd)), m_error(fd < 0 ? errno : 0), m_boundary(boundary) {}
    ~Scoped()
    {
        if (m_fd >= 0)
            m_boundary.close(m_fd);
    }
    Scoped(const Scoped &) = delete;
    Scoped &operator=(const Scoped &) = delete;
    int fd() const { return m_fd; }
    int error() const { return m_error; }

private:
    int m_fd, m_error;
    Boundary &m_boundary;
};

struct AttachKind
{
    std::string_view name;
    bpf_prog_type program;
    bpf_attach_type expected;                      // BPF_CGROUP_INET_INGRESS (0): none
    std::initializer_list<const char *> functions; // of BTF, the first that is there
    ProbeOutcome (*attach)(Boundary &boundary, int program, const AttachKind &kind);
};

int loadProgram(const AttachKind &kind, uint32_t typeId)
{
    const bpf_insn code[] = {{BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 0}, {BPF_JMP | BPF_EXIT, 0, 0, 0, 0}};
    LIBBPF_OPTS(bpf_prog_load_opts, options);
    options.expected_attach_type = kind.expected;
    options.attach_btf_id = typeId;
    return bpf_prog_load(kind.program, nullptr, "GPL", code, std::size(code), &options);
}

std::string firstLine(Boundary &boundary, const std::string &path)
{
    const int fd = boundary.files().open(path, O_RDONLY);
    if (fd < 0)
        return {};
    char text[128] = {};
    const ssize_t size = read(fd, text, sizeof text - 1);
    boundary.close(fd);
    return size > 0 ? std::string(text, std::strcspn(text, "\n")) : std::string();
}

ProbeOutcome attachEvent(Boundary &boundary, int program, const perf_event_attr &attr, int pid, int cpu)
{
    const Scoped event(boundary.perfEventOpen(&attr, pid, cpu, -1, PERF_FLAG_FD_CLOEXEC), boundary);
    if (event.fd() < 0)
        return {{}, event.error(), "attach"};
    const bool attached = boundary.control(event.fd(), PERF_EVENT_IOC_SET_BPF, unsigned(program)) == 0;
    return attached ? ProbeOutcome{} : ProbeOutcome{{}, errno, "attach"};
}

ProbeOutcome attachUnit(Boundary &boundary, int program, const AttachKind &kind)
{
    const bool user = kind.name.starts_with("u"), atReturn = kind.name.find("ret") != std::string_view::npos;
    const std::string unit =
        std::string("/sys/bus/event_source/devices/") + (user ? "uprobe" : "kprobe") + "/type";
    const std::string number = firstLine(boundary, unit);
    if (number.empty())
        return {{}, ENOENT, "find"};
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = uint32_t(std::strtoul(number.c_str(), nullptr, 10));
    attr.config = atReturn ? 1 : 0;
    ProbeOutcome outcome{{}, ENOENT, "attach"};
    for (const char *name : kind.functions) {
        attr.config1 = reinterpret_cast<uint64_t>(name);
        outcome = attachEvent(boundary, program, attr, -1, 0);
        if (outcome.error == 0)
            break;
    }
    return outcome;
}

ProbeOutcome attachTracepoint(Boundary &boundary, int program, const AttachKind &)
{
    const std::string number = firstLine(boundary, "/sys/kernel/tracing/events/sched/sched_switch/id");
    if (number.empty())
        return {{}, ENOENT, "find"};
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = PERF_TYPE_TRACEPOINT;
    attr.config = std::strtoul(number.c_str(), nullptr, 10);
    return attachEvent(boundary, program, attr, -1, 0);
}

ProbeOutcome attachClock(Boundary &boundary, int program, const AttachKind &)
{
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = PERF_TYPE_SOFTWARE;
    attr.config = PERF_COUNT_SW_CPU_CLOCK;
    attr.freq = 1;
    attr.sample_freq = 1;
    return attachEvent(boundary, program, attr, -1, 0);
}

ProbeOutcome attachRaw(Boundary &boundary, int program, const AttachKind &kind)
{
    const Scoped link(bpf_raw_tracepoint_open(kind.functions.size() ? nullptr : "sched_switch", program),
                      boundary);
    return link.fd() >= 0 ? ProbeOutcome{} : ProbeOutcome{{}, link.error(), "attach"};
}

ProbeOutcome attachMulti(Boundary &boundary, int program, const AttachKind &)
{
    const char *names[] = {"vfs_read"};
    LIBBPF_OPTS(bpf_link_create_opts, options);
    options.kprobe_multi.syms = names;
    options.kprobe_multi.cnt = std::size(names);
    const Scoped link(bpf_link_create(program, 0, BPF_TRACE_KPROBE_MULTI, &options), boundary);
    return link.fd() >= 0 ? ProbeOutcome{} : ProbeOutcome{{}, link.error(), "attach"};
}

ProbeOutcome attachIterator(Boundary &boundary, int program, const AttachKind &)
{
    const Scoped link(bpf_link_create(program, 0, BPF_TRACE_ITER, nullptr), boundary);
    return link.fd() >= 0 ? ProbeOutcome{} : ProbeOutcome{{}, link.error(), "attach"};
}

ProbeOutcome attachPackets(Boundary &boundary, int program, const AttachKind &)
{
    LoadedObject holder;
    const int error = attachSocket(program, boundary, holder);
    return error == 0 ? ProbeOutcome{} : ProbeOutcome{{}, error, "attach"};
}

// Any file will do; nobody runs these, so no process meets the probe.
const std::initializer_list<const char *> userFiles = {"/etc/passwd", "/system/build.prop", "/proc/self/exe"};

constexpr bpf_attach_type none = BPF_CGROUP_INET_INGRESS;
const AttachKind attachKinds[] = {
    {"kprobe", BPF_PROG_TYPE_KPROBE, none, {"vfs_read", "do_nanosleep"}, attachUnit},
    {"kretprobe", BPF_PROG_TYPE_KPROBE, none, {"vfs_read", "do_nanosleep"}, attachUnit},
    {"uprobe", BPF_PROG_TYPE_KPROBE, none, userFiles, attachUnit},
    {"uretprobe", BPF_PROG_TYPE_KPROBE, none, userFiles, attachUnit},
    {"kprobe.multi", BPF_PROG_TYPE_KPROBE, BPF_TRACE_KPROBE_MULTI, {}, attachMulti},
    {"tracepoint", BPF_PROG_TYPE_TRACEPOINT, none, {}, attachTracepoint},
    {"raw_tp", BPF_PROG_TYPE_RAW_TRACEPOINT, none, {}, attachRaw},
    {"tp_btf", BPF_PROG_TYPE_TRACING, BPF_TRACE_RAW_TP, {"sched_switch"}, attachRaw},
    {"fentry", BPF_PROG_TYPE_TRACING, BPF_TRACE_FENTRY, {"bpf_fentry_test1", "vfs_read"}, attachRaw},
    {"fexit", BPF_PROG_TYPE_TRACING, BPF_TRACE_FEXIT, {"bpf_fentry_test1", "vfs_read"}, attachRaw},
    {"iter", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, {"task"}, attachIterator},
    {"socket", BPF_PROG_TYPE_SOCKET_FILTER, none, {}, attachPackets},
    {"perf_event", BPF_PROG_TYPE_PERF_EVENT, none, {}, attachClock},
};

// The BTF id of the first of the kind's functions that the kernel has; 0 where none is needed.
int typeIdOf(const AttachKind &kind)
{
    if (kind.program != BPF_PROG_TYPE_TRACING)
        return 0;
    int id = -ENOENT;
    for (const char *name : kind.functions) {
        id = libbpf_find_vmlinux_btf_id(name, kind.expected);
        if (id > 0)
            break;
    }
    return id;
}

} // namespace

ProbeOutcome probeAttach(const std::string &name, Boundary &boundary)
{
    const auto *kind = std::ranges::find(attachKinds, std::string_view(name), &AttachKind::name);
    if (kind == std::end(attachKinds))
        return {{}, EINVAL, "find"};
    const int id = typeIdOf(*kind);
    if (id < 0)
        return {{}, -id, "find"};
    const Scoped program(loadProgram(*kind, uint32_t(id)), boundary);
    if (program.fd() < 0)
        return {{}, program.error(), "load"};
    return kind->attach(boundary, program.fd(), *kind);
}

} // namespace radiosonde
