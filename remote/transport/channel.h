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

// A byte stream to a stub that runs at its other end: what every link boils down to. In order, nothing twice.
// Made by openChannel(), connected and with the stub started; the first bytes to read may be banner noise,
// then comes HELLO.
//
// What may block: opening, and nothing else. The opening thread waits for connections, passwords and
//   deploying, and polls its Interruptor all the while. Of a Channel, read() and write() return at once,
//   farewell() within 100 ms, the destructor within a second; a link that needs longer keeps a thread of its
//   own with bounded buffers (see ssh/link.h).
// Who cancels: before, the Interruptor; an interrupted opening fails with kind Cancelled and leaves nothing
//   behind, here or there. After, whoever owns the Channel destroys it; there is no other way to end one.
// What follows an error: nothing. The end of the stream, or any errno but EAGAIN and EINTR, is the death of
//   the channel in that direction: every later call says the same. A Channel never reconnects by itself: what
//   comes back is another Channel with another stub (see app/run/reconnect.h).
// Threads: one at a time; it may be opened on one and used and destroyed on another.
class Channel
{
public:
    virtual ~Channel() = default; // ends the link at once; the stub notices by EOF

    // Descriptors to poll: POLLIN on readFd(), POLLOUT on writeFd(). They may be the same, and stay the same
    // for the Channel's life. Readiness may be spurious, POLLHUP and POLLERR mean that read() will tell.
    virtual int readFd() const = 0;
    virtual int writeFd() const = 0;

    // As read(2) and write(2) on non-blocking descriptors: count, 0 at end of stream (read), -1 with errno,
    // EAGAIN among them. Bytes that came before the end are read before the end is told. What write() took
    // may still be lost with the link.
    virtual qint64 read(char *data, qint64 maximum) = 0;
    virtual qint64 write(const char *data, qint64 size) = 0;

    // Why the other end went away, for people, once read() said 0 or failed ("the stub was killed by signal
    // 9").
    virtual QString farewell() const = 0;

    // The algorithms that keep the stream secret on its way, by their names in the protocol:
    // "curve25519-sha256, aes256-gcm@openssh.com"; empty: none do, or it does not leave this machine.
    virtual QString encryption() const { return {}; }

    // What a slow link carries, so that little enough is put under way; 0: it is not slow.
    virtual quint32 bytesPerSecond() const { return 0; }

    // Its bytes do not leave this machine: it carries them as fast as they are made.
    virtual bool isNear() const { return false; }
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

// Reaches the target that `url` names and starts a stub there; the URLs are those of docs/user-guide.md, the
// kinds of links stand in link_kinds.h. Kind Usage for a URL that is none, Unreachable for the rest,
// Cancelled once interrupted; rights that are missing are named, with the way to get them. Without `boards`
// there are no virtual ones. Blocks; any thread; interruptible.
Result<std::unique_ptr<Channel>> openChannel(const QString &url, ConnectObserver *observer,
                                             const Interruptor &interruptor, Boards *boards = nullptr);

} // namespace radiosonde
