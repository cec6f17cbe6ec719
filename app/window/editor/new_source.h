// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace radiosonde
{

// What a new probe starts with: a small program that compiles and shows a table.
QString newSource();

} // namespace radiosonde
