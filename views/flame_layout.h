// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/stack_query.h"

#include <QRegularExpression>

namespace radiosonde
{

// A frame of a flame graph, or several that are too narrow to draw, side by side.
struct FlameBox
{
    static constexpr quint32 noParent = ~quint32(0);

    double x = 0; // pixels from the left
    double width = 0;
    int depth = 0;             // rows from the root; less than 0: callers of the function that is in focus
    quint32 parent = noParent; // index in FlameLayout::boxes
    quint32 frame = 0;         // index in FlameLayout::frames
    quint32 merged = 0;        // 0: one frame; else so many siblings drawn as one
    bool matched = false;      // by the search
    quint64 total = 0;
    quint64 self = 0;
    quint64 before = 0; // with FlameLayout::compares
};

// All that is drawn of a tree at one width. Plain values: made on any thread.
struct FlameLayout
{
    std::vector<FlameBox> boxes; // parents before their children; the first is the root: everything
    std::vector<Frame> frames;
    QString unit;        // of the weights
    quint64 total = 0;   // of everything, not of the zoomed part alone
    quint64 before = 0;  // likewise, with `compares`
    quint64 matched = 0; // of the stacks with a frame that the search found
    bool compares = false;
    int rows = 0;           // of depth 0 and more
    int callers = 0;        // rows above
    QStringList zoomedAway; // a zoom's frames that are no longer there
};

enum class FlameOrder : quint8 { Heaviest, FirstSeen, Name };

struct FlameRequest
{
    StackQuery query;
    QStringList zoom; // names from below the root to the frame that fills the width
    FlameOrder order = FlameOrder::Heaviest;
    QString search;       // a regular expression, or text where it is none; empty: nothing is searched
    double width = 0;     // pixels
    double narrowest = 1; // what is narrower is merged

    bool operator==(const FlameRequest &) const = default;
};

// Widths are exact: a box has as many pixels of its parent's as it has of its weight.
FlameLayout layOutFlames(const WeightedTree &tree, const FrameTable &frames, const FlameRequest &request);

// The same from a store; with StackQuery::focus callers stand above the function and callees below it.
FlameLayout layOutFlames(const StackStore &store, const FlameRequest &request);

// "vfs_read" is found as text, "vfs_(read|write)" as a regular expression; case matters where it has upper
// case.
QRegularExpression searchExpression(const QString &text);

} // namespace radiosonde
