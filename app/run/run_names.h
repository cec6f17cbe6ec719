// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"
#include "app/run/run_recorder.h"
#include "app/symbols/run_symbols.h"
#include "core/symbols/names.h"

namespace radiosonde
{

// Whether a view of the plan holds addresses that want names.
bool showsAddresses(const Plan &plan);

// The names of a live run. They stay of use when it is gone, without the target. Belongs to the run's thread.
class RunNames
{
public:
    RunNames(const RunRequest &request, const RunEnvironment &environment);
    ~RunNames();

    const std::shared_ptr<Names> &names() const { return m_names; }

    // What processes map is told from now on, so this comes before programs are loaded. close() comes before
    // the session goes; then there may be another one.
    void open(Session &session, const Plan &plan, const Interruptor &stop);
    void close();

    // At the end of a recorded run: names that are still looked for go into the recording, too. Blocks, but
    // not for very long.
    void recordLast(RunRecorder &recorder, const Interruptor &abort);

private:
    RunSymbols *m_sources; // m_names has it
    std::shared_ptr<Names> m_names;
    std::unique_ptr<MappingEvents> m_events; // null where the target tells of no mappings
    QString m_bootId;                        // of the target's last session
};

} // namespace radiosonde
