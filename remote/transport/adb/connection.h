// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interruptor.h"
#include "remote/transport/adb_address.h"
#include "remote/transport/ssh/owned_fd.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace radiosonde
{

// How long a server on this machine may take for an answer.
constexpr std::chrono::milliseconds adbAnswerTime{5000};

// What the server said to a request.
struct AdbVerdict
{
    bool okay = false;
    QByteArray why; // its own words, when it was not
};

// A connection to an adb server, for one request or a few of them. Reads no byte more than an answer has, so
// that what a device sends behind it stays in the socket. Blocks; one thread; interruptible. Errors:
// Unreachable where no adb server speaks at the other end, none answers in time, or it ends in the middle;
// Cancelled.
class AdbConnection
{
public:
    // Nothing when no one listens there: no server runs.
    static Result<std::optional<AdbConnection>> open(const AdbServerAddress &address,
                                                     const Interruptor &interruptor,
                                                     std::chrono::milliseconds limit = adbAnswerTime);

    Result<AdbVerdict> ask(QByteArrayView service);
    Result<QByteArray> block(); // behind a verdict that was okay
    // The same, however long it takes to come.
    Result<QByteArray> awaitBlock();

    OwnedFd takeSocket() { return std::move(m_socket); } // non-blocking

private:
    using Clock = std::chrono::steady_clock;

    AdbConnection(OwnedFd socket, const AdbServerAddress &address, const Interruptor &interruptor,
                  std::chrono::milliseconds limit);
    Result<> wait(short events, Clock::time_point deadline);
    Result<> send(QByteArrayView bytes);
    Result<> readUntil(qsizetype size, Clock::time_point deadline);
    Result<QByteArray> readBlock(Clock::time_point deadline);
    std::unexpected<Error> noServer() const;

    OwnedFd m_socket;
    AdbServerAddress m_address;
    const Interruptor *m_interruptor;
    std::chrono::milliseconds m_limit;
    QByteArray m_heard;
};

} // namespace radiosonde
