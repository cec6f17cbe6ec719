// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStringView>

namespace radiosonde
{

// Patterns of ssh_config(5) and known_hosts: `*` and `?`; case does not matter.
bool matchesPattern(QStringView text, QStringView pattern);

// At least one pattern matches and none that begins with `!` does.
bool matchesAny(QStringView text, const QStringList &patterns);

} // namespace radiosonde
