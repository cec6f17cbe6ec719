// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/symbols/symbol_backend.h"
#include "core/symbols/symbol_source.h"

#include <memory>

namespace radiosonde
{

// The names of a run's addresses: of the kernel from its kallsyms, of processes from what they had mapped
// when and what the backend says of the files. Works on a thread of its own; all methods are thread-safe.
class Names : public SymbolSource, public ChunkSink
{
public:
    explicit Names(std::unique_ptr<SymbolBackend> backend);
    ~Names() override;

    QList<SymbolFrame> resolve(const CodeAddress &address) override;
    quint64 generation() const override;
    void settle(const Interruptor &interruptor) override;

    // Reads the kernel's symbols ahead of the first question.
    void prefetchKernel();

    // A chunk for which isSymbolChunk() holds, from a target or a recording; others are left alone.
    void take(const Chunk &chunk) override;

    // What a recording needs to show the same names, from the `from`th chunk on; of very long runs the oldest
    // are gone. `from` becomes the number to ask for next.
    QList<Chunk> chunks(quint64 &from) const;

    // The target has started again: addresses of before keep the names that were asked for, no others get any
    // of before.
    void forgetBoot();

    // The target goes away: what was found stays, and files of this machine are still looked at.
    void closeTarget();

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
