// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace radiosonde
{

// Whether `url` names a live target, by the parsers of those who reach it; nothing is reached. Kind Usage,
// naming what is wrong.
Result<> checkTargetUrl(const QString &url);

} // namespace radiosonde
