// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/exporter.h"
#include "core/export/text_output.h"
#include "core/layout/value.h"
#include "core/model/histogram_store.h"
#include "core/model/stack_store.h"
#include "core/model/table_store.h"

#include <vector>

namespace radiosonde
{

// For people at a terminal: the top rows of each interval, histograms as bars, events as lines. Views in
// total are printed at each snapshot on a terminal, else once at the end.
class TableExporter : public Exporter
{
public:
    // `columns`: width of the terminal; 0: not a terminal, lines are not cut.
    TableExporter(TextOutput output, int columns) : m_output(std::move(output)), m_columns(columns) {}

    void begin(const Plan &plan) override;
    void events(const EventBatch &batch) override;
    void table(const TableUpdate &update) override;
    void histogram(const HistogramUpdate &update) override;
    void stacks(const StacksUpdate &update) override;
    void setSymbols(std::shared_ptr<SymbolSource> symbols) override { m_symbols = std::move(symbols); }
    void loss(const LossUpdate &update) override;
    void hole(qint64 from, qint64 durationNs) override;
    void end(const EndUpdate &update) override;
    bool closed() const override { return m_output.closed(); }
    std::optional<Error> error() const override { return m_output.error(); }

private:
    struct View
    {
        ViewSpec spec;
        std::vector<int> widths; // events: of each column
        TableStore table;
        HistogramStore histograms;
        std::unique_ptr<StackStore> stacks;
        bool pending = false; // something in total was not printed yet
    };

    View &viewAt(int index) { return m_views[static_cast<std::size_t>(index)]; }
    void print(View &view);
    void printTable(const View &view);
    void printHistograms(const View &view);
    void printStacks(const View &view);
    void printEventHeader(int index);
    bool isDue(const View &view, bool final) const;
    void printHeading(const View &view, qint64 time);

    std::shared_ptr<SymbolSource> m_symbols;
    TextOutput m_output;
    int m_columns;
    DisplayContext m_context;
    std::vector<View> m_views;
    int m_eventView = -1; // whose header was printed last
};

} // namespace radiosonde
