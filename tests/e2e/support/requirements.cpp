// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/requirements.h"

#include <QFile>

#include <unistd.h>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

QString tracingObstacle()
{
    if (geteuid() != 0)
        return u"tracing the kernel needs root"_s;
    if (!QFile::exists(u"/sys/kernel/btf/vmlinux"_s))
        return u"this kernel carries no BTF"_s;
    return {};
}

} // namespace radiosonde::e2e
