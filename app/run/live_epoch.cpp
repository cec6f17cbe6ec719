// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/live_epoch.h"

namespace radiosonde
{

LiveEpoch::LiveEpoch(PreparedRun prepared, const RunRequest &request, RunObserver &observer)
    : m_prepared(std::move(prepared))
{
    m_programs.emplace(m_prepared, request, observer, m_queue);
    session().setListener(this);
}

LiveEpoch::~LiveEpoch()
{
    closeNames();
    closeMaps();
    m_programs.reset();
    if (m_prepared.lease.session)
        session().setListener(nullptr);
    m_prepared.lease.loader.reset(); // it uses the session
    m_prepared.lease.session.reset();
}

void LiveEpoch::openNames(std::shared_ptr<RunNames> names, const Interruptor &stop)
{
    m_names = std::move(names);
    m_names->open(session(), plan(), stop);
}

void LiveEpoch::closeNames()
{
    if (const auto names = std::exchange(m_names, {}))
        names->close();
}

void LiveEpoch::openMaps(std::shared_ptr<LiveMaps> maps)
{
    m_maps = std::move(maps);
    m_maps->open(session(), m_programs->loaded(), m_prepared.compiled.facts);
}

void LiveEpoch::closeMaps()
{
    if (const auto maps = std::exchange(m_maps, {}))
        maps->close();
}

std::optional<StubStatistics> LiveEpoch::takeStatistics()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_statistics, {});
}

void LiveEpoch::release(const RunRequest &request, TargetPool &pool, const Interruptor &abort)
{
    session().setListener(nullptr);
    closeNames();
    closeMaps();
    const bool clean = m_programs->unload(abort).has_value();
    if (clean && session().alive() && !abort.interrupted())
        pool.giveBack(request.target, m_prepared.rights, std::move(m_prepared.lease));
}

void LiveEpoch::statistics(const StubStatistics &statistics)
{
    const std::scoped_lock lock(m_mutex);
    m_statistics = statistics;
}

} // namespace radiosonde
