// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/boards/board.h"
#include "tests/e2e/support/adb_server.h"

namespace radiosonde::e2e
{

// A board's adbd and an adb server that is connected to it, both of this test.
class BoardAdb
{
public:
    // Brings Debian's adbd to the board, starts it there unless it runs, and connects a server of our own.
    // Empty, or why adb does not reach the board; `impossible`: there is no adb here, or no adbd for it.
    QString start(const Board &board, bool &impossible);

    AdbServer &server() { return m_server; }

private:
    static QString bring(const Board &board, bool &impossible);

    AdbServer m_server;
};

} // namespace radiosonde::e2e
