// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace radiosonde
{

// Holds other programs and threads off that take the same lock, while it lives. The kernel lets go of it when
// this process dies, however that is.
class FileLock
{
public:
    // Makes the file `path` where it is missing; waits for at most `waitMs`.
    FileLock(const QString &path, int waitMs);
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

    bool held() const { return m_held; }
    bool possible() const { return m_fd >= 0; } // false: nobody may write there, so that no lock is needed

private:
    int m_fd = -1;
    bool m_held = false;
};

} // namespace radiosonde
