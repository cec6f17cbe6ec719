// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"

#include <QStringList>

// Header packages of one kernel on this machine.
struct HeaderSet
{
    QString name; // of the folder: "linux-headers-6.1.0-50-armmp"
    radiosonde::Architecture architecture = radiosonde::Architecture::X86_64;
    QStringList folders; // the flavour's, the common one
};

// Those in /usr/src and those that virtual boards brought to the user's cache; RADIOSONDE_KERNEL_HEADERS
// names another folder with such packages.
QList<HeaderSet> findHeaderSets();
