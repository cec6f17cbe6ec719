// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal_line.h"

#include <QByteArray>
#include <QFile>

#include <array>
#include <atomic>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr std::array heldSignals{SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGALRM, SIGUSR1, SIGUSR2};
constexpr qsizetype longestLine = 4096;

// A signal handler gets no argument, so what it needs has to stand here.
std::atomic<int> wakeFd = -1;
std::atomic<int> caughtSignal = 0;

void onSignal(int number)
{
    const int saved = errno;
    caughtSignal = number;
    const quint64 one = 1;
    [[maybe_unused]] const auto written = write(wakeFd.load(), &one, sizeof one);
    errno = saved;
}

// While it lives, signals are noted instead of taking their course; afterwards the noted one does.
class SignalHold
{
public:
    SignalHold() : m_fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        wakeFd = m_fd;
        caughtSignal = 0;
        struct sigaction action = {};
        action.sa_handler = onSignal;
        for (std::size_t i = 0; i < heldSignals.size(); ++i)
            sigaction(heldSignals[i], &action, &m_before[i]);
    }
    ~SignalHold()
    {
        for (std::size_t i = 0; i < heldSignals.size(); ++i)
            sigaction(heldSignals[i], &m_before[i], nullptr);
        wakeFd = -1;
        close(m_fd);
        if (const int number = caughtSignal.load())
            kill(getpid(), number);
    }
    SignalHold(const SignalHold &) = delete;
    SignalHold &operator=(const SignalHold &) = delete;

    int fd() const { return m_fd; }

private:
    int m_fd;
    std::array<struct sigaction, heldSignals.size()> m_before{};
};

// The terminal, without echo while it lives if so wanted.
class Terminal
{
public:
    Terminal(const QString &path, bool echo)
        : m_fd(open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (m_fd < 0 || tcgetattr(m_fd, &m_before) != 0) {
            m_isTerminal = false;
            return;
        }
        termios mode = m_before;
        if (!echo)
            mode.c_lflag = (mode.c_lflag & ~tcflag_t(ECHO)) | ECHONL;
        mode.c_lflag |= ICANON | ISIG;
        tcsetattr(m_fd, TCSAFLUSH, &mode);
    }
    ~Terminal()
    {
        if (m_isTerminal)
            tcsetattr(m_fd, TCSAFLUSH, &m_before);
        if (m_fd >= 0)
            close(m_fd);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    bool usable() const { return m_isTerminal; }
    int fd() const { return m_fd; }
    void say(const QByteArray &text) const
    {
        [[maybe_unused]] const auto written = write(m_fd, text.constData(), std::size_t(text.size()));
    }

private:
    int m_fd;
    bool m_isTerminal = true;
    termios m_before{};
};

enum class Outcome : quint8 { Line, Declined, Signal };

// Polls the terminal, `stop` and signals; the line, without its end, is appended to `line`.
Outcome readLine(const Terminal &terminal, const SignalHold &hold, const Interruptor &stop, QByteArray &line)
{
    for (;;) {
        std::array<pollfd, 3> wait{
            pollfd{terminal.fd(), POLLIN, 0}, {stop.fd(), POLLIN, 0}, {hold.fd(), POLLIN, 0}};
        if (poll(wait.data(), wait.size(), -1) < 0 && errno != EINTR)
            return Outcome::Declined;
        if (caughtSignal.load() != 0)
            return Outcome::Signal;
        if (stop.interrupted())
            return Outcome::Declined;
        if (wait[0].revents == 0)
            continue;
        std::array<char, 512> bytes{};
        const ssize_t count = read(terminal.fd(), bytes.data(), bytes.size());
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count <= 0)
            return Outcome::Declined;
        line.append(bytes.data(), count);
        explicit_bzero(bytes.data(), bytes.size());
        if (line.endsWith('\n')) {
            line.chop(1);
            return Outcome::Line;
        }
        if (line.size() > longestLine)
            return Outcome::Declined;
    }
}

} // namespace

std::optional<QString> readTerminalLine(const QString &path, const QString &prompt, bool echo,
                                        const Interruptor &stop)
{
    for (;;) {
        QByteArray line;
        line.reserve(longestLine + 512);
        Outcome outcome = Outcome::Declined;
        int number = 0;
        {
            const SignalHold hold;
            const Terminal terminal(path, echo);
            if (!terminal.usable())
                return {};
            terminal.say(prompt.toUtf8());
            outcome = readLine(terminal, hold, stop, line);
            number = caughtSignal.load();
            if (outcome != Outcome::Line)
                terminal.say("\n");
        }
        if (outcome == Outcome::Line) {
            QString text = QString::fromUtf8(line);
            explicit_bzero(line.data(), std::size_t(line.size()));
            return text;
        }
        if (outcome == Outcome::Declined || number != SIGTSTP)
            return {};
    }
}

} // namespace radiosonde
