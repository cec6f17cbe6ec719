// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/exporter.h"
#include "core/export/text_output.h"
#include "core/model/stack_store.h"

#include <vector>

namespace radiosonde
{

class JsonWriter;

// One JSON object per line: the contract of docs/output-formats.md.
class JsonExporter : public Exporter
{
public:
    explicit JsonExporter(TextOutput output) : m_output(std::move(output)) {}

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
    struct Field
    {
        QByteArray key; // `"name":`
        Column column;
    };
    struct View
    {
        ViewSpec spec;
        QByteArray eventStart; // the line up to its time
        std::vector<Field> fields;
        std::unique_ptr<StackStore> stacks;
    };

    void appendFields(JsonWriter &json, const View &view, QByteArrayView key, QByteArrayView value) const;
    void appendBuckets(JsonWriter &json, const HistogramSpec &spec, const std::vector<quint64> &counts) const;

    std::shared_ptr<SymbolSource> m_symbols;
    TextOutput m_output;
    std::vector<View> m_views;
};

} // namespace radiosonde
