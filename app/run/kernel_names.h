// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/kernel_symbols.h"
#include "core/symbols/symbol_source.h"
#include "remote/session/session.h"

#include <future>

namespace radiosonde
{

// Names of the kernel's addresses, from the target's /proc/kallsyms; those of processes stay numbers. The
// file is fetched in the background, once for each boot of a target.
class KernelNames : public SymbolSource
{
public:
    // `session` outlives it or close() is called.
    explicit KernelNames(Session &session);
    ~KernelNames() override;

    void close(); // gives up what is still under way
    QList<SymbolFrame> resolve(const CodeAddress &address) override;
    quint64 generation() const override { return m_ready ? 1 : 0; }
    void settle(const Interruptor &interruptor) override;

private:
    void load(Session &session);

    Interruptor m_stop;
    std::atomic<bool> m_ready = false;
    std::optional<KernelSymbols> m_symbols; // once ready
    std::shared_future<void> m_loading;
};

} // namespace radiosonde
