// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/data_sink.h"
#include "core/model/stack_store.h"

#include <cstdlib>
#include <map>

namespace radiosonde::fuzzing
{

// Reads every cell of all that it is given, and checks the counts against the bytes.
class CountingSink : public DataSink
{
public:
    void begin(const Plan &plan) override { m_views = plan.views; }

    void events(const EventBatch &batch) override
    {
        for (const EventBatch::Record &record : batch.records) {
            if (quint64(record.offset) + record.length > quint64(batch.bytes.size()))
                abort();
            read(batch.view, QByteArrayView(batch.bytes).sliced(record.offset, record.length), {});
            ++delivered;
        }
    }

    void table(const TableUpdate &update) override
    {
        const qsizetype rowSize = qsizetype(update.keySize) + update.valueSize;
        if (update.interval.size() != update.rows * rowSize || update.total.size() != update.interval.size())
            abort();
        for (qsizetype at = 0; at < update.interval.size(); at += rowSize) {
            const QByteArrayView row = QByteArrayView(update.interval).sliced(at, rowSize);
            read(update.view, row.sliced(update.keySize), row.first(update.keySize));
        }
    }

    void histogram(const HistogramUpdate &update) override
    {
        for (const HistogramUpdate::Histogram &histogram : update.histograms) {
            if (histogram.counts.size() != histogram.difference.size())
                abort();
            read(update.view, {}, histogram.key);
        }
    }

    void stacks(const StacksUpdate &update) override
    {
        const qsizetype rowSize = qsizetype(update.keySize) + update.valueSize;
        if (update.rows.size() != qsizetype(update.stacks.size()) * rowSize)
            abort();
        for (std::size_t i = 0; i < update.stacks.size(); ++i) {
            const StacksUpdate::Stack &stack = update.stacks[i];
            if (stack.first + stack.kernel + stack.user > update.addresses.size())
                abort();
            const QByteArrayView row = QByteArrayView(update.rows).sliced(qsizetype(i) * rowSize, rowSize);
            read(update.view, row.sliced(update.keySize), row.first(update.keySize));
        }
        const auto [store, isNew] =
            m_stores.try_emplace(update.view, m_views.at(update.view), std::shared_ptr<SymbolSource>());
        store->second.update(update);
        for (const StacksUpdate::Stack &stack : update.stacks) {
            for (const quint32 frame : store->second.path(store->second.nodeOf(stack.number)))
                m_name = store->second.frames().frame(frame).name;
        }
    }

    void loss(const LossUpdate &) override {}
    void hole(qint64, qint64) override {}
    void end(const EndUpdate &) override {}

    quint64 delivered = 0;

private:
    void read(int view, QByteArrayView value, QByteArrayView key)
    {
        for (const Column &column : m_views.at(view).columns) {
            m_text.truncate(0);
            appendJson(m_text, column, column.inKey ? key : value);
            displayText(column, column.inKey ? key : value);
        }
    }

    QList<ViewSpec> m_views;
    std::map<int, StackStore> m_stores; // by view
    QByteArray m_text;
    QString m_name;
};

} // namespace radiosonde::fuzzing
