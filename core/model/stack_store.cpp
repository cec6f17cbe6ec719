// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/stack_store.h"

#include "core/layout/value.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// A key of the tree of addresses: an address without its two upper bits, which are alike in a kernel's
// addresses and clear in a process's, and in their place what it is; or the number of a frame that is no
// address; or, below the root, the number of a process.
constexpr quint64 kernelBit = quint64(1) << 63;
constexpr quint64 returnBit = quint64(1) << 62;
constexpr quint64 frameMark = quint64(0x2afe) << 48; // no address of a process or kernel begins so
constexpr quint64 processMark = quint64(0x2aff) << 48;
constexpr quint64 markMask = quint64(0xffff) << 48;

bool isMarked(quint64 key)
{
    return (key & markMask) == frameMark || (key & markMask) == processMark;
}

quint64 addressKey(quint64 address, bool kernel, bool isReturn)
{
    quint64 key = address & ~(kernelBit | returnBit);
    if (isMarked(key)) // hostile: nothing runs there
        key &= ~markMask;
    return key | (kernel ? kernelBit : 0) | (isReturn ? returnBit : 0);
}

CodeAddress addressOf(quint64 key, quint32 tgid, qint64 time)
{
    CodeAddress address;
    address.kernel = (key & kernelBit) != 0;
    address.isReturn = (key & returnBit) != 0;
    address.address = key & ~(kernelBit | returnBit);
    if (address.kernel && (address.address >> 61) != 0)
        address.address |= kernelBit | returnBit;
    address.tgid = tgid;
    address.time = time;
    return address;
}

} // namespace

StackStore::StackStore(const ViewSpec &view, std::shared_ptr<SymbolSource> symbols)
    : m_view(view), m_frames(std::move(symbols)), m_tgids(1, 0), m_names(1, 0), m_scratch(1), m_self(1, 0)
{
}

QString StackStore::processOf(const StacksUpdate &update, std::size_t index) const
{
    const qsizetype size = qsizetype(update.keySize) + update.valueSize;
    const QByteArrayView row = QByteArrayView(update.rows).sliced(qsizetype(index) * size, size);
    QStringList words;
    for (const Column &column : m_view.columns) {
        if (column.meaning == Meaning::Text)
            words.append(std::get<QString>(readValue(column, cellBase(column, row, update.keySize))));
    }
    return words.join(u' ');
}

quint32 StackStore::addressNode(quint32 parent, quint64 key)
{
    const quint32 before = m_addresses.size();
    const quint32 node = m_addresses.child(parent, key);
    if (node != before)
        return node;
    const bool process = (key & markMask) == processMark;
    m_tgids.push_back(process ? static_cast<quint32>(key) : m_tgids[parent]);
    m_names.push_back(0);
    nameNode(node);
    return node;
}

std::span<const quint32> StackStore::framesAt(quint32 node)
{
    const quint64 key = m_addresses.key(node);
    if ((key & markMask) != frameMark)
        return m_frames.framesOf(addressOf(key, m_tgids[node], m_targetTime));
    m_scratch[0] = static_cast<quint32>(key);
    return m_scratch;
}

void StackStore::nameNode(quint32 node)
{
    quint32 name = m_names[m_addresses.parent(node)];
    if ((m_addresses.key(node) & markMask) == processMark) // has no frame of its own
        return;
    const std::span<const quint32> frames = framesAt(node);
    for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
        const quint32 next = m_tree.child(name, *frame);
        if (next != PrefixTree::none)
            name = next;
    }
    m_names[node] = name;
    m_self.resize(m_tree.size(), 0);
}

// Root first: the process, the user's frames, the kernel's.
quint32 StackStore::leafOf(const StacksUpdate &update, const StacksUpdate::Stack &stack)
{
    const auto note = [this](const QString &text, FrameKind kind) {
        return frameMark | m_frames.numberOf({text, {}, kind, false});
    };
    const auto index = static_cast<std::size_t>(&stack - update.stacks.data());
    const QString process = processOf(update, index);
    quint32 node = 0;
    const auto enter = [&](quint64 key) {
        const quint32 next = addressNode(node, key);
        node = next == PrefixTree::none ? node : next;
    };
    if (stack.tgid != 0) // the same addresses mean other functions in another process
        enter(processMark | stack.tgid);
    if (!process.isEmpty())
        enter(note(process, FrameKind::Process));
    const quint64 *addresses = update.addresses.data() + stack.first;
    for (quint32 i = stack.user; i-- > 0;)
        enter(addressKey(addresses[stack.kernel + i], false, i > 0));
    for (quint32 i = stack.kernel; i-- > 0;)
        enter(addressKey(addresses[i], true, i > 0));
    if (stack.lost)
        enter(note(u"[stack lost: the map is full]"_s, FrameKind::Note));
    else if (stack.kernel + stack.user == 0)
        enter(note(u"[no stack]"_s, FrameKind::Note));
    return node;
}

void StackStore::update(const StacksUpdate &update)
{
    m_targetTime = update.targetTime;
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
    for (; node != 0 && node != PrefixTree::none; node = m_tree.parent(node))
        frames.push_back(static_cast<quint32>(m_tree.key(node)));
    std::reverse(frames.begin(), frames.end());
    return frames;
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
    for (std::size_t stack = 0; stack < m_leaves.size(); ++stack) {
        if (m_leaves[stack] != PrefixTree::none)
            m_self[m_names[m_leaves[stack]]] += m_totals[stack];
    }
}

} // namespace radiosonde
