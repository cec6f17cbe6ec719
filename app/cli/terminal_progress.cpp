// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal_progress.h"

#include "core/base/text.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr QByteArrayView backToTheStart("\r\033[K"); // and nothing behind it (ECMA-48, EL)

void put(int fd, QByteArrayView bytes)
{
    // what a terminal does not take is not worth a second try
    [[maybe_unused]] const ssize_t written = write(fd, bytes.data(), size_t(bytes.size()));
}

// Columns of a terminal, one less: a full line would break.
qsizetype roomOf(int fd)
{
    constexpr qsizetype usual = 79;
    winsize size{};
    return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1 : usual;
}

} // namespace

TerminalProgress::TerminalProgress(int fd) : m_fd(isatty(fd) ? fd : -1) {}

void TerminalProgress::show(const QString &what)
{
    const std::scoped_lock lock(m_mutex);
    if (m_ended || m_fd < 0)
        return;
    put(m_fd, backToTheStart.toByteArray() + escapeControl(what).left(roomOf(m_fd)).toUtf8());
    m_shown = true;
}

void TerminalProgress::clear()
{
    const std::scoped_lock lock(m_mutex);
    wipe();
}

void TerminalProgress::end()
{
    const std::scoped_lock lock(m_mutex);
    wipe();
    m_ended = true;
}

void TerminalProgress::wipe()
{
    if (m_shown)
        put(m_fd, backToTheStart);
    m_shown = false;
}

} // namespace radiosonde
