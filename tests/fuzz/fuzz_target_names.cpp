// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/target_names.h"

// A text as /etc/passwd and as /proc/diskstats.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using namespace radiosonde;
    const QByteArrayView text(reinterpret_cast<const char *>(data), qsizetype(size));
    if (parseUserNames(text).size() > maximumTargetNames ||
        parseDeviceNames(text).size() > maximumTargetNames)
        __builtin_trap();
    return 0;
}
