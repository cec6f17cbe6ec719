// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace radiosonde::e2e
{

// One case of a text file in tests/e2e/cases, which is made of blocks parted by empty lines:
//
//     NAME    an unknown probe names the nearest one
//     RUN     run filetopp
//     EXIT    64
//     ERROR   filetop
//
// RUN holds the words after `radiosonde` (blanks part them, "..." keeps them together; {source} is tests/e2e,
// {workloads} build/tests/workloads, {tmp} a folder that the cases of a file share). AS nobody runs it
// without rights; NEEDS root skips the case otherwise; FILE NAME TEXT writes {tmp}/NAME first. ERROR and
// OUTPUT, which may be repeated, are regular expressions that stderr and stdout must match; NOT-ERROR and
// NOT-OUTPUT must not. Lines from # on are comments.
struct Case
{
    QString name;
    QStringList words;
    int status = 0;
    bool asNobody = false;
    bool needsRoot = false;
    QList<std::pair<QString, QString>> files; // name, text
    QStringList errors, output, notErrors, notOutput;
};

// The cases of a file; empty, with a reason in `why`, when it is not well-formed.
QList<Case> readCases(const QString &path, QString &why);

} // namespace radiosonde::e2e
