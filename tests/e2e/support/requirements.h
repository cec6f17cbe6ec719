// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace radiosonde::e2e
{

// Why tests that trace this machine's kernel cannot run here; empty when they can.
QString tracingObstacle();

} // namespace radiosonde::e2e
