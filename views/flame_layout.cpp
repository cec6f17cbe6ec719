// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_layout.h"

#include <algorithm>
#include <unordered_map>

namespace radiosonde
{

namespace
{

class Layouter
{
public:
    Layouter(const WeightedTree &tree, const FrameTable &frames, const FlameRequest &request)
        : m_tree(tree), m_frames(frames), m_request(request)
    {
    }

    FlameLayout run()
    {
        m_layout.compares = !m_tree.before().empty();
        m_layout.total = m_tree.total()[0];
        m_layout.before = m_layout.compares ? m_tree.before()[0] : 0;
        search();
        const quint32 zoomed = placeZoomedPath();
        if (weightOf(zoomed) > 0)
            placeBelow(zoomed);
        for (const FlameBox &box : m_layout.boxes)
            m_layout.rows = std::max(m_layout.rows, box.depth + 1);
        return std::move(m_layout);
    }

private:
    struct Task
    {
        quint32 node;
        quint32 box;
    };

    // With two intervals the wider one decides, so that what has gone is still seen.
    quint64 weightOf(quint32 node) const
    {
        return m_layout.compares ? m_tree.total()[node] + m_tree.before()[node] : m_tree.total()[node];
    }

    void search();
    quint32 placeZoomedPath();
    quint32 childNamed(quint32 node, const QString &name) const;
    void placeBelow(quint32 zoomed);
    void placeChildren(const Task &task, std::vector<Task> &tasks);
    std::vector<quint32> childrenOf(quint32 node) const;
    bool isBefore(quint32 a, quint32 b) const;
    FlameBox boxOf(quint32 node, double x, double width, int depth, quint32 parent);
    void addTo(FlameBox &merged, quint32 node, double width);
    quint32 localFrame(quint32 number);
    quint32 frameOf(quint32 node) const { return static_cast<quint32>(m_tree.tree().key(node)); }
    bool isMatch(quint32 node) const { return !m_matches.empty() && node != 0 && m_matches[frameOf(node)]; }

