// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"

#include <QByteArray>

#include <string_view>

namespace radiosonde
{

// Clang's precompiled form of a vmlinux.h, to be loaded by the same compiler with the same options; empty
// when the header has errors. Takes 0.3 s and 200 MB: run it in a forked job.
QByteArray precompile(Architecture architecture, std::string_view kernelHeader);

} // namespace radiosonde
