// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/exporter.h"

#include <QByteArray>
#include <QSet>

#include <memory>
#include <mutex>

namespace radiosonde
{

// What exporters that write to one descriptor share: whole lines go out one exporter at a time, and a header
// that was written is not written again. Thread-safe.
struct SharedOutput
{
    std::mutex mutex;
    QSet<QByteArray> headers; // of CSV; under mutex
};

// Tells whose lines they are where several targets write to one output: JSON objects get a first member
// "target", CSV lines a first column, lines for people a word before them. The meta line stays as it is: its
// target has the same text as its `url`.
class LineLabel
{
public:
    // `target`: the URL, for JSON and CSV. `name`: for people, padded to `width` columns.
    LineLabel(ExportFormat format, std::shared_ptr<SharedOutput> shared, const QString &target,
              const QString &name, int width);

    std::mutex &mutex() { return m_shared->mutex; } // to be held from apply() until its bytes are written
    QByteArray apply(const QByteArray &lines);      // whole ones

private:
    QByteArray labelled(const QByteArray &line);

    ExportFormat m_format;
    std::shared_ptr<SharedOutput> m_shared;
    QByteArray m_start;
};

} // namespace radiosonde
