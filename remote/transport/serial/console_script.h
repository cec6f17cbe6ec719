// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace radiosonde
{

// What is typed on a console to get the stub across it; docs/protocol.md tells the dialogue. Lines are
// shorter than 250 characters, without their newline.

// Starts the loop that says "MARK on", takes lines "NUMBER TEXT" and says each as "MARK NUMBER TEXT"; the
// line "run" runs the text of line 0. With `sudo` as root; with `replace` in the place of the shell, so that
// its end is the login's.
QByteArray consoleLoop(const QByteArray &mark, bool sudo, bool replace);

// The text of line 0 that runs lines 1 to `count` as one script.
QByteArray consoleRun(qsizetype count);

// Looks at the target: answers "user ID NAME", and "place" and "facts" as of deploy_script.h.
QList<QByteArray> consoleLookScript(const QByteArray &mark, const QByteArray &name);

// The stub in base64, as lines from number `firstData` on.
constexpr int firstData = 1000;
QList<QByteArray> consoleData(QByteArrayView stub, bool base64);

// Puts the stub's file together from `count` lines of data, checks it and runs it on a raw line. Answers
// started, or failed.
QList<QByteArray> consoleStartScript(qsizetype count, bool base64, qsizetype size, const QByteArray &digest,
                                     quint32 bytesPerSecond);

} // namespace radiosonde
