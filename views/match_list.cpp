// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/match_list.h"

#include <algorithm>

namespace radiosonde
{

void MatchList::append(qint64 number)
{
    if (m_parts.empty() || number - m_parts.back().first > 0xffff)
        m_parts.push_back({{number, {}}, m_firstRow + m_size, 0});
    m_parts.back().at.push_back(quint16(number - m_parts.back().first));
    ++m_size;
}

void MatchList::append(Part part)
{
    if (part.at.empty())
        return;
    const auto count = qint64(part.at.size());
    m_parts.push_back({std::move(part), m_firstRow + m_size, 0});
    m_size += count;
}

qint64 MatchList::dropBefore(qint64 number)
{
    const qint64 before = m_size;
    while (!m_parts.empty()) {
        Counted &part = m_parts.front();
        const auto from = part.at.begin() + qint64(part.skipped);
        const auto kept =
            std::partition_point(from, part.at.end(), [&](quint16 at) { return part.first + at < number; });
        const qint64 gone = kept - from;
        m_firstRow += gone;
        m_size -= gone;
        part.skipped += std::size_t(gone);
        part.row += gone;
        if (kept != part.at.end())
            break;
        m_parts.pop_front();
    }
    return before - m_size;
}

qint64 MatchList::at(qint64 row) const
{
    const qint64 wanted = m_firstRow + row;
    const auto after = std::upper_bound(m_parts.begin(), m_parts.end(), wanted,
                                        [](qint64 value, const Counted &part) { return value < part.row; });
    const Counted &part = *std::prev(after);
    return part.first + part.at[part.skipped + std::size_t(wanted - part.row)];
}

qint64 MatchList::rowOf(qint64 number) const
{
    const auto found = std::partition_point(m_parts.begin(), m_parts.end(), [&](const Counted &part) {
        return part.first + part.at.back() < number;
    });
    if (found == m_parts.end())
        return m_size;
    const auto from = found->at.begin() + qint64(found->skipped);
    const auto place =
        std::partition_point(from, found->at.end(), [&](quint16 at) { return found->first + at < number; });
    return found->row - m_firstRow + (place - from);
}

} // namespace radiosonde
