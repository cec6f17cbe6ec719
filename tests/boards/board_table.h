// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace radiosonde::e2e
{

// What a probe did on a board, for docs/compatibility.md.
struct TableEntry
{
    QString board;
    QString release;
    QString probe;
    QString alternative; // empty: the one that the loader chose
    QString link;        // "dropbear", "openssh", "adb", "cmd"
    QStringList via;     // what its programs are attached to; empty: it did not attach
    qsizetype rows = 0;  // lines of data rows, buckets or events that were seen
    QString counts;      // "1000 of 1000", or why it did not attach
};

// Appends the entry as a line to the file that RADIOSONDE_BOARD_TABLE names, if it does. ./dev boards makes
// the page of such lines.
void note(const TableEntry &entry);

} // namespace radiosonde::e2e
