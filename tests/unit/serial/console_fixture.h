// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

#include <sys/types.h>
#include <termios.h>

namespace radiosonde
{

// A target's console: a shell on a pseudo terminal, joined by a line to another one, which is the serial
// port.
class ConsoleFixture
{
public:
    // What the line makes of bytes on their way; called on the line's thread.
    using Line = std::function<QByteArray(QByteArray)>;

    // Runs `script` by sh on the console. An empty one: an interactive shell.
    explicit ConsoleFixture(const QByteArray &script = {});
    ~ConsoleFixture();

    QString url(const QString &options = {}) const; // of the serial port
    QString device() const { return m_device; }     // its name
    void setLine(Line toHost, Line toTarget);
    void setRate(int bytesPerSecond); // each way; 0: as fast as it goes
    void unplug();                    // the port goes away

    termios settings() const; // of the console
    // Types a line as somebody who comes after us would; what comes back within a few seconds holds `answer`?
    bool answers(const QByteArray &line, const QByteArray &answer);

private:
    using Clock = std::chrono::steady_clock;
    struct Way
    {
        Line line;
        Clock::time_point free; // when the line has carried what it was given
    };
    void carry();
    void move(int from, int to, Way &way);

    int m_console = -1, m_consoleEnd = -1; // master, and the target's end of it
    int m_port = -1, m_portEnd = -1;
    QString m_device;
    pid_t m_shell = -1;
    std::mutex m_mutex; // for the lines, and for what is heard
    Way m_toHost, m_toTarget;
    int m_rate = 0;
    QByteArray m_heard;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

// Damages one byte of every so many, in turn by a flip, a loss and an insertion; `count` of them so far.
ConsoleFixture::Line damage(int every, std::atomic<int> *count);

} // namespace radiosonde
