// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/attach_job.h"

#include "remote/loader/worker/hooks.h"
#include "remote/loader/worker/libbpf_words.h"
#include "remote/loader/worker/uprobe_attach.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <cerrno>

namespace radiosonde
{

namespace
{

constexpr uint32_t samplesPerSecond = 99; // not in step with what ticks at 100 Hz

uint32_t frequencyOf(const AttachJob &job, const std::string &program)
{
    const auto named = std::ranges::find(job.frequencies, program, &NamedNumber::name);
    return named == job.frequencies.end() || named->number == 0 ? samplesPerSecond : named->number;
}

int attachByLibbpf(const bpf_program *program, LoadedObject &loaded)
{
    bpf_link *link = bpf_program__attach(program);
    if (!link)
        return errno;
    loaded.links.emplace_back(link);
    return 0;
}

AttachOutcome attachProgram(const AttachJob &job, const std::vector<UprobePlan> &uprobes,
                            const bpf_program *program, Boundary &boundary, LoadedObject &loaded)
{
    AttachOutcome outcome;
    outcome.program = bpf_program__name(program);
    if (const UprobePlan *plan = findPlan(uprobes, outcome.program)) {
        outcome.error = attachUprobe(*plan, program, boundary, loaded);
        return outcome;
    }
    switch (bpf_program__type(program)) {
    case BPF_PROG_TYPE_PERF_EVENT:
        outcome.error = attachSampling(program, frequencyOf(job, outcome.program), boundary, loaded);
        break;
    case BPF_PROG_TYPE_SOCKET_FILTER:
        outcome.error = attachSocket(bpf_program__fd(program), boundary, loaded);
        break;
    default:
        outcome.error = attachByLibbpf(program, loaded);
    }
    if (outcome.error == 0 && bpf_program__expected_attach_type(program) == BPF_TRACE_ITER)
        prepareReading(boundary, loaded, outcome);
    return outcome;
}

} // namespace

AttachAnswer attachPrograms(const AttachJob &job, const std::vector<UprobePlan> &uprobes, Boundary &boundary,
                            LoadedObject &loaded)
{
    AttachAnswer answer;
    LibbpfWords words;
    bpf_program *program = nullptr;
    bpf_object__for_each_program(program, loaded.object.get())
    {
        if (!bpf_program__autoload(program))
            continue;
        answer.programs.push_back(attachProgram(job, uprobes, program, boundary, loaded));
        answer.programs.back().words = words.takeWords();
    }
    boundary.kernel().settle(); // events are started by posted calls
    for (AttachOutcome &outcome : answer.programs) {
        if (boundary.kernel().failure() && outcome.error == 0)
            outcome.error = boundary.kernel().failure()->error;
    }
    return answer;
}

uint64_t missedRuns(const LoadedObject &loaded)
{
    uint64_t missed = 0;
    bpf_program *program = nullptr;
    bpf_object__for_each_program(program, loaded.object.get())
    {
        bpf_prog_info info{};
        uint32_t size = sizeof info;
        if (bpf_program__fd(program) >= 0 &&
            bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &size) == 0)
            missed += info.recursion_misses;
    }
    return missed;
}

} // namespace radiosonde
