// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

#include <string>

namespace radiosonde
{

// The bytes of a local file of raw BTF, for the load worker, which opens no files; nothing for an empty path.
// 48 MiB at most, five times what a kernel has.
Result<std::string> readTypes(const QString &path);

} // namespace radiosonde
