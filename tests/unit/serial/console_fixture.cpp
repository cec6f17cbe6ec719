// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/serial/console_fixture.h"

#include <QDeadlineTimer>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace radiosonde
{

ConsoleFixture::ConsoleFixture(const QByteArray &script)
{
    char name[64];
    openpty(&m_console, &m_consoleEnd, nullptr, nullptr, nullptr);
    openpty(&m_port, &m_portEnd, name, nullptr, nullptr);
    m_device = QString::fromLatin1(name);
    for (const int fd : {m_console, m_consoleEnd, m_port, m_portEnd})
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    termios raw{};
    tcgetattr(m_portEnd, &raw);
    cfmakeraw(&raw);
    tcsetattr(m_portEnd, TCSANOW, &raw);
    m_shell = fork();
    if (m_shell == 0) {
        setsid();
        ioctl(m_consoleEnd, TIOCSCTTY, 0);
        for (int fd = 0; fd < 3; ++fd)
            dup2(m_consoleEnd, fd);
        setenv("PS1", "board# ", 1);
        unsetenv("ENV");
        if (script.isEmpty())
            execl("/bin/sh", "sh", "-i", nullptr);
        else
            execl("/bin/sh", "sh", "-c", script.constData(), nullptr);
        _exit(127);
    }
    m_thread = std::thread([this] { carry(); });
}

ConsoleFixture::~ConsoleFixture()
{
    m_stop = true;
    m_thread.join();
    for (const int fd : {m_console, m_consoleEnd, m_port, m_portEnd})
        if (fd >= 0)
            close(fd);
    kill(m_shell, SIGKILL);
    waitpid(m_shell, nullptr, 0);
}

QString ConsoleFixture::url(const QString &options) const
{
    return QStringLiteral("serial://") + m_device + options;
}

void ConsoleFixture::setLine(Line toHost, Line toTarget)
{
    const std::scoped_lock lock(m_mutex);
    m_toHost.line = std::move(toHost);
    m_toTarget.line = std::move(toTarget);
}

void ConsoleFixture::setRate(int bytesPerSecond)
{
    const std::scoped_lock lock(m_mutex);
    m_rate = bytesPerSecond;
}

void ConsoleFixture::unplug()
{
    m_stop = true;
    m_thread.join();
    close(m_portEnd);
    close(m_port);
    m_port = m_portEnd = -1;
    m_stop = false;
    m_thread = std::thread([this] { carry(); });
}

termios ConsoleFixture::settings() const
{
    termios settings{};
    tcgetattr(m_consoleEnd, &settings);
    return settings;
}

bool ConsoleFixture::answers(const QByteArray &line, const QByteArray &answer)
{
    for (int i = 0; i < 6; ++i) {
        {
            const std::scoped_lock lock(m_mutex);
            m_heard.clear();
        }
        if (write(m_console, line.constData(), size_t(line.size())) != line.size())
            return false;
        for (QDeadlineTimer deadline(3000); !deadline.hasExpired(); QThread::msleep(20)) {
            const std::scoped_lock lock(m_mutex);
            if (m_heard.contains(answer))
                return true;
        }
    }
    return false;
}

// A slow line takes little at a time, so that what it has not carried yet waits where it came from.
void ConsoleFixture::move(int from, int to, Way &way)
{
    constexpr int slices = 100; // of a second
    char bytes[4096];
    const size_t most = m_rate > 0 ? size_t(std::clamp(m_rate / slices, 1, int(sizeof bytes))) : sizeof bytes;
    const ssize_t got = read(from, bytes, most);
    if (got <= 0)
        return;
    if (m_rate > 0)
        way.free =
            std::max(way.free, Clock::now()) + std::chrono::nanoseconds(1'000'000'000LL * got / m_rate);
    QByteArray all(bytes, got);
    if (&way == &m_toHost)
        m_heard.append(all);
    if (way.line)
        all = way.line(all);
    for (qsizetype at = 0; to >= 0 && at < all.size() && !m_stop;) {
        pollfd room{to, POLLOUT, 0};
        poll(&room, 1, 100);
        const ssize_t put = room.revents & POLLOUT ? write(to, all.constData() + at,
                                                           size_t(std::min<qsizetype>(all.size() - at, 256)))
                                                   : 0;
        at += std::max<ssize_t>(put, 0);
    }
}

void ConsoleFixture::carry()
{
    while (!m_stop) {
        const auto now = Clock::now();
        const bool back = m_toHost.free <= now, there = m_toTarget.free <= now;
        pollfd fds[] = {{back ? m_console : -1, POLLIN, 0}, {there ? m_port : -1, POLLIN, 0}};
        if (poll(fds, 2, back && there ? 50 : 2) <= 0)
            continue;
        const std::scoped_lock lock(m_mutex);
        if (fds[0].revents & POLLIN)
            move(m_console, m_port, m_toHost);
        if (fds[1].revents & POLLIN)
            move(m_port, m_console, m_toTarget);
    }
}

ConsoleFixture::Line damage(int every, std::atomic<int> *count)
{
    return [every, count, at = 0](QByteArray bytes) mutable {
        QByteArray out;
        for (const char byte : bytes) {
            if (++at % every != 0) {
                out += byte;
                continue;
            }
            const int kind = (*count)++ % 3;
            if (kind == 0)
                out += char(byte ^ (1 << *count % 8));
            else if (kind == 2)
                out += QByteArray(1, byte) + '#';
        }
        return out;
    };
}

} // namespace radiosonde
