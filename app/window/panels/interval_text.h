// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace radiosonde
{

// Nanoseconds of "1", "1 s", "250ms", "2 min", "1 h"; a bare number is seconds. Nothing for what is no time
// or not within 50 ms to 1 h.
std::optional<qint64> intervalFromText(const QString &text);

} // namespace radiosonde
