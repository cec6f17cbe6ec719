// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/kernel_symbols.h"

// A text as /proc/kallsyms: what is found in it can be found by its address and by its name.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using namespace radiosonde;
    const auto symbols = KernelSymbols::parse({reinterpret_cast<const char *>(data), qsizetype(size)});
    if (!symbols)
        return 0;
    quint64 address = 0xffffffff81000000;
    for (size_t i = 0; i < 64 && i < size; ++i)
        address = address * 31 + data[i];
    for (const quint64 at : {quint64(0), quint64(1) << 20, address, ~quint64(0)}) {
        const auto found = symbols->find(at);
        if (found && !symbols->addressOf(found->name))
            __builtin_trap();
    }
    return 0;
}
