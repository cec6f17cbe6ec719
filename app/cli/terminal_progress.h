// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <mutex>

namespace radiosonde
{

// What a run is about, in one line of the terminal behind stderr that gives way to all that is said. Where
// stderr is no terminal nothing is shown: scripts read it. Any thread.
class TerminalProgress
{
public:
    explicit TerminalProgress(int fd);
    ~TerminalProgress() { end(); }
    Q_DISABLE_COPY_MOVE(TerminalProgress)

    void show(const QString &what);
    void clear(); // before anything else is written there
    void end();   // and nothing is shown any more

private:
    void wipe();

    const int m_fd;
    std::mutex m_mutex;
    bool m_ended = false;
    bool m_shown = false;
};

} // namespace radiosonde
