// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss_account.h"

#include "core/layout/scalar.h"
#include "core/model/map_kind.h"

namespace radiosonde
{

namespace
{

quint16 streamOf(const Plan &plan, const SiteFacts &site)
{
    for (const StreamSpec &stream : plan.streams) {
        const bool carries = stream.kind == StreamKind::Ring || stream.kind == StreamKind::Perf;
        const bool fits = site.kind == SiteKind::Record ? carries : stream.kind == StreamKind::Map;
        if (fits && stream.map == site.map)
            return stream.id;
    }
    return 0;
}

} // namespace

LossAccount::LossAccount(const Plan &plan) : m_joined(plan.joined)
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
        const bool isRecord = site.kind == SiteKind::Record;
        if (isRecord && stream == 0 && !site.map.isEmpty())
            continue; // a buffer that nobody drains: what it would carry is not produced
        m_sites[site.site] = {.stream = stream, .place = isRecord ? LossPlace::Kernel : LossPlace::Map};
        m_counted = m_counted || isRecord;
    }
}

void LossAccount::tell(quint16 stream, quint64 count, LossPlace place, qint64 wallTime, DataSink &sink)
{
    if (count > 0)
        sink.loss({m_viewOf.value(stream, -1), wallTime, count, place});
}

void LossAccount::perfLost(quint16 stream, quint64 records, qint64 wallTime, DataSink &sink)
{
    if (m_counted)
        return; // the sites count the same records
    m_perfLost += records;
    tell(stream, records, LossPlace::Kernel, wallTime, sink);
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
                tell(where.first, count - before, where.second, wallTime, sink);
        }
    }
    m_failed = std::move(failed);
    m_sitesSeen = true;
    m_failures -= std::min(m_failures, m_baseFailures);
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
    quint64 lost = bySites ? m_failures : m_perfLost;
    const quint64 produced = m_attempts - std::min(m_attempts, m_discarded);
    if (bySites && !m_joined && produced > m_delivered + lost) {
        tell(0, produced - m_delivered - lost, LossPlace::Link, wallTime, sink);
        lost = produced - m_delivered;
    }
    end.lost = lost;
    end.produced = m_delivered + lost;
    return end;
}

} // namespace radiosonde
