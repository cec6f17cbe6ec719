// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/load_job.h"
#include "remote/loader/worker/loaded_object.h"
#include "remote/loader/worker/uprobe_plan.h"

#include <memory>

namespace radiosonde
{

// Does the loader's jobs, one after the other, until the loader goes away.
class Worker
{
public:
    Worker(HostLink &link, FdTable &fds) : m_link(link), m_fds(fds) {}
    [[noreturn]] void run();

private:
    void setTarget(const HostFrame &frame);
    void perform(const HostFrame &frame);
    void answer(const HostFrame &frame, std::string_view payload);
    template<class Job> Job jobOf(const HostFrame &frame);

    HostLink &m_link;
    FdTable &m_fds;
    std::unique_ptr<Kernel> m_kernel;
    std::unique_ptr<RemoteFiles> m_files;
    std::unique_ptr<Boundary> m_boundary;
    ObjectSource m_source;
    std::vector<UprobePlan> m_uprobes; // of the object that is open
    std::unique_ptr<LoadedObject> m_loaded;
};

} // namespace radiosonde
