// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/handshake.h"
#include "remote/session/waiter.h"

#include <thread>

namespace radiosonde
{

class Session::Impl
{
public:
    Impl(Greeting greeting, const SessionOptions &options);
    ~Impl();

    Result<Reply> call(Request request, const Interruptor &interruptor);

    // Adds a stream: the entry is known before the request is sent. `payload` of `type` names the target's
    // descriptor.
    Result<> addStream(StreamTable::Entry entry, quint8 type, QByteArray payload,
                       const Interruptor &interruptor);
    Result<> flushBuffers(const QList<StreamTable::Found> &buffers, const Interruptor &interruptor);
    Result<> endDump(const StreamTable::Found &dump, const wire_dump &request,
                     const Interruptor &interruptor);
    Result<> lastSnapshot(const StreamTable::Found &dump, const wire_dump &request,
                          const Interruptor &interruptor);
    void requestRemoval(quint16 wire, OutcomeHandler done);
    void rememberDump(quint16 stream, const wire_dump &request);
    std::optional<wire_dump> rememberedDump(quint16 stream);
    void close();

    const TargetInfo target;
    const int stubProcessId;
    const QString encryption;
    const qint64 ownOffset;
    const bool slow; // the link: snapshots tell what has changed
    PollLoop loop;
    StreamTable streams;
    Connection connection;

    std::mutex progressMutex; // held while it is told
    std::function<void(const QString &)> progress;

private:
    std::thread m_thread;
    std::mutex m_mutex; // for what follows
    bool m_closed = false;
    std::map<quint16, wire_dump> m_dumps; // repeated ones, by the plan's stream
};

// The error of a request that the target refused. `what` could not be done.
std::unexpected<Error> refused(const QString &what, qint64 result);

} // namespace radiosonde
