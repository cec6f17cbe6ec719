// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace radiosonde
{

// A stack's weight in words: "1.25 s", "42 k", "4.0 KiB"; `unit` is StacksSpec::unit.
QString weightText(quint64 weight, const QString &unit);

// "12.5 %"; empty where there is no whole.
QString shareText(quint64 part, quint64 whole);

} // namespace radiosonde
