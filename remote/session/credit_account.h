// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace radiosonde
{

// Bytes that the stub may send. Counted since the session's start, so nothing is ever lost to rounding:
// granted >= received >= consumed. consume() belongs to any thread, the rest to the session's.
class CreditAccount
{
public:
    // So many may come without being worked on; `granted` of them are known to the stub already.
    CreditAccount(quint64 size, quint64 granted) : m_size(size), m_granted(granted) {}

    quint64 granted() const { return m_granted; }
    quint64 received() const { return m_received; }
    quint64 size() const { return m_size; }
    void resize(quint64 size) { m_size = size; } // what was granted stays granted

    // Bytes came. False when the stub sent more than it may: `slack` for the one span that it may finish.
    bool receive(quint64 bytes, quint64 slack)
    {
        m_received += bytes;
        return m_received <= m_granted + slack;
    }

    // Bytes were worked on. True when so much may be granted again that it is worth a frame.
    bool consume(quint64 bytes)
    {
        const quint64 consumed = m_consumed.fetch_add(bytes) + bytes;
        const quint64 size = m_size.load();
        return consumed + size >= m_granted.load() + size / 8;
    }

    // What may be granted now in exchange for what was consumed: 0, or at least an eighth of the size.
    quint64 takeReturned()
    {
        const quint64 size = m_size.load();
        return grantUpTo(m_consumed.load() + size, size / 8);
    }

    // What has to be granted so that the stub may send `bytes` more, whatever the consumer does.
    quint64 takeAdvance(quint64 bytes) { return grantUpTo(m_received + bytes, 1); }

private:
    quint64 grantUpTo(quint64 total, quint64 least)
    {
        const quint64 granted = m_granted.load();
        if (total < granted + least || total == granted)
            return 0;
        m_granted.store(total);
        return total - granted;
    }

    std::atomic<quint64> m_size;
    std::atomic<quint64> m_granted;
    quint64 m_received = 0;
    std::atomic<quint64> m_consumed = 0;
};

} // namespace radiosonde
