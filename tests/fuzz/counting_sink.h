// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/data_sink.h"

#include <cstdlib>

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
    QByteArray m_text;
};

} // namespace radiosonde::fuzzing
