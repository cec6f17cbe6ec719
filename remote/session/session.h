// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "core/model/chunk.h"
#include "core/model/plan.h"
#include "remote/transport/channel.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <span>

namespace radiosonde
{

class AuditSink;
class PollLoop;

// The answer to a request: the stub's result (negative: errno) and the bytes that came with it.
struct Reply
{
    qint64 result = 0;
    QByteArray bytes;
};

// The stub's own cost and the state of its buffers, once a second (struct wire_stats).
struct StubStatistics
{
    qint64 targetTime = 0; // ns, monotonic
    quint64 cpuNs = 0;     // so far
    quint64 rssBytes = 0;
    quint64 bytesSent = 0; // so far
    quint64 wakeups = 0;
    struct Stream
    {
        quint16 stream = 0;
        quint32 pending = 0;
        quint64 bytes = 0;
        quint64 lost = 0;
    };
    QList<Stream> streams;
    double roundTripMs = 0; // of the newest ping
};

// Told on the session's thread; must not block. After ended(), none follows.
class SessionListener
{
public:
    virtual ~SessionListener() = default;
    virtual void statistics(const StubStatistics &) {}
    virtual void ended(const Error &) {} // the link or the stub died; not called for an orderly close()
};

struct SessionOptions
{
    int heartbeatMs = 1000;
    int silenceMs = 4000; // the stub ends after so long without a byte: what it holds must be gone within 5 s
    // The host gives up after so long without a byte. That it is more patient leaves nothing on the target. A
    // stub that ended by itself says so, and one whose board is merely slow is not lost: a link starved of
    // its processor for a while, and a call that the kernel takes long for (the verifier's, on a large
    // program). During a call the stub, which does one thing at a time, answers no ping.
    int patienceMs = 10'000;
    int callPatienceMs = 120'000;
    // Bytes that may be under way, and bytes of DATA that may wait to be worked on: how many of each at
    // first, and at most. In between they follow the rate of the link (CreditWindow).
    quint64 firstCredit = 16u << 10;
    quint64 credit = 8u << 20;
    quint32 keepCapabilities = 0; // WIRE_CAP_*; 0: the set that tracing needs
    int helloMs = 10000;          // how long the stub may take to greet
    quint32 pieceBytes = 0;       // most bytes that answer or data may take at a time; 0: as the stub likes

    // The stub's own log of all that it does on the target: text, a line for each call with its arguments and
    // result (docs/protocol.md). The file must not be there yet; it is made for its owner alone and stays. A
    // name without a slash is made where the stub was deployed to, /tmp in most cases. A log that can't be
    // made ends the session.
    QByteArray targetLog;              // a path of the target, at most WIRE_MAX_LOG_PATH bytes; empty: no log
    quint32 targetLogLimit = 1u << 20; // bytes; what comes after them is left out
};

// One stub on one target: deployed, greeted, kept alive. Owns a thread that runs a PollLoop over the channel;
// all methods are thread-safe, those that block take an Interruptor and return Cancelled once it fires. When
// the link dies, every waiting and later call returns an Error of kind Lost.
class Session
{
public:
    // Starts the stub over `channel` and shakes hands. Errors of kind Unreachable.
    static Result<std::unique_ptr<Session>> open(std::unique_ptr<Channel> channel, const QString &url,
                                                 const SessionOptions &options,
                                                 const Interruptor &interruptor);
    ~Session(); // as close()

    bool alive() const; // false once the link or the stub has died, or close() was called
    const TargetInfo &target() const;
    int stubProcessId() const;                   // in the target's pid namespace as the stub sees itself
    const QString &encryption() const;           // of the link, as Channel tells it
    PollLoop &loop();                            // for clients that live on the session's thread
    void setListener(SessionListener *listener); // null: none; returns after a running callback has ended
    // Told of what is done on the target from now on; null: nobody. The old one hears nothing more once it
    // returns.
    void setAudit(std::shared_ptr<AuditSink> audit);
    StubStatistics latestStatistics() const;
    qint64 wallOffset() const; // newest estimate, ns
    qint64 clockAhead() const; // of the target's own wall clock to this machine's, ns; as it was at the start

    // The first `maximum` bytes of a file of the target (procfs, sysfs, tracefs too); 0: all of it, bounded.
    // Missing: kind Refused with the errno's text.
    // `progress` is told on the session's thread of what has come so far.
    using FileProgress = std::function<void(QByteArrayView)>;
    Result<QByteArray> readFile(const QString &path, quint64 maximum, const Interruptor &interruptor,
                                FileProgress progress = {});

    // Told of what takes long, in words for people: "Fetching /proc/kallsyms: 1.2 MB". Any thread; must not
    // block. Empty: nobody is; the old one hears nothing more once it returns.
    void setProgress(std::function<void(const QString &)> told);
    void tellProgress(const QString &what);

    // A request frame of any type with its payload; `done` runs on the session's thread, exactly once, also
    // on Lost (result -EPIPE); on the caller's own thread once close() has returned. CALL payloads are sent
    // as they are: the stub checks them. One longer than a frame is cut into CALL_PARTs here. Quiet CALLs are
    // completed once it is known that they did not fail: with the next reply, or the next heartbeat.
    using Completion = std::function<void(Reply)>;
    void request(quint8 type, quint8 flags, quint16 stream, QByteArray payload, Completion done);
    Result<Reply> call(quint8 type, quint16 stream, QByteArray payload, const Interruptor &interruptor);

    // Streams. Chunks go to `sink` on the session's thread. Whoever consumed the bytes of Ring and Perf
    // chunks gives their credit back with consumed(); without credit the stub stops sending and the kernel
    // drops, counted. `fd` is the target's descriptor; `stream` is unique among open streams; perf buffers
    // are added once per CPU.
    Result<> addRing(quint16 stream, int fd, quint32 size, ChunkSink &sink, const Interruptor &interruptor);
    Result<> addPerf(quint16 stream, quint16 cpu, int fd, quint32 size, ChunkSink &sink,
                     const Interruptor &interruptor);
    struct Dump
    {
        int fd = -1;
        quint32 mapType = 0;
        quint32 keySize = 0;
        quint32 valueSize = 0; // of one slot, as declared
        quint32 maxEntries = 0;
        bool perCpu = false;
        quint32 intervalMs = 1000;
        quint32 firstMs = 50;
    };
    Result<> addDump(quint16 stream, const Dump &dump, ChunkSink &sink, const Interruptor &interruptor);
    void consumed(quint64 bytes); // any thread

    // Returns once everything that stood in the stream's buffers has been given to its sink; for a dump: once
    // a last snapshot (Chunk::final) has, which none follows. Needs no consumed() meanwhile.
    Result<> flush(quint16 stream, const Interruptor &interruptor);
    Result<> removeStream(quint16 stream, const Interruptor &interruptor);

    // Orderly end: QUIT, END, channel closed. Returns within 2 s whatever the target does.
    void close();

private:
    class Impl;
    explicit Session(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
