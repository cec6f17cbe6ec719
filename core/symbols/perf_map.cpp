// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/perf_map.h"

#include <algorithm>
#include <charconv>

namespace radiosonde
{

namespace
{

constexpr quint64 largestFunction = 64 << 20;
constexpr size_t mostFunctions = 4'000'000;

std::optional<quint64> takeHex(QByteArrayView &text)
{
    if (text.startsWith("0x"))
        text = text.sliced(2);
    quint64 number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number, 16);
    if (error != std::errc() || stop == end || *stop != ' ')
        return {};
    text = text.sliced(stop - text.data() + 1);
    return number;
}

} // namespace

PerfMap PerfMap::parse(QByteArrayView text)
{
    PerfMap map;
    while (!text.isEmpty() && map.m_functions.size() < mostFunctions) {
        const qsizetype feed = text.indexOf('\n');
        QByteArrayView line = feed < 0 ? text : text.first(feed);
        text = feed < 0 ? QByteArrayView() : text.sliced(feed + 1);
        const auto start = takeHex(line);
        const auto size = start ? takeHex(line) : std::nullopt;
        if (!size || *size == 0 || *size > largestFunction || line.isEmpty())
            continue;
        map.m_functions.push_back({*start, *size, line.toByteArray(), quint32(map.m_functions.size())});
        map.m_largest = std::max(map.m_largest, *size);
    }
    std::ranges::sort(map.m_functions, {}, [](const Function &f) { return std::pair(f.start, f.line); });
    return map;
}

std::optional<PerfMap::Found> PerfMap::find(quint64 address) const
{
    constexpr int mostSteps = 4096; // through functions that begin before and end before
    const auto next = std::ranges::upper_bound(m_functions, address, {}, &Function::start);
    const Function *best = nullptr;
    int steps = 0;
    for (auto at = next; at != m_functions.begin() && ++steps < mostSteps;) {
        --at;
        if (address - at->start >= m_largest)
            break;
        if (address - at->start < at->size && (!best || at->line > best->line))
            best = &*at;
    }
    return best ? std::optional(Found{best->name, address - best->start}) : std::nullopt;
}

} // namespace radiosonde
