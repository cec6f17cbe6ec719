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

} // namespace radiosonde
