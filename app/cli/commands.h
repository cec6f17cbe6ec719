// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace radiosonde
{

// The commands of the program; each takes the arguments after its name and returns the exit status.
int commandRun(const QStringList &arguments);
int commandCheck(const QStringList &arguments);
int commandInfo(const QStringList &arguments);
int commandProbes(const QStringList &arguments);
int commandTargets(const QStringList &arguments);
int commandExport(const QStringList &arguments);
int commandStub(const QStringList &arguments);

// Becomes the window's program; returns only when that fails.
int openWindow(const QStringList &arguments);

} // namespace radiosonde
