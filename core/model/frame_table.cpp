// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/frame_table.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::size_t firstSlots = 1024;
std::size_t hashOf(const CodeAddress &address)
{
    const quint64 tgid = address.kernel ? 0 : address.tgid;
    quint64 hash = (address.address ^ (tgid << 40)) * 0x9e3779b97f4a7c15ull;
    hash += quint64(address.kernel) << 1 | quint64(address.isReturn);
    return hash ^ (hash >> 32);
}

} // namespace

size_t qHash(const Frame &frame, size_t seed) noexcept
{
    return qHashMulti(seed, frame.name, frame.module, int(frame.kind), frame.inlined);
}

FrameTable::FrameTable(std::shared_ptr<SymbolSource> symbols)
    : m_symbols(std::move(symbols)), m_slots(firstSlots)
{
    m_generation = m_symbols ? m_symbols->generation() : 0;
}

quint32 FrameTable::numberOf(const Frame &frame)
{
    const auto known = m_numbers.constFind(frame);
    if (known != m_numbers.constEnd())
        return *known;
    const quint32 number = size();
    m_frames.push_back(frame);
    m_numbers.insert(frame, number);
    return number;
}

void FrameTable::resolve(const CodeAddress &address)
{
    const FrameKind kind = address.kernel ? FrameKind::Kernel : FrameKind::User;
    m_scratch.clear();
    if (m_symbols) {
        for (const SymbolFrame &found : m_symbols->resolve(address))
            m_scratch.push_back(numberOf({frameName(found), found.module, kind, found.inlined}));
    }
    if (m_scratch.empty())
        m_scratch.push_back(numberOf({u"[0x%1]"_s.arg(address.address, 0, 16), {}, kind, false}));
}

std::size_t FrameTable::firstSlotOf(const CodeAddress &address) const
{
    return hashOf(address) & (m_slots.size() - 1);
}

// Where the number of an address stands, or the free slot where it belongs.
std::size_t FrameTable::slotOf(const CodeAddress &address) const
{
    const auto isOther = [&](const Slot &slot) {
        return slot.place != vacant &&
               (slot.address != address.address || slot.tgid != address.tgid ||
                slot.kernel != quint32(address.kernel) || slot.isReturn != quint32(address.isReturn));
    };
    std::size_t slot = firstSlotOf(address);
    while (isOther(m_slots[slot]))
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

quint32 FrameTable::placeOf(const CodeAddress &address)
{
    CodeAddress wanted = address;
    if (wanted.kernel) // is the same in all processes
        wanted.tgid = 0;
    const std::size_t slot = slotOf(wanted);
    if (m_slots[slot].place != vacant)
        return m_slots[slot].place;
    const auto place = static_cast<quint32>(m_places.size());
    m_slots[slot] = {wanted.address, wanted.tgid, wanted.isReturn, wanted.kernel};
    m_slots[slot].place = place & vacant;
    resolve(address);
    m_places.push_back({wanted, static_cast<quint32>(m_pool.size()), static_cast<quint32>(m_scratch.size())});
    m_pool.insert(m_pool.end(), m_scratch.begin(), m_scratch.end());
    if (m_places.size() * 3 > m_slots.size() * 2)
        growSlots();
    return place;
}

void FrameTable::growSlots()
{
    std::vector<Slot> before(m_slots.size() * 2);
    before.swap(m_slots);
    for (const Slot &slot : before) {
        if (slot.place != vacant)
            m_slots[slotOf(m_places[slot.place].address)] = slot;
    }
}

bool FrameTable::refresh()
{
    const quint64 generation = m_symbols ? m_symbols->generation() : 0;
    if (generation == m_generation)
        return false;
    m_generation = generation;
    std::vector<quint32> before;
    before.swap(m_pool);
    m_pool.reserve(before.size());
    for (Place &place : m_places) {
        resolve(place.address);
        place.first = static_cast<quint32>(m_pool.size());
        place.count = static_cast<quint32>(m_scratch.size());
        m_pool.insert(m_pool.end(), m_scratch.begin(), m_scratch.end());
    }
    return m_pool != before;
}

void FrameTable::settle(const Interruptor &interruptor)
{
    if (m_symbols)
        m_symbols->settle(interruptor);
}

} // namespace radiosonde
