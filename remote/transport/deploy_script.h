// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace radiosonde
{

// What a deployment says to a POSIX shell. Every answer is a line "MARK WORD ...", whose words the scripts'
// own comments list. A mark is 16 or more letters and digits that nobody else would say; the scripts contain
// it in two halves, so that a terminal's echo of them is no answer.

// Puts a shell of root's in the place of the shell that reads it: through sudo, or through su in one of the
// forms that it has on Android.
QByteArray becomeRootScript(const QByteArray &mark);
QByteArray rootBySuScript(const QByteArray &mark);

// Finds out what the target is, and waits for stubHeader() and the stub to start it. `name`, random letters
// and digits, becomes part of the folder's name.
QByteArray deployScript(const QByteArray &mark, const QByteArray &name);

// The part of it that finds a place for the stub and says "place" and "facts": for whoever has defined say
// and clean, and then has the file's name in f and its folder's in d.
QByteArray lookScript(const QByteArray &name);

// The line before the stub's bytes. `digest` as the target's tool prints it; `memfd`: the number of
// memfd_create(2) there.
QByteArray stubHeader(qsizetype size, const QByteArray &digest, int memfd);

} // namespace radiosonde
