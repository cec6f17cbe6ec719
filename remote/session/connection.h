// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/clock_estimate.h"
#include "remote/session/credit_account.h"
#include "remote/session/credit_window.h"
#include "remote/session/outbox.h"
#include "remote/session/request_table.h"
#include "remote/session/stream_table.h"
#include "remote/transport/poll_loop.h"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace radiosonde
{

// The host's end of a link after the handshake, on the loop of the session's thread: sends requests, takes
// frames apart, keeps the link alive and notices its death. Methods are thread-safe unless they say
// otherwise.
class Connection
{
public:
    // What the handshake left behind. `out` are frames that wait to be sent.
    struct Start
    {
        std::unique_ptr<Channel> channel;
        FrameDecoder decoder;
        Outbox out;
        quint64 token = 0;
        qint64 wallOffset = 0; // first guess
    };
    Connection(PollLoop &loop, StreamTable &streams, const SessionOptions &options, Start start);
    ~Connection(); // the loop has ended

    void begin(); // on the loop's thread, once

    // The outcome is told on the loop's thread, or on this one after seal(). Exactly once.
    void submit(Request request);
    void consumed(quint64 bytes);
    void advance(quint64 bytes); // so much may come whatever was consumed; on the loop's thread

    // Orderly end. `done` is called on the loop's thread once the stub said END or went away, or after
    // `limitMs`.
    void quit(int limitMs, std::function<void()> done);
    void seal();   // from here on nothing more is posted on the loop: new requests are told at once
    void finish(); // no thread runs the loop any more: whatever waits is told

    std::optional<Error> error() const; // why requests fail, once they do
    void setListener(SessionListener *listener);
    void setAudit(std::shared_ptr<AuditSink> audit);
    StubStatistics statistics() const;
    qint64 wallOffset() const { return m_wallOffset.load(); }

private:
    using Clock = PollLoop::Clock;

    void sendSubmitted();
    void watchOutcome(Request &request);
    void sendCredit(wire_credit of, quint64 bytes);
    void countReceived(quint64 bytes);
    void flush();
    void watch();
    void readSome();
    Result<> takeFrames();
    Result<> handle(const FrameView &frame);
    Result<> handleSnapshot(const FrameView &frame);
    Result<> handleReply(const FrameView &frame);
    Result<> handleData(const FrameView &frame);
    Result<> handleStats(const FrameView &frame);
    Result<> handlePong(const FrameView &frame);
    Result<> handleEnd(const FrameView &frame);
    void ping(Clock::time_point due);
    std::chrono::milliseconds patience() const;
    void watchSilence();
    void die(const Error &error);
    void leave();

    PollLoop &m_loop;
    StreamTable &m_streams;
    const SessionOptions m_options;

    // The loop's thread alone.
    std::unique_ptr<Channel> m_channel;
    FrameDecoder m_decoder;
    Outbox m_out;
    const quint64 m_token;
    RequestTable m_requests;
    CreditAccount m_credit; // for DATA that somebody has to work on
    CreditAccount m_way;    // for all that is under way
    CreditWindow m_window;  // how much that may be
    ClockEstimate m_clock;
    quint64 m_lastSeq = 0;
    std::map<quint64, qint64> m_pings; // when they were sent, ns
    int m_pingCount = 0;
    Clock::time_point m_heard;
    bool m_open = true;      // frames are still expected
    bool m_writable = true;  // false: the stub does not listen any more
    bool m_watching = false; // for room to write
    std::function<void()> m_left;

    std::atomic<qint64> m_wallOffset;
    std::atomic<bool> m_creditDue = false;

    mutable std::mutex m_mutex; // for what follows
    std::vector<Request> m_submitted;
    std::optional<Error> m_error;
    bool m_sealed = false;
    StubStatistics m_statistics;

    std::recursive_mutex m_listenerMutex; // held during a callback, which may set another listener
    SessionListener *m_listener = nullptr;

    std::recursive_mutex m_auditMutex; // held during a call
    std::shared_ptr<AuditSink> m_audit;
};

} // namespace radiosonde
