// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/run_names.h"

#include "core/symbols/symbol_chunks.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

bool hasStacks(const Plan &plan)
{
    return std::ranges::any_of(plan.views, [](const ViewSpec &view) {
        return view.kind == ViewKind::Stacks || std::ranges::any_of(view.columns, [](const Column &column) {
                   return column.meaning == Meaning::StackId;
               });
    });
}

} // namespace

bool showsAddresses(const Plan &plan)
{
    return hasStacks(plan) || std::ranges::any_of(plan.views, [](const ViewSpec &view) {
               return std::ranges::any_of(view.columns, [](const Column &column) {
                   return column.meaning == Meaning::KernelAddress;
               });
           });
}

RunNames::RunNames(const RunRequest &request, const RunEnvironment &environment)
{
    auto sources = std::make_unique<RunSymbols>(request.symbols, environment.symbolizer);
    m_sources = sources.get();
    m_names = std::make_shared<Names>(std::move(sources));
}

RunNames::~RunNames()
{
    close();
}

void RunNames::open(Session &session, const Plan &plan, const Interruptor &stop)
{
    close();
    const QString bootId = session.target().bootId;
    if (!m_bootId.isEmpty() && m_bootId != bootId)
        m_names->forgetBoot();
    m_bootId = bootId;
    if (hasStacks(plan))
        m_events = MappingEvents::open(session, MappingStream, *m_names, stop);
    m_sources->openTarget(session, m_events.get());
    m_names->prefetchKernel();
}

void RunNames::close()
{
    m_names->closeTarget();
    m_events.reset();
}

void RunNames::recordLast(RunRecorder &recorder, const Interruptor &abort)
{
    if (!recorder.isRecording())
        return;
    m_names->settle(abort);
    recorder.takeNames(*m_names);
}

} // namespace radiosonde
