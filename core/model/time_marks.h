// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <deque>

namespace radiosonde
{

// What pictures over time draw besides their data: holes, of which nothing is known, and losses where they
// happened. The oldest give way. One thread at a time.
class TimeMarks
{
public:
    static constexpr std::size_t maximumMarks = 10'000; // of each kind

    struct Hole
    {
        qint64 from = 0; // ns since 1970
        qint64 durationNs = 0;
    };
    struct Loss
    {
        qint64 time = 0; // ns since 1970
        quint64 count = 0;
    };

    void addHole(qint64 from, qint64 durationNs)
    {
        keep(m_holes, Hole{from, std::max<qint64>(0, durationNs)});
    }
    void addLoss(qint64 time, quint64 count) { keep(m_losses, Loss{time, count}); }
    void clear() { *this = TimeMarks(); }

    const std::deque<Hole> &holes() const { return m_holes; }
    const std::deque<Loss> &losses() const { return m_losses; }

private:
    template<class Mark> static void keep(std::deque<Mark> &marks, Mark mark)
    {
        marks.push_back(mark);
        if (marks.size() > maximumMarks)
            marks.pop_front();
    }

    std::deque<Hole> m_holes;
    std::deque<Loss> m_losses;
};

} // namespace radiosonde
