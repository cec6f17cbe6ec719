// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"

#include <QString>

#include <memory>
#include <optional>

namespace radiosonde
{

class Boards;

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

// Something that only the user knows, asked while a target is being reached.
struct SecretQuestion
{
    QString what;            // "Password of root@board-7", for people
    QString words;           // the server's own words, control characters escaped; may be empty
    bool visible = false;    // what is typed may be shown: a user name, a one-time code
    bool wasRefused = false; // an earlier answer to the same question was not accepted
};

// A host that is met for the first time.
struct HostKeyQuestion
{
    QString host;        // as it will be remembered: "board-7", "[board-7]:2222"
    QString keyType;     // "ssh-ed25519"
    QString fingerprint; // "SHA256:..."
};

// Told of the progress of reaching a target, "Connecting to board-7...", and asked what only people can
// answer. Called on the opening thread, which waits for the answers; an answer that takes long must end with
// the opening's Interruptor.
class ConnectObserver
{
public:
    virtual ~ConnectObserver() = default;
    virtual void progress(const QString &what) = 0;
    // Nothing: there is nobody to ask, or they declined. Never asked twice with wasRefused == false for one
    // thing.
    virtual std::optional<QString> answer(const SecretQuestion &) { return {}; }
    // Only for hosts that are not known at all; a changed key is an error and never a question.
    virtual bool trust(const HostKeyQuestion &) { return false; }
};

// Reaches the target that `url` names and starts a stub there; the URLs are those of docs/user-guide.md. Kind
// Usage for a URL that is none, Unreachable for the rest; rights that are missing are named, with the way to
// get them. Without `boards` there are no virtual ones. Blocks; any thread; interruptible.
Result<std::unique_ptr<Channel>> openChannel(const QString &url, ConnectObserver *observer,
                                             const Interruptor &interruptor, Boards *boards = nullptr);

} // namespace radiosonde
