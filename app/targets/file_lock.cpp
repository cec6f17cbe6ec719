// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/file_lock.h"

#include <QFile>

#include <chrono>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace radiosonde
{

FileLock::FileLock(const QString &path, int waitMs)
    : m_fd(open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(waitMs);
    while (m_fd >= 0 && !m_held) {
        m_held = flock(m_fd, LOCK_EX | LOCK_NB) == 0;
        if (m_held || std::chrono::steady_clock::now() > end)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

FileLock::~FileLock()
{
    if (m_fd >= 0)
        close(m_fd);
}

} // namespace radiosonde
