// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/facts.h"

namespace radiosonde
{

// Parameters of a probe that no variable stands for: which program or library, and which function or USDT
// probe in it, its uprobe and USDT programs go to where their sections leave it out. A probe may declare a
// char array of that name to give it a default.
inline constexpr QLatin1StringView binaryParameter{"binary"};
inline constexpr QLatin1StringView symbolParameter{"symbol"};

// Whether the section is a uprobe's or a USDT probe's, of any kind.
bool isUprobeSection(const QString &section);

// The parameters above that the probe's sections ask for and its variables do not declare: texts, empty at
// first.
QList<GlobalFacts> uprobeParameters(const Facts &facts);

} // namespace radiosonde
