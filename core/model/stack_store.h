// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"
#include "core/model/frame_table.h"
#include "core/model/prefix_tree.h"

#include <QHash>

namespace radiosonde
{

// All stacks of a view, as a tree of functions that grows with every update. Addresses are kept as they came,
// so that names which become known later only make the tree of names anew; frames of the same name are one.
// A million distinct stacks of 12 to 40 frames take 0.7 GiB (bench_stacks). Belongs to one thread at a time.
class StackStore
{
public:
    StackStore(const ViewSpec &view, std::shared_ptr<SymbolSource> symbols);

    void update(const StacksUpdate &update);
    // Takes in names that have become known; true when nodes of tree() have changed their meaning.
    bool refresh();

    const ViewSpec &view() const { return m_view; }
    const FrameTable &frames() const { return m_frames; }
    FrameTable &frames() { return m_frames; }

    // Keys are numbers of frames. Root first: what the row's text columns say (a process), the user's frames,
    // the kernel's.
    const PrefixTree &tree() const { return m_tree; }
    const std::vector<quint64> &self() const { return m_self; } // weight of the stacks that end in each node
    quint32 nodeOf(quint32 stack) const; // by StacksUpdate::Stack::number; PrefixTree::none: never seen
    std::vector<quint32> path(quint32 node) const; // numbers of frames, root first
    void path(quint32 node, std::vector<quint32> &frames) const;

    qsizetype stackCount() const { return qsizetype(m_totals.size()); }
    quint64 total() const { return m_total; }
    qint64 time() const { return m_time; }              // of the newest update, wall clock
    quint64 generation() const { return m_generation; } // updates so far

    // Weights of the nodes from the stacks that were counted in updates of [from, to), wall clock. What lies
    // before historyBegin() is no longer known apart.
    std::vector<quint64> selfBetween(qint64 from, qint64 to) const;
    qint64 historyBegin() const;
    static constexpr std::size_t maximumChanges = 16'000'000;

private:
    struct Change
    {
        quint32 stack = 0;
        qint64 weight = 0;
    };
    struct Step
    {
        CodeAddress address;
        bool isNote = false; // it is the number of a frame
        quint32 node = 0;    // of m_addresses
    };
    struct Interval
    {
        qint64 time = 0;
        std::size_t end = 0; // in m_changes, counted from the first ever
    };

    quint32 leafOf(const StacksUpdate &update, const StacksUpdate::Stack &stack);
    QString processOf(const StacksUpdate &update, std::size_t index) const;
    void enter(const CodeAddress &address, bool isNote);
    void nameNode(quint32 node);
    void rename();
    void remember(qint64 time, const std::vector<Change> &changes);

    ViewSpec m_view;
    QList<Column> m_texts; // of the view: what names a process
    FrameTable m_frames;
    PrefixTree m_addresses;       // keys: see stack_store.cpp
    std::vector<quint32> m_names; // node of m_tree of each node of m_addresses
    std::vector<Step> m_steps;    // of the stack that was taken in last
    std::size_t m_depth = 0;      // steps of the one that is being taken in
    PrefixTree m_tree;
    std::vector<quint64> m_self;   // of m_tree
    std::vector<quint32> m_leaves; // node of m_addresses of each stack
    std::vector<quint64> m_totals; // of each stack
    std::vector<Change> m_changes; // the newest ones
    std::size_t m_forgotten = 0;   // changes before them
    std::vector<Interval> m_intervals;
    quint64 m_total = 0;
    qint64 m_time = 0;
    quint64 m_generation = 0;
};

} // namespace radiosonde
