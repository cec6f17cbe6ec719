// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/model/data_sink.h"

#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace radiosonde
{

// The newest stacks of one stack map, by their number. Views that share the map share this.
class StackMapState
{
public:
    explicit StackMapState(const StreamSpec &stream) : m_stream(stream) {}

    // False: the snapshot is not a whole number of entries; the whole ones are used.
    bool take(const Chunk &chunk);

    // Addresses of a stack, innermost first; empty when it is not known.
    std::vector<quint64> addresses(quint32 number) const;
    quint64 generation() const { return m_generation; } // snapshots so far
    static constexpr quint32 maximumFrames = 1024;

private:
    StreamSpec m_stream;
    quint64 m_generation = 0;
    QHash<quint32, QByteArray> m_stacks; // without the zeros at their end
};

// Snapshots of a map whose rows hold numbers of stacks, to stacks with their weights. A snapshot waits for
// the stacks that it names: those of a snapshot of the stack map that was taken later.
class StackDecoder
{
public:
    // `baseline`: the first snapshot is the state before the run. `maps` of each of the view's fields.
    StackDecoder(const ViewSpec &view, int viewIndex, const StreamSpec &stream, quint32 pointerSize,
                 bool baseline, std::vector<std::shared_ptr<StackMapState>> maps);

    int view() const { return m_index; }
    bool take(const Chunk &chunk, qint64 wallTime);
    // The maps were made anew, and `maps` with them: what was counted so far stays, and stacks get new
    // numbers.
    void newEpoch(std::vector<std::shared_ptr<StackMapState>> maps);
    // Gives what waited, when its stacks have come; `atOnce`: with those that are known.
    void deliver(bool atOnce, DataSink &sink);

private:
    struct Weight
    {
        quint32 offset = 0;
        quint32 size = 0;
    };
    struct Known // one stack of the view
    {
        std::vector<char> row; // key and value
        quint64 total = 0;
        quint64 delivered = 0; // total of the last update that had it
        quint64 generation = 0;
        std::size_t epoch = 0; // in m_maps: whose numbers of stacks it has
        bool given = false;    // an update had it
    };
    struct Waiting
    {
        qint64 time = 0;
        qint64 targetTime = 0;
        bool final = false;
    };

    void takeEntry(const char *entry);
    const char *mergedValue(const char *entry, quint64 &weight);
    QByteArray identity(const char *key, const char *value) const;
    Known *find(const char *key, const char *value);
    void append(quint32 number, Known &known, StacksUpdate &update, quint64 &lost);
    bool appendAddresses(const Known &known, StacksUpdate::Stack &stack,
                         std::vector<quint64> &addresses) const;
    quint32 tgidOf(const Known &known) const;
    bool mapsAreNewer() const;

    ViewSpec m_view;
    int m_index;
    StreamSpec m_stream;
    quint32 m_pointerSize;
    bool m_baseline;
    std::vector<std::vector<std::shared_ptr<StackMapState>>> m_maps; // of each epoch: of each field
    std::vector<quint64> m_mapGenerations;                           // as the waiting snapshot came
    std::optional<Weight> m_weight;
    std::optional<Column> m_process; // tgid, or pid
    QHash<QByteArray, quint32> m_numbers;
    std::vector<Known> m_known;
    quint64 m_generation = 0;
    std::optional<Waiting> m_waiting;
    qint64 m_before = 0; // target time of the last update
    bool m_first = true;
    std::vector<char> m_merged;
};

} // namespace radiosonde
