// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/boards/board.h"
#include "tests/e2e/support/tool.h"

namespace radiosonde::e2e
{

// A probe of the library, a workload for it, and how many of what it does the probe must have seen.
struct BoardProbe
{
    QString name;                              // "filetop"
    QStringList workload;                      // on the board: "/tmp/iowork", ...
    QStringList options;                       // of radiosonde run
    std::function<qint64(const Tool &)> count; // what was seen of the workload
    std::function<qsizetype(const Tool &)> rows;
    qint64 expected = 0;
};

const QList<BoardProbe> &boardProbes();

// Alternatives that the probe has for a board's processor, and those of them that the board's kernel takes.
QStringList alternativesFor(const Board &board, const QString &probe);
QStringList alternativesOn(const Board &board, const QString &probe);

// What the programs that attached are attached to, by the meta line.
QStringList attachedTo(const Tool &tool);

} // namespace radiosonde::e2e
