// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "core/symbols/symbol_source.h"

#include <QList>
#include <QString>

#include <memory>

namespace radiosonde
{

// Places of files to names, by a compile worker of its own: started at the first request, replaced when it
// dies or hangs; the file that did it is not given to a worker again. Thread-safe: calls run one after the
// other.
class Symbolizer
{
public:
    explicit Symbolizer(const QString &workerPath); // the program radiosonde-compiler
    ~Symbolizer();

    // A list of frames for each address, innermost first, empty where nothing is known; `module` is left out.
    // `file` is a program or shared library of this machine, or what holds its debug information. Kinds
    // Internal and Cancelled.
    Result<QList<QList<SymbolFrame>>> symbolize(const QString &file, const QList<quint64> &addresses,
                                                const Interruptor &interruptor);

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
