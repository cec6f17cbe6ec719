// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace radiosonde
{

// Where files with the symbols of a target's programs are looked for, in this order, before what the target
// itself has.
struct SymbolPlaces
{
    QStringList
        folders; // of this machine: copies of the target's file system, or folders of unstripped files
    bool debuginfod = false; // ask the servers of DEBUGINFOD_URLS

    bool operator==(const SymbolPlaces &) const = default;
};

} // namespace radiosonde
