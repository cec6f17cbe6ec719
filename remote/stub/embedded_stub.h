// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
#pragma once

#include "core/base/architecture.h"

#include <QByteArrayView>

namespace radiosonde
{

// The target program for an architecture: a static ELF file of at most 16 KiB, byte for byte what the build
// left in stubs/stub-<architecture>. Lives as long as the program. Any thread.
QByteArrayView embeddedStub(Architecture architecture);

} // namespace radiosonde
