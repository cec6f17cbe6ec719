// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/symbol_source.h"

#include <QHash>
#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace radiosonde
{

enum class FrameKind : quint8 { Process, User, Kernel, Note };

// A function as a stack names it. Frames of the same name, module and kind are one.
struct Frame
{
    QString name;   // as the target has it: hostile, escape it to show
    QString module; // "kernel", "libc.so.6"; empty when not known
    FrameKind kind = FrameKind::User;
    bool inlined = false;

    bool operator==(const Frame &) const = default;
};
size_t qHash(const Frame &frame, size_t seed = 0) noexcept;

// Gives addresses and their frames a number each. Belongs to one thread at a time.
class FrameTable
{
public:
    explicit FrameTable(std::shared_ptr<SymbolSource> symbols); // null: addresses stay numbers

    // Of an address, counted from 0; the same address at another time keeps its number.
    quint32 placeOf(const CodeAddress &address);
    // placeOf() will be asked for it soon: among a million others it is slow to come from memory.
    void prefetch(const CodeAddress &address) const { __builtin_prefetch(&m_slots[firstSlotOf(address)]); }
    // Numbers of the frames at such a place, innermost first; valid until the next place becomes known.
    std::span<const quint32> framesAt(quint32 place) const
    {
        return {m_pool.data() + m_places[place].first, m_places[place].count};
    }
    quint32 numberOf(const Frame &frame); // makes it known

    const Frame &frame(quint32 number) const { return m_frames[number]; }
    quint32 size() const { return static_cast<quint32>(m_frames.size()); }

    // Asks again for all addresses when more is known than before; true when a name has changed.
    bool refresh();
    // Waits for what is pending; for the command line.
    void settle(const Interruptor &interruptor);

private:
    struct Place
    {
        CodeAddress address;
        quint32 first = 0; // of its frames in m_pool
        quint32 count = 0;
    };

    static constexpr quint32 vacant = (1u << 30) - 1;

    // What is looked for stands in the table itself: one look at memory.
    struct Slot
    {
        quint64 address = 0;
        quint32 tgid = 0;
        quint32 isReturn : 1 = 0;
        quint32 kernel : 1 = 0;
        quint32 place : 30 = vacant;
    };

    std::size_t firstSlotOf(const CodeAddress &address) const;
    std::size_t slotOf(const CodeAddress &address) const;
    void growSlots();
    void resolve(const CodeAddress &address);

    std::shared_ptr<SymbolSource> m_symbols;
    quint64 m_generation = 0; // of m_symbols, when it was last asked
    std::vector<Frame> m_frames;
    QHash<Frame, quint32> m_numbers;
    std::vector<Place> m_places;
    std::vector<Slot> m_slots;      // of m_places: open addressing, a power of two of them
    std::vector<quint32> m_pool;    // frames of the places, one place's behind the other's
    std::vector<quint32> m_scratch; // frames of one address
};

} // namespace radiosonde
