// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/loader.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace radiosonde
{

// An option of the kernel's configuration that tracing would gain from and that the target's kernel lacks.
struct MissingOption
{
    QString name;    // "CONFIG_KPROBES"
    QString line;    // "CONFIG_KPROBES=y", for the kernel's .config
    QString purpose; // what it brings: "kprobes", for people

    bool operator==(const MissingOption &) const = default;
};

// From the kernel's configuration; where that cannot be read (empty), from the features that were tried in
// vain: their options may be missing then.
QList<MissingOption> missingOptions(const QByteArray &kernelConfig, const QList<Feature> &features);

} // namespace radiosonde
