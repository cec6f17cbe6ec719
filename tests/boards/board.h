// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/boards/boards.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace radiosonde::e2e
{

// The virtual board of a test, from start() to the end of the object, and how radiosonde reaches it: by names
// of an ssh configuration in a home of its own, which this process and its children have from then on.
class Board
{
public:
    Board();

    // The board that runs for all tests (running_board.h), or one of its own: made where this is the first
    // time (half a minute, downloads included) and booted. Empty, or why there is none; `impossible` tells
    // that this machine cannot have it.
    QString start(const QString &name, bool &impossible);
    QString startOwn(const QString &name, bool &impossible); // for tests that leave a board changed

    QString name() const { return m_access.name; }
    QString architecture() const { return m_access.name.section(u'-', 0, 0); }
    QString suite() const { return m_access.name.section(u'-', 1); }
    QString release() const { return m_access.release; } // uname -r
    const BoardAccess &access() const { return m_access; }

    QString shell() const; // a program that runs its arguments on the board

    // Runs a command on the board; its stdout, or nothing where it failed.
    QByteArray run(const QString &command) const;

    // kill -9 of all processes there whose name (of up to 15 bytes) matches the shell's pattern.
    void kill(const QString &pattern) const;

    // Copies build/tests/workloads/ARCHITECTURE/NAME to /tmp on the board.
    bool put(const QString &workload);

    // Options of radiosonde that reach it: --target, and where the kernel has no BTF --kernel-headers.
    // Through one of its ssh servers, "dropbear" and "openssh"; through "adb", which BoardAdb has to have
    // started; over "serial", where startSerialConsole() has to have been; or through the ssh program, "cmd".
    QStringList target(const QString &link = QStringLiteral("dropbear")) const;

    quint16 adbPort() const; // of this machine, for an adbd on the board

    // The board is met under a name of the ssh configuration on another port, or with another key.
    bool addHost(const QString &host, quint16 port, const QByteArray &hostKey);

private:
    QString reach(const BoardAccess &access);
    QString url(const QString &link) const;
    QString told(const QString &name) const; // what a file in the folder of this boot says

    Boards m_boards;
    BoardAccess m_access;
    QTemporaryDir m_home;
};

} // namespace radiosonde::e2e
