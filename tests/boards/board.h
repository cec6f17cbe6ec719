// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace radiosonde::e2e
{

// A virtual board that runs Debian's kernel of a suite, from start() to the end of the object.
class Board
{
public:
    Board() = default;
    ~Board();
    Board(const Board &) = delete;
    Board &operator=(const Board &) = delete;

    // Makes the board where this is the first time (a minute, downloads included) and boots it (10 s). Empty,
    // or why there is none; `impossible` tells that this machine lacks what boards need.
    QString start(const QString &suite, bool &impossible);

    QString release() const { return m_release; } // uname -r
    QString shell() const
    {
        return m_folder.filePath(QStringLiteral("ssh"));
    } // runs its arguments on the board

    // Copies a program to /tmp on the board.
    bool put(const QString &path, const QString &name);

    // The target that reaches a stub at /tmp/stub on the board.
    QString target() const;

private:
    QTemporaryDir m_folder;
    QString m_release;
    bool m_started = false;
};

} // namespace radiosonde::e2e
