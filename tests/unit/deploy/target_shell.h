// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

#include <QTemporaryDir>

#include <functional>

namespace radiosonde
{

// A shell of this machine as that of a target, behind a link that fails when it is told to. What is left of
// the shell can be looked at; all of it is killed in the end.
class TargetShell
{
public:
    explicit TargetShell(const QByteArray &command);
    ~TargetShell();

    enum class Failure : quint8 { None, Cut, Stall };
    // The link fails once so many bytes went to the shell. A cut one is closed as by a host that was killed;
    // a stalled one takes and brings no byte any more.
    void failAfter(Failure failure, qint64 bytes);
    void onCall(std::function<void()> told) { m_onCall = std::move(told); } // before each read and write
    qint64 bytesSent() const { return m_sent; }

    Channel &channel() { return *m_channel; }
    std::unique_ptr<Channel> takeChannel() { return std::move(m_channel); } // die before this object
    void cut();

    // Processes of the shell, itself included, and files in its TMPDIR.
    QStringList leftovers() const;

private:
    class Link;

    QTemporaryDir m_folder;
    int m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    Failure m_failure = Failure::None;
    qint64 m_limit = 0;
    qint64 m_sent = 0;
    std::function<void()> m_onCall;
    std::unique_ptr<Channel> m_channel;
};

} // namespace radiosonde
