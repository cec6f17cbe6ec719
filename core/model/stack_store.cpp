// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/stack_store.h"

#include "core/layout/value.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// A key of the tree of addresses: the number of a place, or with this bit that of a frame that is at none.
constexpr quint32 frameBit = quint32(1) << 31;

} // namespace

StackStore::StackStore(const ViewSpec &view, std::shared_ptr<SymbolSource> symbols)
    : m_view(view), m_frames(std::move(symbols)), m_names(1, 0), m_self(1, 0)
{
    for (const Column &column : m_view.columns) {
        if (column.meaning == Meaning::Text)
            m_texts.push_back(column);
    }
}

QString StackStore::processOf(const StacksUpdate &update, std::size_t index) const
{
    if (m_texts.isEmpty())
        return {};
    const qsizetype size = qsizetype(update.keySize) + update.valueSize;
    const QByteArrayView row = QByteArrayView(update.rows).sliced(qsizetype(index) * size, size);
    QStringList words;
    for (const Column &column : m_texts)
        words.append(std::get<QString>(readValue(column, cellBase(column, row, update.keySize))));
    return words.join(u' ');
}

void StackStore::nameNode(quint32 node)
{
    quint32 name = m_names[m_addresses.parent(node)];
    const auto enter = [&](quint32 frame) {
        const quint32 next = m_tree.child(name, frame);
        name = next == PrefixTree::none ? name : next;
    };
    const quint32 key = m_addresses.key(node);
    if (key & frameBit) {
        enter(key & ~frameBit);
    } else {
        const std::span<const quint32> frames = m_frames.framesAt(key);
        std::for_each(frames.rbegin(), frames.rend(), enter);
    }
    m_names[node] = name;
}

// One more step of the stack that is being taken in. Where it begins as the one before it did, its nodes are
// known already.
void StackStore::enter(const CodeAddress &address, bool isNote)
{
    const auto isKnown = [&](const Step &step) {
        return step.address.address == address.address && step.address.isReturn == address.isReturn &&
               step.address.kernel == address.kernel && step.address.tgid == address.tgid &&
               step.isNote == isNote;
    };
    if (m_depth < m_steps.size() && isKnown(m_steps[m_depth])) {
        ++m_depth;
        return;
    }
    m_steps.resize(m_depth++);
    const quint32 parent = m_steps.empty() ? 0 : m_steps.back().node;
    const quint32 key = isNote ? frameBit | quint32(address.address) : m_frames.placeOf(address) & ~frameBit;
    const quint32 node = m_addresses.child(parent, key);
    m_steps.push_back({address, isNote, node == PrefixTree::none ? parent : node});
    if (node != PrefixTree::none && node == m_names.size()) {
        m_names.push_back(0);
        nameNode(node);
    }
}

// Root first: the process, the user's frames, the kernel's.
quint32 StackStore::leafOf(const StacksUpdate &update, const StacksUpdate::Stack &stack)
{
    CodeAddress address;
    address.tgid = stack.tgid; // the same addresses mean other functions in another process
    address.time = update.targetTime;
    const auto note = [&](const QString &text, FrameKind kind) {
        address.address = m_frames.numberOf({text, {}, kind, false});
        address.isReturn = false;
        enter(address, true);
    };
    const auto enterAll = [&](const quint64 *addresses, quint32 count) {
        for (quint32 i = 0; i < count; ++i) {
            address.address = addresses[i];
            address.isReturn = i > 0;
            m_frames.prefetch(address);
        }
        while (count-- > 0) {
            address.address = addresses[count];
            address.isReturn = count > 0;
            enter(address, false);
        }
    };
    m_depth = 0;
    const auto index = static_cast<std::size_t>(&stack - update.stacks.data());
    if (const QString process = processOf(update, index); !process.isEmpty())
        note(process, FrameKind::Process);
    enterAll(update.addresses.data() + stack.first + stack.kernel, stack.user);
    address.kernel = true;
    enterAll(update.addresses.data() + stack.first, stack.kernel);
    if (stack.lost)
        note(u"[stack lost: the map is full]"_s, FrameKind::Note);
    else if (stack.kernel + stack.user == 0)
        note(u"[no stack]"_s, FrameKind::Note);
    m_steps.resize(m_depth);
    m_self.resize(m_tree.size(), 0);
    return m_steps.empty() ? 0 : m_steps.back().node;
}

