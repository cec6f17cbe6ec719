// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace radiosonde
{

// A piece of a file, or of memory without one, that a process can execute.
struct Mapping
{
    quint64 start = 0;
    quint64 end = 0;        // exclusive
    quint64 fileOffset = 0; // of the byte at `start`
    QByteArray path;    // as the process sees it, without " (deleted)"; "[vdso]"; empty for anonymous memory
    QByteArray buildId; // raw; empty where the kernel did not tell it
    bool deleted = false; // the name leads to this file no more

    bool contains(quint64 address) const { return address >= start && address < end; }
    bool operator==(const Mapping &) const = default;
};

// A path as the kernel tells it: " (deleted)" is cut off, the names of memory without a file become empty.
void setPath(Mapping &mapping, QByteArrayView path);

// The executable mappings of a /proc/PID/maps (fs/proc/task_mmu.c), in its order. Lines that read otherwise
// are skipped; no more than 65,536 are taken, the kernel's own default limit being 65,530.
QList<Mapping> parseMaps(QByteArrayView maps);

} // namespace radiosonde
