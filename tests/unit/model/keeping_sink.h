// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"

#include <QList>

namespace radiosonde::testing
{

// Keeps all that a decoder says.
class KeepingSink : public DataSink
{
public:
    struct Event
    {
        int view;
        qint64 time;
        QByteArray bytes;

        bool operator==(const Event &) const = default;
    };

    void begin(const Plan &) override { ++begun; }
    void events(const EventBatch &batch) override
    {
        for (const EventBatch::Record &record : batch.records)
            eventList.append({batch.view, record.time, batch.bytes.mid(record.offset, record.length)});
    }
    void table(const TableUpdate &update) override { tables.append(update); }
    void histogram(const HistogramUpdate &update) override { histograms.append(update); }
    void stacks(const StacksUpdate &update) override { stackUpdates.append(update); }
    void loss(const LossUpdate &update) override { losses.append(update); }
    void hole(qint64 from, qint64 durationNs) override { holes.append({from, durationNs}); }
    void end(const EndUpdate &update) override { ends.append(update); }

    int begun = 0;
    QList<Event> eventList;
    QList<TableUpdate> tables;
    QList<HistogramUpdate> histograms;
    QList<StacksUpdate> stackUpdates;
    QList<LossUpdate> losses;
    QList<std::pair<qint64, qint64>> holes;
    QList<EndUpdate> ends;
};

} // namespace radiosonde::testing
