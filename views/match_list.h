// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <deque>
#include <vector>

namespace radiosonde
{

// Numbers of the records that a filter let pass, ascending: two bytes each. A value.
class MatchList
{
public:
    // Those of [first, first + 65,536), as distances from `first`, ascending.
    struct Part
    {
        qint64 first = 0;
        std::vector<quint16> at;
    };

    void append(qint64 number); // larger than all before
    void append(Part part);     // likewise
    // Forgets numbers below this; gives how many there were.
    qint64 dropBefore(qint64 number);

    qint64 size() const { return m_size; }
    qint64 at(qint64 row) const;       // `row` in [0, size())
    qint64 rowOf(qint64 number) const; // the first row whose number is not smaller; size(): none

private:
    struct Counted : Part
    {
        qint64 row = 0;          // of at[skipped], counted from the first row ever
        std::size_t skipped = 0; // forgotten ones
    };

    std::deque<Counted> m_parts; // none empty
    qint64 m_firstRow = 0;       // forgotten so far
    qint64 m_size = 0;
};

} // namespace radiosonde
