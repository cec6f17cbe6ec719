// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/exporter.h"
#include "core/export/text_output.h"
#include "core/model/stack_store.h"

#include <vector>

namespace radiosonde
{

// A line for each stack, "root;...;leaf weight", all since the start; written at the end. With several views
// of stacks each line begins with its view's name.
class FoldedExporter : public Exporter
{
public:
    explicit FoldedExporter(TextOutput output) : m_output(std::move(output)) {}

    void setSymbols(std::shared_ptr<SymbolSource> symbols) override { m_symbols = std::move(symbols); }
    void begin(const Plan &plan) override;
    void stacks(const StacksUpdate &update) override;
    void end(const EndUpdate &update) override;
    // what is no stack has no place in it
    void events(const EventBatch &) override {}
    void table(const TableUpdate &) override {}
    void histogram(const HistogramUpdate &) override {}
    void loss(const LossUpdate &) override {}
    void hole(qint64, qint64) override {}
    bool closed() const override { return m_output.closed(); }
    std::optional<Error> error() const override { return m_output.error(); }

private:
    std::shared_ptr<SymbolSource> m_symbols;
    TextOutput m_output;
    std::vector<std::unique_ptr<StackStore>> m_stores; // by view; null for views that hold no stacks
};

} // namespace radiosonde
