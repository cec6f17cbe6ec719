// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "remote/loader/loader.h"
#include "remote/session/session.h"

#include <memory>
#include <mutex>

namespace radiosonde
{

// Reads what an attached iterator prints: at once, then at every interval that is not still being read. Each
// reading becomes chunks of kind Text that hold whole lines; what a reading has beyond 16 MiB is left out. A
// reading that the target breaks off ends there, and the next one begins anew.
class IteratorReader : public std::enable_shared_from_this<IteratorReader>
{
public:
    // All outlive it until stop() has returned; the session until it is closed.
    IteratorReader(Session &session, const Loader::Iterator &iterator, quint16 stream, qint64 intervalNs,
                   ChunkSink &sink);

    void start(); // any thread
    void stop();  // any thread; no chunk comes after it

private:
    // on the session's thread
    void begin();
    void read();
    void take(const Reply &reply);
    void deliver(QByteArray text);
    void endReading();
    bool stopped();

    Session &m_session;
    Loader::Iterator m_iterator;
    quint16 m_stream;
    qint64 m_intervalNs;
    ChunkSink &m_sink;
    QByteArray m_line; // the start of one that goes on in the next piece
    quint64 m_number = 0;
    qint64 m_taken = 0; // bytes of this reading
    int m_retries = 0;
    bool m_reading = false;

    std::mutex m_mutex;
    bool m_stopped = false; // under m_mutex, which is held while the sink is called
};

} // namespace radiosonde