    const WeightedTree &m_tree;
    const FrameTable &m_frames;
    const FlameRequest &m_request;
    FlameLayout m_layout;
    std::vector<bool> m_matches; // by number of a frame; empty: no search
    std::unordered_map<quint32, quint32> m_local;
    double m_pixels = 0; // of one unit of weight
};

void Layouter::search()
{
    if (m_request.search.isEmpty())
        return;
    const QRegularExpression expression = searchExpression(m_request.search);
    m_matches.resize(m_frames.size());
    for (quint32 number = 0; number < m_frames.size(); ++number)
        m_matches[number] = expression.match(m_frames.frame(number).name).hasMatch();
    std::vector<bool> below(m_tree.tree().size(), false); // a frame on the way to the node matches
    for (quint32 node = 1; node < m_tree.tree().size(); ++node) {
        below[node] = below[m_tree.tree().parent(node)] || isMatch(node);
        m_layout.matched += below[node] ? m_tree.self()[node] : 0;
    }
}

quint32 Layouter::localFrame(quint32 number)
{
    const auto [place, isNew] = m_local.try_emplace(number, static_cast<quint32>(m_layout.frames.size()));
    if (isNew)
        m_layout.frames.push_back(m_frames.frame(number));
    return place->second;
}

FlameBox Layouter::boxOf(quint32 node, double x, double width, int depth, quint32 parent)
{
    FlameBox box;
    box.x = x;
    box.width = width;
    box.depth = depth;
    box.parent = parent;
    box.frame = node == 0 ? 0 : localFrame(frameOf(node));
    box.matched = isMatch(node);
    box.total = m_tree.total()[node];
    box.self = m_tree.self()[node];
    box.before = m_layout.compares ? m_tree.before()[node] : 0;
    return box;
}

quint32 Layouter::childNamed(quint32 node, const QString &name) const
{
    quint32 best = PrefixTree::none; // the same name may stand for functions of several modules
    for (quint32 child = m_tree.tree().firstChild(node); child != PrefixTree::none;
         child = m_tree.tree().nextSibling(child)) {
        const bool named = m_frames.frame(frameOf(child)).name == name;
        if (named && (best == PrefixTree::none || weightOf(child) > weightOf(best)))
            best = child;
    }
    return best;
}

// The root and the frames of the zoom, each as wide as the picture.
quint32 Layouter::placeZoomedPath()
{
    m_layout.frames.push_back({});
    m_layout.boxes.push_back(boxOf(0, 0, m_request.width, 0, FlameBox::noParent));
    quint32 node = 0;
    for (qsizetype i = 0; i < m_request.zoom.size(); ++i) {
        const quint32 child = childNamed(node, m_request.zoom[i]);
        if (child == PrefixTree::none || weightOf(child) == 0) {
            m_layout.zoomedAway = m_request.zoom.mid(i);
            break;
        }
        node = child;
        m_layout.boxes.push_back(
            boxOf(node, 0, m_request.width, int(i) + 1, quint32(m_layout.boxes.size() - 1)));
    }
    return node;
}

void Layouter::placeBelow(quint32 zoomed)
{
    m_pixels = m_request.width / double(weightOf(zoomed));
    std::vector<Task> tasks{{zoomed, quint32(m_layout.boxes.size() - 1)}};
    while (!tasks.empty()) {
        const Task task = tasks.back();
        tasks.pop_back();
        placeChildren(task, tasks);
    }
}

bool Layouter::isBefore(quint32 a, quint32 b) const
{
    if (m_request.order == FlameOrder::Heaviest && weightOf(a) != weightOf(b))
        return weightOf(a) > weightOf(b);
    if (m_request.order == FlameOrder::Name) {
        const int order = m_frames.frame(frameOf(a)).name.compare(m_frames.frame(frameOf(b)).name);
        if (order != 0)
            return order < 0;
    }
    return a < b; // as they came
}

std::vector<quint32> Layouter::childrenOf(quint32 node) const
{
    std::vector<quint32> children;
    for (quint32 child = m_tree.tree().firstChild(node); child != PrefixTree::none;
         child = m_tree.tree().nextSibling(child)) {
        if (weightOf(child) > 0)
            children.push_back(child);
    }
    auto end = children.end();
    if (m_request.order == FlameOrder::Heaviest) // narrow ones become one box: their order is not seen
        end = std::partition(children.begin(), children.end(), [this](quint32 child) {
            return double(weightOf(child)) * m_pixels >= m_request.narrowest;
        });
    std::sort(children.begin(), end, [this](quint32 a, quint32 b) { return isBefore(a, b); });
    return children;
}

void Layouter::addTo(FlameBox &merged, quint32 node, double width)
{
    merged.width += width;
    merged.total += m_tree.total()[node];
    merged.self += m_tree.self()[node];
    merged.before += m_layout.compares ? m_tree.before()[node] : 0;
    merged.matched = merged.matched || isMatch(node);
    ++merged.merged;
}

void Layouter::placeChildren(const Task &task, std::vector<Task> &tasks)
{
    double x = m_layout.boxes[task.box].x;
    const int depth = m_layout.boxes[task.box].depth + 1;
    FlameBox merged;
    const auto finishMerged = [&] {
        if (merged.merged > 0)
            m_layout.boxes.push_back(merged);
        merged = {};
    };
    for (const quint32 child : childrenOf(task.node)) {
        const double width = double(weightOf(child)) * m_pixels;
        if (width >= m_request.narrowest) {
            finishMerged();
            tasks.push_back({child, quint32(m_layout.boxes.size())});
            m_layout.boxes.push_back(boxOf(child, x, width, depth, task.box));
        } else {
            if (merged.merged == 0)
                merged = boxOf(child, x, 0, depth, task.box);
            if (merged.merged == 0)
                merged.total = merged.self = merged.before = 0;
            addTo(merged, child, width);
        }
        x += width;
    }
    finishMerged();
}

// Callers of the function in focus, row by row away from it.
void appendCallers(FlameLayout &layout, const FlameLayout &callers)
{
    std::vector<quint32> places(callers.boxes.size(), FlameBox::noParent);
    const auto frames = static_cast<quint32>(layout.frames.size());
    layout.frames.insert(layout.frames.end(), callers.frames.begin(), callers.frames.end());
    for (std::size_t i = 0; i < callers.boxes.size(); ++i) {
        FlameBox box = callers.boxes[i];
        if (box.depth <= 1) { // the root and the function itself are there already
            places[i] = layout.boxes.size() > 1 && box.depth == 1 ? 1 : 0;
            continue;
        }
        box.depth = 1 - box.depth;
        box.frame += frames;
        box.parent = places[box.parent];
        places[i] = static_cast<quint32>(layout.boxes.size());
        layout.boxes.push_back(box);
        layout.callers = std::max(layout.callers, -box.depth);
    }
}

} // namespace

QRegularExpression searchExpression(const QString &text)
{
    const bool exact = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isUpper(); });
    const auto options =
        exact ? QRegularExpression::NoPatternOption : QRegularExpression::CaseInsensitiveOption;
    const QRegularExpression expression(text, options);
    return expression.isValid() ? expression : QRegularExpression(QRegularExpression::escape(text), options);
}

FlameLayout layOutFlames(const WeightedTree &tree, const FrameTable &frames, const FlameRequest &request)
{
    return Layouter(tree, frames, request).run();
}

FlameLayout layOutFlames(const StackStore &store, const FlameRequest &request)
{
    FlameLayout layout = layOutFlames(queryStacks(store, request.query), store.frames(), request);
    if (!request.query.focus.isEmpty() && request.zoom.isEmpty()) {
        FlameRequest callers = request;
        callers.query.roots = StackQuery::Roots::Callees;
        callers.search.clear();
        appendCallers(layout, layOutFlames(queryStacks(store, callers.query), store.frames(), callers));
    }
    layout.unit = store.view().stacks.unit;
    return layout;
}

} // namespace radiosonde
