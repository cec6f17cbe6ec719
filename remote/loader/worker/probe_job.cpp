// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/probe_job.h"

#include "remote/loader/worker/libbpf_words.h"
#include "remote/loader/worker/probe_kinds.h"

namespace radiosonde
{

ProbeAnswer probeKernel(const ProbeJob &job, Boundary &boundary)
{
    constexpr std::string_view mapPrefix = "map:";
    const LibbpfWords silence;
    ProbeAnswer answer;
    boundary.kernel().forgetFailure();
    for (const std::string &name : job.names) {
        ProbeOutcome outcome = name.starts_with(mapPrefix) ? probeMap(name.substr(mapPrefix.size()), boundary)
                                                           : probeAttach(name, boundary);
        outcome.name = name;
        answer.outcomes.push_back(std::move(outcome));
    }
    return answer;
}

} // namespace radiosonde
