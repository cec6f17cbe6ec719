// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/symbol_source.h"

namespace radiosonde
{

namespace
{

QString hex(quint64 number)
{
    return QStringLiteral("0x%1").arg(number, 0, 16);
}

} // namespace

QString frameName(const SymbolFrame &frame)
{
    if (!frame.function.isEmpty())
        return frame.function;
    if (!frame.module.isEmpty())
        return frame.module + u'+' + hex(frame.offset);
    return u'[' + hex(frame.offset) + u']';
}

QString frameNameWithOffset(const SymbolFrame &frame)
{
    return frame.function.isEmpty() ? frameName(frame) : frame.function + u'+' + hex(frame.offset);
}

bool isKernelAddress(quint64 address, quint32 pointerSize)
{
    return pointerSize == 4 ? address >= 0xc0000000u : (address >> 63) != 0;
}

QString kernelSymbol(SymbolSource &symbols, quint64 address, quint32 pointerSize)
{
    if (!isKernelAddress(address, pointerSize))
        return {};
    const QList<SymbolFrame> frames = symbols.resolve({.address = address, .kernel = true});
    return frames.isEmpty() || frames.constLast().function.isEmpty()
               ? QString()
               : frameNameWithOffset(frames.constLast());
}

} // namespace radiosonde
