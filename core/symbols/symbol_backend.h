// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "core/symbols/mapping.h"
#include "core/symbols/symbol_source.h"

namespace radiosonde
{

// Where Names learns what it does not know. All methods block, are called on its thread only, one at a time,
// and may fail with any error: what they were asked for stays without a name then.
class SymbolBackend
{
public:
    virtual ~SymbolBackend() = default;

    // The text of the target's /proc/kallsyms.
    virtual Result<QByteArray> kernelSymbols(const Interruptor &interruptor) = 0;

    // Returns once all that the kernel has told of mappings so far has been given to Names::take().
    virtual Result<> flushMappings(const Interruptor &interruptor) = 0;

    // The text of /proc/PID/maps, and of the process's perf-PID.map.
    virtual Result<QByteArray> processMaps(quint32 tgid, const Interruptor &interruptor) = 0;
    virtual Result<QByteArray> perfMap(quint32 tgid, const Interruptor &interruptor) = 0;

    // The frames at each of `offsets` of the file that `mapping` of process `tgid` shows: as many lists as
    // offsets, innermost frame first, empty where nothing is known. SymbolFrame::module is left out.
    virtual Result<QList<QList<SymbolFrame>>> symbolize(quint32 tgid, const Mapping &mapping,
                                                        const QList<quint64> &offsets,
                                                        const Interruptor &interruptor) = 0;

    // No method looks at the target any more once this has returned; one that does so now is interrupted. Any
    // thread.
    virtual void closeTarget() = 0;
};

} // namespace radiosonde
