// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"

#include "core/model/event_decoder.h"
#include "core/model/histogram_decoder.h"
#include "core/model/loss_account.h"
#include "core/model/map_kind.h"
#include "core/model/stack_decoder.h"
#include "core/model/table_decoder.h"

#include <unordered_map>

namespace radiosonde
{

namespace
{

// Everything made from one stream.
struct StreamState
{
    explicit StreamState(const StreamSpec &stream) : spec(stream), events(stream) {}

    StreamSpec spec;
    EventDecoder events;
    std::vector<TableDecoder> tables;
    std::vector<HistogramDecoder> histograms;
    std::vector<StackDecoder> stacks;
    std::shared_ptr<StackMapState> stackMap; // of a stack map
    QHash<quint16, qint64> lastSpan;         // wall time of the newest span of each CPU's perf buffer
};

} // namespace

class Decoder::Impl
{
public:
    Impl(Plan plan, DataSink &sink);

    void take(const Chunk &chunk);
    EndUpdate finish(qint64 durationNs, bool complete);

    const LossAccount &account() const { return m_account; }
    quint64 damaged() const { return m_damaged; }

private:
    void addView(const ViewSpec &view, int index);
    void takeHole(const Chunk &chunk);
    void takeEvents(StreamState &stream, const Chunk &chunk);
    void takeSnapshot(StreamState &stream, const Chunk &chunk);
    std::vector<std::shared_ptr<StackMapState>> stackMapsOf(const ViewSpec &view);
    void newStackEpoch();
    void deliverStacks(bool atOnce);
    qint64 wall(qint64 targetTime) const // hostile times may overflow: as two's complement
    {
        return static_cast<qint64>(static_cast<quint64>(targetTime) + static_cast<quint64>(m_wallOffset));
    }

