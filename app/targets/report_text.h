// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/target_report.h"

namespace radiosonde
{

// A fact of a report as people read it: "kernel", "Linux 6.1.0-18-arm64". Text of the target stands in it as
// it came: escape it.
struct ReportLine
{
    QString name;
    QString value;
};

// All facts but features and missing options; those that are not known are left out.
QList<ReportLine> reportLines(const TargetReport &report);

} // namespace radiosonde
