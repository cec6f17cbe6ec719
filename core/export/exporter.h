// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/model/data_sink.h"
#include "core/symbols/symbol_source.h"

#include <QStringList>

#include <memory>

namespace radiosonde
{

enum class ExportFormat : quint8 { Table, Json, Csv, Folded };

// "table", "json", "csv", "folded".
std::optional<ExportFormat> exportFormatFromName(QStringView name);
QStringList exportFormatNames();

// Whether at least one of the views can be written so. Kind Usage, naming the formats that would do,
// otherwise.
Result<> checkFormat(ExportFormat format, const QList<ViewSpec> &views);

class LineLabel;

// A sink that writes text to a file descriptor. Each update is written with as few write(2)s as possible.
class Exporter : public DataSink
{
public:
    // Names of the addresses in what follows; before begin(). Without, addresses stay numbers.
    virtual void setSymbols(std::shared_ptr<SymbolSource> symbols) = 0;
    // Nothing can be written any more: the reader has closed the pipe (no error), or error() says why.
    virtual bool closed() const = 0;
    virtual std::optional<Error> error() const = 0;
};

// For a format that checkFormat() accepts for the views; null for others. `fd` stays the caller's.
// `terminalColumns` is the width for the format table, 0 when it is not a terminal.
// `label`: other exporters write to `fd`, too.
std::unique_ptr<Exporter> makeExporter(ExportFormat format, int fd, int terminalColumns,
                                       std::shared_ptr<LineLabel> label = {});

} // namespace radiosonde
