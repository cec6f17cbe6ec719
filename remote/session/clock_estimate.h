// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <deque>

namespace radiosonde
{

// How far the host's wall clock is ahead of the target's monotonic clock, from pings: the answer that took
// the shortest way round is the least uncertain. Forgets old ones, so that drift is followed, and all when a
// clock was set.
class ClockEstimate
{
public:
    // One ping: the host's monotonic ns when it was sent and when the answer came, the host's wall clock (ns
    // since 1970) at the latter, and the target's monotonic ns in the answer.
    void add(qint64 sent, qint64 received, qint64 wall, qint64 target);

    // A first guess from a one-way message.
    void guess(qint64 wall, qint64 target) { m_offset = wall - target; }

    qint64 wallOffset() const { return m_offset; }   // ns
    qint64 roundTrip() const { return m_roundTrip; } // ns, of the newest ping
    qint64 shortestRoundTrip() const;                // ns, of the newest pings; 0 before the first

private:
    struct Sample
    {
        qint64 roundTrip = 0;
        qint64 offset = 0;
    };
    std::deque<Sample> m_samples; // the newest ones, newest last
    qint64 m_offset = 0;
    qint64 m_roundTrip = 0;
};

} // namespace radiosonde
