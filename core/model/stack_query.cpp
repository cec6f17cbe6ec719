// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/stack_query.h"

#include <algorithm>
#include <limits>

namespace radiosonde
{

namespace
{

using Path = std::vector<quint32>;

// By number of a frame, whether it has one of the names.
std::vector<bool> framesNamed(const FrameTable &frames, const QString &name)
{
    std::vector<bool> named(frames.size(), false);
    for (quint32 number = 0; number < frames.size(); ++number)
        named[number] = frames.frame(number).name == name;
    return named;
}

class PathFilter
{
public:
    PathFilter(const FrameTable &frames, const StackQuery &query) : m_query(query)
    {
        for (const QString &name : query.only)
            m_only.push_back(framesNamed(frames, name));
        for (const QString &name : query.without)
            m_without.push_back(framesNamed(frames, name));
        if (!query.focus.isEmpty())
            m_focus = framesNamed(frames, query.focus);
    }

    // False: the stack is left out.
    bool apply(Path &path) const
    {
        const auto has = [&](const std::vector<bool> &named) {
            return std::any_of(path.begin(), path.end(), [&](quint32 frame) { return named[frame]; });
        };
        if (!std::all_of(m_only.begin(), m_only.end(), has) ||
            std::any_of(m_without.begin(), m_without.end(), has))
            return false;
        if (!m_focus.empty() && !cutAtFocus(path))
            return false;
        if (m_query.mergeRecursion)
            path.erase(std::unique(path.begin(), path.end()), path.end());
        if (m_query.roots == StackQuery::Roots::Callees)
            std::reverse(path.begin(), path.end());
        return true;
    }

private:
    bool cutAtFocus(Path &path) const
    {
        const auto at =
            std::find_if(path.begin(), path.end(), [this](quint32 frame) { return m_focus[frame]; });
        if (at == path.end())
            return false;
        if (m_query.roots == StackQuery::Roots::Callees)
            path.erase(at + 1, path.end());
        else
            path.erase(path.begin(), at);
        return true;
    }

    const StackQuery &m_query;
    std::vector<std::vector<bool>> m_only;
    std::vector<std::vector<bool>> m_without;
    std::vector<bool> m_focus;
};

bool isWhole(const StackQuery &query)
{
    return query.roots == StackQuery::Roots::Callers && !query.mergeRecursion && query.only.isEmpty() &&
           query.without.isEmpty() && query.focus.isEmpty();
}

} // namespace

void WeightedTree::addPath(const Path &path, quint64 weight, std::optional<quint64> before)
{
    quint32 node = 0;
    for (const quint32 frame : path) {
        const quint32 next = m_tree.child(node, frame);
        if (next == PrefixTree::none)
            break;
        node = next;
    }
    m_self.resize(m_tree.size(), 0);
    m_self[node] += weight;
    if (!before)
        return;
    m_before.resize(m_tree.size(), 0);
    m_before[node] += *before;
}

void WeightedTree::sumUp(bool compares)
{
    if (!m_whole)
        m_self.resize(m_tree.size(), 0);
    m_total = self();
    addToParents(tree(), m_total);
    if (!compares)
        return;
    m_before.resize(tree().size(), 0);
    addToParents(tree(), m_before);
}

WeightedTree queryStacks(const StackStore &store, const StackQuery &query)
{
    constexpr qint64 earliest = std::numeric_limits<qint64>::min();
    constexpr qint64 latest = std::numeric_limits<qint64>::max();
    const bool compares = query.splitAt.has_value();
    const bool ranged = query.from != 0 || query.to != 0;
    const qint64 from = ranged ? query.from : earliest;
    const qint64 to = ranged ? query.to : latest;
    WeightedTree result;
    std::vector<quint64> self = compares ? store.selfBetween(std::max(from, *query.splitAt), to)
                                : ranged ? store.selfBetween(from, to)
                                         : std::vector<quint64>();
    std::vector<quint64> before = compares ? store.selfBetween(from, *query.splitAt) : std::vector<quint64>();
    if (isWhole(query)) {
        result.m_whole = &store;
        result.m_self = std::move(self);
        result.m_before = std::move(before);
    } else {
        const std::vector<quint64> &weights = compares || ranged ? self : store.self();
        const PathFilter filter(store.frames(), query);
        Path path;
        for (quint32 node = 0; node < weights.size(); ++node) {
            const std::optional<quint64> earlier = compares ? std::optional(before[node]) : std::nullopt;
            if (weights[node] == 0 && earlier.value_or(0) == 0)
                continue;
            store.path(node, path);
            if (filter.apply(path))
                result.addPath(path, weights[node], earlier);
        }
    }
    result.sumUp(compares);
    return result;
}

} // namespace radiosonde