void StackStore::update(const StacksUpdate &update)
{
    std::vector<Change> changes;
    for (const StacksUpdate::Stack &stack : update.stacks) {
        if (stack.number >= m_leaves.size()) {
            m_leaves.resize(stack.number + 1, PrefixTree::none);
            m_totals.resize(stack.number + 1, 0);
        }
        quint32 &leaf = m_leaves[stack.number];
        if (leaf == PrefixTree::none)
            leaf = leafOf(update, stack);
        const quint64 difference = stack.total - m_totals[stack.number]; // modulo 2^64
        m_self[m_names[leaf]] += difference;
        m_total += difference;
        m_totals[stack.number] = stack.total;
        if (stack.interval != 0)
            changes.push_back({stack.number, stack.interval});
    }
    remember(update.time, changes);
    m_time = update.time;
    ++m_generation;
}

void StackStore::remember(qint64 time, const std::vector<Change> &changes)
{
    m_changes.insert(m_changes.end(), changes.begin(), changes.end());
    m_intervals.push_back({time, m_forgotten + m_changes.size()});
    if (m_changes.size() <= maximumChanges)
        return;
    const std::size_t half = m_changes.size() / 2;
    auto kept = std::find_if(m_intervals.begin(), m_intervals.end(),
                             [&](const Interval &interval) { return interval.end >= m_forgotten + half; });
    kept = kept == m_intervals.end() ? kept : kept + 1;
    const std::size_t end = (kept - 1)->end;
    m_changes.erase(m_changes.begin(), m_changes.begin() + qsizetype(end - m_forgotten));
    m_forgotten = end;
    m_intervals.erase(m_intervals.begin(), kept);
}

qint64 StackStore::historyBegin() const
{
    return m_intervals.empty() ? 0 : m_intervals.front().time;
}

std::vector<quint64> StackStore::selfBetween(qint64 from, qint64 to) const
{
    std::vector<quint64> weights(m_tree.size(), 0);
    std::size_t at = m_forgotten;
    for (const Interval &interval : m_intervals) {
        for (; at < interval.end && interval.time >= from && interval.time < to; ++at) {
            const Change &change = m_changes[at - m_forgotten];
            if (change.weight > 0) // what was freed since counts where it was taken
                weights[m_names[m_leaves[change.stack]]] += static_cast<quint64>(change.weight);
        }
        at = interval.end;
    }
    return weights;
}

quint32 StackStore::nodeOf(quint32 stack) const
{
    const bool known = stack < m_leaves.size() && m_leaves[stack] != PrefixTree::none;
    return known ? m_names[m_leaves[stack]] : PrefixTree::none;
}

std::vector<quint32> StackStore::path(quint32 node) const
{
    std::vector<quint32> frames;
    path(node, frames);
    return frames;
}

void StackStore::path(quint32 node, std::vector<quint32> &frames) const
{
    frames.clear();
    for (; node != 0 && node != PrefixTree::none; node = m_tree.parent(node))
        frames.push_back(m_tree.key(node));
    std::reverse(frames.begin(), frames.end());
}

bool StackStore::refresh()
{
    if (!m_frames.refresh())
        return false;
    rename();
    return true;
}

void StackStore::rename()
{
    m_tree = {};
    m_self.assign(1, 0);
    for (quint32 node = 1; node < m_addresses.size(); ++node)
        nameNode(node);
    m_self.resize(m_tree.size(), 0);
    for (std::size_t stack = 0; stack < m_leaves.size(); ++stack) {
        if (m_leaves[stack] != PrefixTree::none)
            m_self[m_names[m_leaves[stack]]] += m_totals[stack];
    }
}

} // namespace radiosonde
