// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace radiosonde
{

// Bytes of DATA that the stub may send. Counted since the session's start, so nothing is ever lost to
// rounding: granted >= received >= consumed. consume() belongs to any thread, the rest to the session's.
class CreditAccount
{
public:
    explicit CreditAccount(quint64 base) : m_base(base), m_granted(base) {}

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
        return consumed + m_base >= m_granted.load() + m_base / 8;
    }

    // What may be granted now in exchange for what was consumed: 0, or at least an eighth of the base.
    quint64 takeReturned() { return grantUpTo(m_consumed.load() + m_base, m_base / 8); }

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

    const quint64 m_base;
    std::atomic<quint64> m_granted;
    quint64 m_received = 0;
    std::atomic<quint64> m_consumed = 0;
};

} // namespace radiosonde