    Plan m_plan;
    DataSink &m_sink;
    qint64 m_wallOffset;
    qint64 m_lastTime = 0;
    LossAccount m_account;
    quint64 m_damaged = 0;
    std::unordered_map<quint16, StreamState> m_streams;
};

Decoder::Impl::Impl(Plan plan, DataSink &sink)
    : m_plan(std::move(plan)), m_sink(sink), m_wallOffset(m_plan.target.wallOffset), m_account(m_plan)
{
    for (const StreamSpec &stream : std::as_const(m_plan.streams))
        m_streams.try_emplace(stream.id, stream);
    for (int index = 0; index < m_plan.views.size(); ++index)
        addView(m_plan.views[index], index);
    m_sink.begin(m_plan);
}

void Decoder::Impl::addView(const ViewSpec &view, int index)
{
    const auto found = m_streams.find(view.stream);
    if (found == m_streams.end())
        return;
    StreamState &stream = found->second;
    if (view.kind == ViewKind::Events)
        stream.events.addView(view, index);
    else if ((view.kind == ViewKind::Table || view.kind == ViewKind::Counters) &&
             stream.spec.kind == StreamKind::Map)
        stream.tables.emplace_back(view, index, stream.spec, m_plan.joined);
    else if (view.kind == ViewKind::Histogram && stream.spec.kind == StreamKind::Map)
        stream.histograms.emplace_back(view, index, stream.spec, m_plan.joined);
    else if (view.kind == ViewKind::Stacks && stream.spec.kind == StreamKind::Map)
        stream.stacks.emplace_back(view, index, stream.spec, m_plan.target.pointerSize, m_plan.joined,
                                   stackMapsOf(view));
}

// The stack map of each of the view's fields; null where its stream is none.
std::vector<std::shared_ptr<StackMapState>> Decoder::Impl::stackMapsOf(const ViewSpec &view)
{
    std::vector<std::shared_ptr<StackMapState>> maps;
    for (const StackField &field : view.stacks.fields) {
        const auto found = m_streams.find(field.stream);
        const bool kept = found != m_streams.end() && found->second.spec.mapType == StackTrace;
        if (kept && !found->second.stackMap)
            found->second.stackMap = std::make_shared<StackMapState>(found->second.spec);
        maps.push_back(kept ? found->second.stackMap : nullptr);
    }
    return maps;
}

void Decoder::Impl::newStackEpoch()
{
    deliverStacks(true);
    for (auto &[id, stream] : m_streams)
        stream.stackMap.reset();
    for (auto &[id, stream] : m_streams) {
        for (StackDecoder &stacks : stream.stacks)
            stacks.newEpoch(stackMapsOf(m_plan.views[stacks.view()]));
    }
}

// In the order of the streams: a replay tells in the same order.
void Decoder::Impl::deliverStacks(bool atOnce)
{
    for (const StreamSpec &spec : std::as_const(m_plan.streams)) {
        for (StackDecoder &stacks : m_streams.at(spec.id).stacks)
            stacks.deliver(atOnce, m_sink);
    }
}

void Decoder::Impl::take(const Chunk &chunk)
{
    m_lastTime = std::max(m_lastTime, chunk.targetTime);
    if (chunk.kind == ChunkKind::Clock) {
        m_wallOffset = static_cast<qint64>(chunk.position);
        return;
    }
    if (chunk.kind == ChunkKind::Hole) {
        takeHole(chunk);
        return;
    }
    if (chunk.kind == ChunkKind::Missed) {
        m_sink.loss({.time = wall(chunk.targetTime), .count = chunk.position, .place = LossPlace::Missed});
        return;
    }
    const auto found = m_streams.find(chunk.stream);
    const StreamKind kind = found == m_streams.end() ? StreamKind::Ring : found->second.spec.kind;
    const bool span = (chunk.kind == ChunkKind::Ring && kind == StreamKind::Ring) ||
                      (chunk.kind == ChunkKind::Perf && kind == StreamKind::Perf) ||
                      (chunk.kind == ChunkKind::Text && kind == StreamKind::Text);
    const bool snapshot =
        chunk.kind == ChunkKind::Snapshot && (kind == StreamKind::Map || kind == StreamKind::Sites);
    if (found != m_streams.end() && span)
        takeEvents(found->second, chunk);
    else if (found != m_streams.end() && snapshot)
        takeSnapshot(found->second, chunk);
    else
        ++m_damaged;
}

void Decoder::Impl::takeHole(const Chunk &chunk)
{
    const qint64 from = wall(chunk.targetTime);
    m_account.newEpoch(from, m_sink);
    newStackEpoch();
    m_sink.hole(from, static_cast<qint64>(chunk.position));
    for (auto &[id, stream] : m_streams) {
        stream.events.newEpoch();
        stream.lastSpan.clear();
        for (TableDecoder &table : stream.tables)
            table.newEpoch();
        for (HistogramDecoder &histogram : stream.histograms)
            histogram.newEpoch();
    }
    m_lastTime = 0; // the target's clock may have begun anew
}

void Decoder::Impl::takeEvents(StreamState &stream, const Chunk &chunk)
{
    const EventDecoder::Outcome outcome = stream.events.take(chunk, m_wallOffset, m_sink);
    if (stream.spec.kind != StreamKind::Text) // a reading shows a state, as a snapshot does
        m_account.delivered(outcome.delivered);
    m_account.discarded(outcome.discarded);
    const qint64 time = wall(chunk.targetTime);
    if (stream.spec.kind == StreamKind::Perf)
        m_account.perfLost(stream.spec.id, outcome.lost, std::exchange(stream.lastSpan[chunk.cpu], time),
                           time, m_sink);
    m_damaged += outcome.damaged;
}

void Decoder::Impl::takeSnapshot(StreamState &stream, const Chunk &chunk)
{
    const qint64 time = wall(chunk.targetTime);
    bool whole = true;
    if (stream.spec.kind == StreamKind::Sites)
        whole = m_account.takeSites(chunk, stream.spec, time, m_sink);
    for (TableDecoder &table : stream.tables)
        whole = table.take(chunk, time, m_sink) && whole;
    for (HistogramDecoder &histogram : stream.histograms)
        whole = histogram.take(chunk, time, m_sink) && whole;
    for (StackDecoder &stacks : stream.stacks)
        whole = stacks.take(chunk, time) && whole;
    if (stream.stackMap)
        whole = stream.stackMap->take(chunk) && whole;
    deliverStacks(false);
    m_damaged += whole ? 0 : 1;
}

EndUpdate Decoder::Impl::finish(qint64 durationNs, bool complete)
{
    deliverStacks(true);
    EndUpdate end = m_account.finish(complete, wall(m_lastTime), m_sink);
    end.durationNs = durationNs;
    m_sink.end(end);
    return end;
}

Decoder::Decoder(Plan plan, DataSink &sink) : m(std::make_unique<Impl>(std::move(plan), sink)) {}

Decoder::~Decoder() = default;

void Decoder::take(const Chunk &chunk)
{
    m->take(chunk);
}

EndUpdate Decoder::finish(qint64 durationNs, bool complete)
{
    return m->finish(durationNs, complete);
}

quint64 Decoder::recordsDelivered() const
{
    return m->account().deliveredSoFar();
}

quint64 Decoder::recordsLost() const
{
    return m->account().lostSoFar();
}

quint64 Decoder::damagedRecords() const
{
    return m->damaged();
}

} // namespace radiosonde
