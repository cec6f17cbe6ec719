// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/display_context.h"

namespace radiosonde
{

DisplayContext displayContext(const TargetInfo &target, std::shared_ptr<SymbolSource> symbols)
{
    DisplayContext context;
    context.wallOffset = target.wallOffset;
    context.names = target.names;
    if (symbols)
        context.kernelSymbol = [symbols = std::move(symbols), size = target.pointerSize](quint64 address) {
            return kernelSymbol(*symbols, address, size);
        };
    return context;
}

} // namespace radiosonde
