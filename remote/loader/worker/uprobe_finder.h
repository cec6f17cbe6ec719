// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/uprobe_messages.h"
#include "remote/loader/worker/uprobe_binary.h"
#include "remote/loader/worker/uprobe_plan.h"
#include "remote/loader/worker/uprobe_section.h"

#include <map>

namespace radiosonde
{

// Finds the places that programs for user space ask for in the target's files. Files are kept open for the
// programs of one job only: they may be others by the next.
class UprobeFinder
{
public:
    explicit UprobeFinder(Kernel &kernel);

    // What became of the section; `plan` is filled where nothing failed.
    UprobeOutcome find(const UprobeProgram &program, const UprobeJob &job, UprobePlan &plan);

private:
    struct Search; // one section's
    bool findBinary(Search &search);
    bool openFirst(Search &search, const std::vector<std::string> &paths);
    bool findFunction(Search &search);
    bool findPattern(Search &search);
    bool findUsdt(Search &search);
    bool addPlace(Search &search, uint64_t address, UprobePlace place);
    bool refuseMissing(Search &search, const FunctionName &name);
    bool refuseThumb(Search &search, uint64_t address);
    void describeInstruction(Search &search);

    Kernel &m_kernel;
    uint16_t m_machine; // EM_* of the target's kernel
    std::map<std::string, std::unique_ptr<UprobeBinary>> m_binaries;
};

// The answer to a job, and the plans for the programs that can be attached.
UprobeAnswer findUprobes(const UprobeJob &job, Kernel &kernel, std::vector<UprobePlan> &plans);

} // namespace radiosonde
