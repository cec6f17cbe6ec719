// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_block.h"

#include <cstring>

namespace radiosonde
{

EventBlock::EventBlock(qint64 first, const std::vector<Entry> &entries, const std::vector<char> &bytes)
    : m_first(first), m_count(qint64(entries.size())),
      m_size(qint64(entries.size() * sizeof(Entry) + bytes.size()))
{
    // new[] of char aligns for every type without extended alignment.
    auto data = std::shared_ptr<char[]>(new char[size_t(m_size) + 1]);
    std::memcpy(data.get(), entries.data(), entries.size() * sizeof(Entry));
    if (!bytes.empty())
        std::memcpy(data.get() + entries.size() * sizeof(Entry), bytes.data(), bytes.size());
    m_data = std::shared_ptr<const char>(data, data.get());
}

EventBlock EventBlock::movedTo(std::shared_ptr<const char> data) const
{
    EventBlock moved = *this;
    moved.m_data = std::move(data);
    return moved;
}

QByteArrayView EventBlock::record(qint64 number) const
{
    const Entry &found = entry(number);
    return found.length == holeLength ? QByteArrayView()
                                      : QByteArrayView(bytes() + found.offset, qsizetype(found.length));
}

std::optional<qint64> EventBlock::hole(qint64 number) const
{
    const Entry &found = entry(number);
    if (found.length != holeLength)
        return {};
    qint64 duration = 0;
    std::memcpy(&duration, bytes() + found.offset, sizeof duration);
    return duration;
}

} // namespace radiosonde
