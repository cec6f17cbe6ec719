// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss_account.h"

#include "core/layout/scalar.h"
#include "core/model/map_kind.h"

namespace radiosonde
{

namespace
{

constexpr quint32 firstUpdateSite = 64; // RADIOSONDE_MAX_SITES of resources/headers/bpf/radiosonde_sites.h

bool isUpdate(const SiteFacts &site)
{
    return site.site >= firstUpdateSite;
}

quint16 streamOf(const Plan &plan, const SiteFacts &site)
{
    for (const StreamSpec &stream : plan.streams) {
        const bool carries = stream.kind == StreamKind::Ring || stream.kind == StreamKind::Perf;
        const bool fits = isUpdate(site) ? stream.kind == StreamKind::Map : carries;
        if (fits && stream.map == site.map)
            return stream.id;
    }
    return 0;
}

} // namespace

LossAccount::LossAccount(const Plan &plan) : m_joined(plan.joined), m_sitesTime(plan.startTime)
{
    for (const StreamSpec &stream : plan.streams) {
        m_ring = m_ring || stream.kind == StreamKind::Ring;
        m_perf = m_perf || stream.kind == StreamKind::Perf;
    }
    for (int view = 0; view < plan.views.size(); ++view) {
        const quint16 stream = plan.views[view].stream;
        m_viewOf[stream] = m_viewOf.contains(stream) ? -1 : view;
    }
    for (const SiteFacts &site : plan.sites) {
        const quint16 stream = streamOf(plan, site);
        if (!isUpdate(site) && stream == 0 && !site.map.isEmpty())
            continue; // a buffer that nobody drains: what it would carry is not produced
        m_sites[site.site] = {.stream = stream, .place = isUpdate(site) ? LossPlace::Map : LossPlace::Kernel};
        m_counted = m_counted || !isUpdate(site);
    }
}

void LossAccount::tell(quint16 stream, const LossUpdate &loss, DataSink &sink)
{
    if (loss.count == 0)
        return;
    LossUpdate told = loss;
    told.view = m_viewOf.value(stream, -1);
    sink.loss(told);
}

void LossAccount::perfLost(quint16 stream, quint64 records, qint64 since, qint64 wallTime, DataSink &sink)
{
    if (m_counted)
        return; // the sites count the same records
    m_perfLost += records;
    tell(stream, {.time = wallTime, .count = records, .since = since}, sink);
}

bool LossAccount::takeSites(const Chunk &chunk, const StreamSpec &stream, qint64 wallTime, DataSink &sink)
{
    const qsizetype size = entrySize(stream);
    if (size == 0 || stream.keySize != 4 || stream.valueSize != 16)
        return false;
    for (qsizetype at = 0; at + size <= chunk.bytes.size(); at += size) {
        const char *entry = chunk.bytes.constData() + at;
        const auto site = m_sites.find(static_cast<quint32>(loadUnsigned(entry, 4)));
        if (site == m_sites.end())
            continue;
        quint64 attempts = 0;
        quint64 failures = 0;
        for (quint32 cpu = 0; cpu < std::max(stream.cpus, 1u); ++cpu) {
            attempts += loadUnsigned(entry + 4 + quint64(cpu) * 16, 8);
            failures += loadUnsigned(entry + 12 + quint64(cpu) * 16, 8);
        }
        site->attempts = attempts;
        site->failures = failures;
    }
    updateTotals(wallTime, sink);
    m_sitesTime = wallTime;
    m_sitesFinal = m_sitesFinal || chunk.final;
    return chunk.bytes.size() % size == 0;
}

void LossAccount::updateTotals(qint64 wallTime, DataSink &sink)
{
    decltype(m_failed) failed;
    m_attempts = 0;
    m_failures = 0;
    for (const Site &site : std::as_const(m_sites)) {
        failed[{site.stream, site.place}] += site.failures;
        if (site.place == LossPlace::Map)
            continue;
        m_attempts += site.attempts;
        m_failures += site.failures;
    }
    if (m_joined && !m_sitesSeen) {
        m_baseFailures = m_failures;
    } else {
        for (const auto &[where, count] : failed) { // in order: a replay tells the same
            const quint64 before = m_failed[where];
            if (count > before)
                tell(where.first,
                     {.time = wallTime, .count = count - before, .place = where.second, .since = m_sitesTime},
                     sink);
        }
    }
    m_failed = std::move(failed);
    m_sitesSeen = true;
    m_failures -= std::min(m_failures, m_baseFailures);
}

// Records that the sites counted and that neither came nor failed, in this epoch. Tells of them.
quint64 LossAccount::tellUndelivered(qint64 wallTime, DataSink &sink)
{
    if (!m_counted || !m_sitesSeen || m_joined)
        return 0;
    const quint64 known = m_delivered - m_earlierDelivered + m_failures;
    const quint64 produced = m_attempts - std::min(m_attempts, m_discarded);
    const quint64 missing = produced - std::min(produced, known);
    tell(0, {.time = wallTime, .count = missing, .place = LossPlace::Link}, sink);
    return missing;
}

void LossAccount::newEpoch(qint64 wallTime, DataSink &sink)
{
    m_earlierLost += tellUndelivered(wallTime, sink) + m_failures;
    m_earlierDelivered = m_delivered;
    m_cut = true;
    m_joined = false;
    m_sitesSeen = false;
    m_sitesFinal = false;
    m_sitesTime = 0;
    m_discarded = 0;
    m_attempts = 0;
    m_failures = 0;
    m_baseFailures = 0;
    m_failed.clear();
    for (Site &site : m_sites) {
        site.attempts = 0;
        site.failures = 0;
    }
}

EndUpdate LossAccount::finish(bool complete, qint64 wallTime, DataSink &sink)
{
    EndUpdate end;
    end.delivered = m_delivered;
    if (!m_ring && !m_perf) {
        end.produced = 0;
        end.lost = 0;
        return end;
    }
    const bool bySites = m_counted && m_sitesSeen && m_sitesFinal;
    if (!complete || (!bySites && (m_ring || m_counted)))
        return end;
    const quint64 undelivered = bySites ? tellUndelivered(wallTime, sink) : 0;
    if (m_cut) // what was produced between the last accounts and the cut is not known
        return end;
    const quint64 lost = (bySites ? m_failures : m_perfLost) + undelivered;
    end.lost = lost;
    end.produced = m_delivered + lost;
    return end;
}

} // namespace radiosonde
