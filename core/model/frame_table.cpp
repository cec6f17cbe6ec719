// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/frame_table.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

size_t qHash(const Frame &frame, size_t seed) noexcept
{
    return qHashMulti(seed, frame.name, frame.module, int(frame.kind), frame.inlined);
}

FrameTable::FrameTable(std::shared_ptr<SymbolSource> symbols) : m_symbols(std::move(symbols))
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

std::vector<quint32> FrameTable::resolve(const CodeAddress &address)
{
    const FrameKind kind = address.kernel ? FrameKind::Kernel : FrameKind::User;
    std::vector<quint32> frames;
    if (m_symbols) {
        for (const SymbolFrame &found : m_symbols->resolve(address))
            frames.push_back(numberOf({frameName(found), found.module, kind, found.inlined}));
    }
    if (frames.empty())
        frames.push_back(numberOf({u"[0x%1]"_s.arg(address.address, 0, 16), {}, kind, false}));
    return frames;
}

std::span<const quint32> FrameTable::framesOf(const CodeAddress &address)
{
    const Key key{address.address, address.kernel ? 0 : address.tgid, address.kernel, address.isReturn};
    const auto [place, isNew] = m_places.try_emplace(key);
    if (isNew)
        place->second = {resolve(address), address.time};
    return place->second.frames;
}

bool FrameTable::refresh()
{
    const quint64 generation = m_symbols ? m_symbols->generation() : 0;
    if (generation == m_generation)
        return false;
    m_generation = generation;
    bool changed = false;
    for (auto &[key, place] : m_places) {
        std::vector<quint32> frames = resolve({key.address, key.kernel, key.isReturn, key.tgid, place.time});
        changed = changed || frames != place.frames;
        place.frames = std::move(frames);
    }
    return changed;
}

void FrameTable::settle(const Interruptor &interruptor)
{
    if (m_symbols)
        m_symbols->settle(interruptor);
}

} // namespace radiosonde
