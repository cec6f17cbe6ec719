// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace radiosonde::e2e
{

// A real adb server on a port and with keys of its own, which sees no USB device and no emulator of this
// machine: a user's own server goes on undisturbed. ADB_SERVER_SOCKET of this process and its children names
// it while it lives.
class AdbServer
{
public:
    AdbServer() = default;
    ~AdbServer(); // ends it
    AdbServer(const AdbServer &) = delete;
    AdbServer &operator=(const AdbServer &) = delete;

    static bool installed();
    bool start();

    // Connects to an adbd on a port of this machine, waiting until it answers; its serial, or nothing.
    QString connectTo(quint16 port, int seconds);

    // `adb WORDS`: what it printed, without blanks at the ends.
    QByteArray run(const QStringList &words) const;

    qint64 pid() const { return m_process.processId(); }
    void kill(); // as kill -9 does

private:
    QTemporaryDir m_home;
    QProcess m_process;
};

} // namespace radiosonde::e2e
