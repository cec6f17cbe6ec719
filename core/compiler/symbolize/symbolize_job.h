// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/symbol_source.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <string>

namespace radiosonde
{

// Names of places in programs and shared libraries, by LLVM's symbolizer; the worker's side. Files stay open
// and their line tables read between jobs, so one process serves many; a file that crashes or hangs it takes
// the worker down, and the client starts another one without that file.
class SymbolizeJob
{
public:
    SymbolizeJob();
    ~SymbolizeJob();

    // Frames at each address, innermost first; none where nothing is known. Addresses are those that the
    // file's headers give.
    QList<QList<SymbolFrame>> run(const std::string &file, const QList<quint64> &addresses);

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

// A linker's name as people write it: C++ and Rust (both manglings; the hash that ends Rust's older one is
// left out). Other names stay as they are.
std::string demangled(const std::string &name);

} // namespace radiosonde
