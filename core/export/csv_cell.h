// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"

#include <QByteArray>

namespace radiosonde
{

// Appends a cell as CSV: numbers as JSON has them, text and enumerators as they are, nothing for an empty
// cell; quoted where it holds a comma, a quote or a line break.
void appendCsv(QByteArray &out, const Column &column, QByteArrayView bytes);
void appendCsvText(QByteArray &out, QByteArrayView text);

} // namespace radiosonde
