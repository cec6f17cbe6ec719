// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"
#include "tests/gui/demo_run.h"

namespace radiosonde
{

// Keeps the updates of one demo probe.
struct Updates : DataSink
{
    std::vector<EventBatch> batches;
    std::vector<TableUpdate> tables;
    std::vector<HistogramUpdate> histograms;

    Updates(const QString &probe, int intervals) { feedDemo(demoPlan(probe), *this, intervals); }
    void begin(const Plan &) override {}
    void events(const EventBatch &batch) override { batches.push_back(batch); }
    void table(const TableUpdate &update) override { tables.push_back(update); }
    void histogram(const HistogramUpdate &update) override { histograms.push_back(update); }
    void stacks(const StacksUpdate &) override {}
    void loss(const LossUpdate &) override {}
    void hole(qint64, qint64) override {}
    void end(const EndUpdate &) override {}
};

} // namespace radiosonde
