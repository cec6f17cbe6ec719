// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"

#include <QString>

#include <memory>

namespace radiosonde
{

// A byte stream to a stub that runs at its other end: what every link boils down to. Made connected and with
// the stub started; the first bytes to read may be banner noise, then comes HELLO. Used by one thread;
// nothing here blocks.
class Channel
{
public:
    virtual ~Channel() = default; // ends the link at once; the stub notices by EOF

    // Descriptors to poll: POLLIN on readFd(), POLLOUT on writeFd(). They may be the same.
    virtual int readFd() const = 0;
    virtual int writeFd() const = 0;

    // As read(2) and write(2) on non-blocking descriptors: count, 0 at end of stream (read), -1 with errno,
    // EAGAIN among them. After any other errno or 0 the channel is dead and every later call says so.
    virtual qint64 read(char *data, qint64 maximum) = 0;
    virtual qint64 write(const char *data, qint64 size) = 0;

    // Why the other end went away, for people, once read() said 0 or failed ("the stub was killed by signal
    // 9").
    virtual QString farewell() const = 0;
};

// Progress of reaching a target, for people: "Connecting to board-7...". Called on the opening thread.
class ConnectObserver
{
public:
    virtual ~ConnectObserver() = default;
    virtual void progress(const QString &what) = 0;
};

// Reaches the target that `url` names and starts a stub there: `local`, and `cmd:COMMAND` whose stdin and
// stdout reach a stub. Kind Usage for a URL that is none, Unreachable for the rest; rights that are missing
// are named, with the way to get them. Blocks; any thread; interruptible.
Result<std::unique_ptr<Channel>> openChannel(const QString &url, ConnectObserver *observer,
                                             const Interruptor &interruptor);

} // namespace radiosonde
