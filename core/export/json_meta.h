// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

#include <QByteArray>

namespace radiosonde
{

// Appends the meta line: probe, target, programs and views (docs/output-formats.md).
void appendMeta(QByteArray &out, const Plan &plan);

} // namespace radiosonde
