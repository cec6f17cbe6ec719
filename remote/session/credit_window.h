// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>

namespace radiosonde
{

// How many bytes may be under way on a link whose rate nobody has told: so many that the link always has
// something to carry, and so few that an answer behind them comes soon. A round begins when bytes are granted
// and ends when all have come that were granted until then; what came meanwhile, by the time it took, is at
// most what the link carries. The window is what the fastest of the last rounds brings in `queued` and one
// round trip. Where the target has less to tell than the link carries the window shrinks as well; it grows
// many times over with each round that was full.
class CreditWindow
{
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr std::chrono::milliseconds queued{500}; // of what is under way, in front of an answer
    static constexpr quint64 least = 16u << 10;             // half a second of 256 kbit/s

    // Bytes. Where `first` is not less than `most` it stays there.
    CreditWindow(quint64 first, quint64 most);

    quint64 bytes() const { return m_bytes; }

    // Totals since the session's start: bytes were granted; bytes have come. `roundTrip`: the shortest that
    // was seen.
    void granted(quint64 total, quint64 received, Time now);
    // Whether received() would end a round: else it changes nothing.
    bool endsRound(quint64 total) const { return m_running && total >= m_to; }
    void received(quint64 total, std::chrono::nanoseconds roundTrip, Time now);

private:
    void resize(std::chrono::nanoseconds roundTrip);

    const bool m_fixed;
    const quint64 m_least;
    const quint64 m_most;
    quint64 m_bytes;
    std::array<double, 4> m_rates{}; // of the last rounds, bytes/s
    size_t m_rounds = 0;
    bool m_running = false; // a round, since m_begin
    Time m_begin;
    quint64 m_from = 0; // bytes that had come at its beginning
    quint64 m_to = 0;   // and will have at its end
};

} // namespace radiosonde
