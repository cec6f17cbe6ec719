// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <vector>

namespace radiosonde
{

// Records that follow each other and no longer change, in one piece of memory or of a mapped file: a table of
// records, then their bytes. A value; copies share the piece. Any thread, also several at a time.
class EventBlock
{
public:
    // An entry of the table. The machine's own byte order: a block never leaves the machine.
    struct Entry
    {
        quint32 offset = 0; // behind the table
        quint32 length = 0; // holeLength: a hole; its 8 bytes are how long it is, ns
        qint64 time = 0;    // ns since 1970
    };
    static constexpr quint32 holeLength = 0xffff'ffff;

    EventBlock() = default;
    EventBlock(qint64 first, const std::vector<Entry> &entries, const std::vector<char> &bytes);

    // The same records in a copy of piece(), which `data` keeps alive.
    EventBlock movedTo(std::shared_ptr<const char> data) const;

    qint64 first() const { return m_first; } // number of the first record
    qint64 end() const { return m_first + m_count; }
    QByteArrayView piece() const { return QByteArrayView(m_data.get(), m_size); }

    // `number` in [first(), end()).
    QByteArrayView record(qint64 number) const; // empty for a hole
    qint64 time(qint64 number) const { return entry(number).time; }
    std::optional<qint64> hole(qint64 number) const; // how long it is, ns; nothing for a record

private:
    const Entry &entry(qint64 number) const
    {
        return reinterpret_cast<const Entry *>(m_data.get())[number - m_first];
    }
    const char *bytes() const { return m_data.get() + m_count * qint64(sizeof(Entry)); }

    qint64 m_first = 0;
    qint64 m_count = 0;
    qint64 m_size = 0;
    std::shared_ptr<const char> m_data; // aligned for Entry
};

} // namespace radiosonde
