// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/exporter.h"
#include "core/export/text_output.h"
#include "core/model/stack_store.h"

#include <vector>

namespace radiosonde
{

// Comma-separated values (RFC 4180). With several views each line begins with its view's name.
class CsvExporter : public Exporter
{
public:
    explicit CsvExporter(TextOutput output) : m_output(std::move(output)) {}

    void begin(const Plan &plan) override;
    void events(const EventBatch &batch) override;
    void table(const TableUpdate &update) override;
    void histogram(const HistogramUpdate &update) override;
    void stacks(const StacksUpdate &update) override;
    void setSymbols(std::shared_ptr<SymbolSource> symbols) override { m_symbols = std::move(symbols); }
    void loss(const LossUpdate &) override {} // a table has no place for it: the `end` of JSON tells
    void hole(qint64, qint64) override {}
    void end(const EndUpdate &) override { m_output.flush(); }
    bool closed() const override { return m_output.closed(); }
    std::optional<Error> error() const override { return m_output.error(); }

private:
    struct View
    {
        ViewSpec spec;
        QByteArray start; // of each line: the view's name, where there are several
        bool headerWritten = false;
        std::unique_ptr<StackStore> stacks;
    };

    View &viewAt(int index);
    void beginLine(const View &view, qint64 time);
    void appendCells(const View &view, QByteArrayView key, QByteArrayView value);
    void appendStackHeader(const View &view);
    void endLine();

    std::shared_ptr<SymbolSource> m_symbols;
    TextOutput m_output;
    std::vector<View> m_views;
};

} // namespace radiosonde
