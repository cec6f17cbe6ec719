// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/worker.h"

#include "remote/loader/message.h"
#include "remote/loader/worker/attach_job.h"
#include "remote/loader/worker/header_job.h"
#include "remote/loader/worker/perf_buffer.h"
#include "remote/loader/worker/probe_job.h"
#include "remote/loader/worker/uprobe_finder.h"
#include "remote/loader/worker/wraps.h"

#include <cerrno>
#include <unistd.h>

namespace radiosonde
{

void Worker::run()
{
    for (;;) {
        const HostFrame frame = m_link.receive();
        if (frame.header.type == WIRE_REPLY)
            continue; // of a posted call that failed after its job was done
        if (frame.header.type == JobTarget)
            setTarget(frame);
        else if (m_boundary)
            perform(frame);
        else
            _exit(1);
    }
}

template<class Job> Job Worker::jobOf(const HostFrame &frame)
{
    std::optional<Job> job = decodeMessage<Job>(frame.payload);
    if (!job)
        _exit(1);
    return std::move(*job);
}

void Worker::setTarget(const HostFrame &frame)
{
    m_kernel = std::make_unique<Kernel>(m_link, jobOf<TargetJob>(frame));
    m_files = std::make_unique<RemoteFiles>(*m_kernel);
    m_boundary = std::make_unique<Boundary>(*m_kernel, m_fds, *m_files);
    installBoundary(*m_boundary);
}

void Worker::answer(const HostFrame &frame, std::string_view payload)
{
    m_link.send(JobDone, 0, frame.header.seq, {payload});
}

void Worker::perform(const HostFrame &frame)
{
    switch (frame.header.type) {
    case JobOpen:
        m_uprobes.clear();
        return answer(frame, encodeMessage(m_source.open(jobOf<OpenJob>(frame), *m_files)));
    case JobLoad:
        return answer(frame, encodeMessage(loadObject(jobOf<LoadJob>(frame), m_uprobes, m_source, *m_boundary,
                                                      m_loaded)));
    case JobPerf:
        return answer(frame,
                      encodeMessage(m_loaded ? openPerfBuffer(jobOf<PerfJob>(frame), *m_boundary, *m_loaded)
                                             : PerfAnswer{ENOENT, {}, {}}));
    case JobAttach:
        return answer(frame, encodeMessage(m_loaded ? attachPrograms(jobOf<AttachJob>(frame), m_uprobes,
                                                                     *m_boundary, *m_loaded)
                                                    : AttachAnswer{}));
    case JobDetach:
        if (m_loaded)
            m_loaded->detach();
        m_kernel->settle(); // links are closed by posted calls: nothing is counted once this is answered
        return answer(frame, encodeMessage(DetachAnswer{m_loaded ? missedRuns(*m_loaded) : 0}));
    case JobUnload:
        m_loaded.reset();
        return answer(frame, {});
    case JobHeader:
        return answer(frame, encodeMessage(kernelHeader(jobOf<HeaderJob>(frame))));
    case JobProbe:
        return answer(frame, encodeMessage(probeKernel(jobOf<ProbeJob>(frame), *m_boundary)));
    case JobUprobes:
        return answer(frame, encodeMessage(findUprobes(jobOf<UprobeJob>(frame), *m_kernel, m_uprobes)));
    default:
        _exit(1);
    }
}

} // namespace radiosonde
