// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace radiosonde
{

// What a decoder makes of chunks; exporters and view stores implement DataSink. All times are wall-clock ns
// since 1970.

// Records of one view, in order. Their bytes are not decoded yet: core/layout/value.h reads a column's cell.
struct EventBatch
{
    struct Record
    {
        quint32 offset = 0; // in `bytes`
        quint32 length = 0;
        qint64 time = 0; // the record's own timestamp where it has one, else the drain's
    };
    int view = 0; // index in Plan::views
    QByteArray bytes;
    std::vector<Record> records;
};

// Rows of a table view after one snapshot: those that changed; of a view in total also all others when
// `final`. A row is keySize + valueSize bytes; per-CPU values are summed already.
struct TableUpdate
{
    int view = 0;
    qint64 time = 0;
    qint64 intervalNs = 0; // since the snapshot before; 0 for the first
    quint32 keySize = 0;
    quint32 valueSize = 0;
    qsizetype rows = 0;
    QByteArray interval; // rows that changed: counters hold their difference over the interval, other columns
                         // their value
    QByteArray total;    // the same rows with cumulative values
    QByteArray removed;  // keys that the map no longer has, one after the other
    bool final = false;
};

// Histograms of a view after one snapshot: those that changed; of a view in total also all others when
// `final`.
struct HistogramUpdate
{
    int view = 0;
    qint64 time = 0;
    struct Histogram
    {
        QByteArray key;                  // the map's key bytes, or a little-endian u32 index, or empty
        std::vector<quint64> counts;     // per slot, in total
        std::vector<quint64> difference; // since the snapshot before
    };
    std::vector<Histogram> histograms;
    bool final = false;
};

// Stacks of a view after one snapshot: those whose weight changed; of a view in total also all others when
// `final`. Rows of the map that show the same columns and stacks are one.
struct StacksUpdate
{
    struct Stack
    {
        quint32 number = 0;  // the same stack in every update of the view; numbers count from 0
        quint32 kernel = 0;  // addresses of the kernel, in `addresses` from `first` on, innermost first
        quint32 user = 0;    // addresses of the process, behind them, innermost first
        quint64 first = 0;   // index in `addresses`
        bool lost = false;   // the stack map had no room for it: there are no addresses, or only some
        quint32 tgid = 0;    // 0: not known
        quint64 total = 0;   // weight since the start, in StacksSpec::unit
        qint64 interval = 0; // weight since the update before; less than 0 where rows were deleted
    };
    int view = 0;
    qint64 time = 0;
    qint64 targetTime = 0; // the same, by the target's monotonic clock
    qint64 intervalNs = 0; // since the snapshot before; 0 for the first
    quint32 keySize = 0;
    quint32 valueSize = 0;
    QByteArray rows; // key and value of each stack, in the order of `stacks`: what columns are read from
    std::vector<quint64> addresses;
    std::vector<Stack> stacks;
    bool final = false;
};

enum class LossPlace : quint8 { Kernel, Map, Missed, Link, Host };

struct LossUpdate
{
    int view = -1; // -1: not known which
    qint64 time = 0;
    quint64 count = 0; // since the last LossUpdate of this view and place
    LossPlace place = LossPlace::Kernel;
    qint64 since = 0; // it happened between this moment and `time`; 0: at a time before that is not known
};

// Conservation: produced = delivered + lost, of stream records; all 0 without streams; lost is empty where
// unknown.
struct EndUpdate
{
    std::optional<quint64> produced;
    quint64 delivered = 0;
    std::optional<quint64> lost;
    qint64 durationNs = 0;
};

// begin() once, then any number of updates, then end() at most once (a recording cut short has none).
// All calls come from one thread.
class DataSink
{
public:
    virtual ~DataSink() = default;
    virtual void begin(const Plan &plan) = 0;
    virtual void events(const EventBatch &batch) = 0;
    virtual void table(const TableUpdate &update) = 0;
    virtual void histogram(const HistogramUpdate &update) = 0;
    virtual void stacks(const StacksUpdate &update) = 0;
    virtual void loss(const LossUpdate &update) = 0;
    virtual void hole(qint64 from, qint64 durationNs) = 0;
    virtual void end(const EndUpdate &update) = 0;
};

} // namespace radiosonde
