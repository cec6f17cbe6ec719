// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/view_samples.h"

#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int latencySlots = 27;

// How many of `sum` values fall into each slot, in a hump around `middle`.
std::vector<quint64> hump(double sum, double middle, double width)
{
    std::vector<quint64> counts(latencySlots);
    for (int slot = 0; slot < latencySlots; ++slot)
        counts[size_t(slot)] = quint64(sum / width * std::exp(-std::pow((slot - middle) / width, 2)));
    return counts;
}

std::vector<quint64> latencies(int disk, int second)
{
    const double wave = 1 + 0.4 * std::sin(second / 9.0 + disk);
    if (disk == 0)
        return hump(4000 * wave, 6.2 + 0.5 * std::sin(second / 17.0), 1.2);
    if (disk == 1) {
        std::vector<quint64> counts = hump(220 * wave, 11.5, 1.6);
        if (second % 37 == 20)
            counts[20] = 1; // a single one of a second
        return counts;
    }
    return second % 60 < 40 ? hump(600, 8, 1) : hump(900, 8 + (second % 60 - 40) / 4.0, 1.5);
}

struct SampleThread
{
    quint32 tid;
    const char *comm;
    quint64 reads;
    int from; // seconds
    int to;
};

constexpr SampleThread sampleThreads[] = {
    {4211, "postgres", 1840, 0, 999},    {4212, "postgres", 611, 0, 999},
    {4213, "postgres", 590, 0, 999},     {2071, "nginx", 402, 0, 999},
    {2072, "nginx", 377, 0, 999},        {931, "systemd-journal", 12, 0, 999},
    {5120, "ninja", 240, 0, 999},        {5177, "cc1plus", 312, 0, 59},
    {5178, "cc1plus", 287, 60, 999},     {1188, "redis-server", 55, 0, 999},
    {3310, "<b>backup</b>", 96, 30, 999}};

void appendNumber(QByteArray &out, quint64 value, int size)
{
    for (int i = 0; i < size; ++i)
        out += char(value >> (8 * i));
}

QByteArray threadRow(const SampleThread &thread, quint64 reads)
{
    QByteArray row;
    appendNumber(row, thread.tid, 4);
    row += QByteArray(thread.comm).leftJustified(16, '\0', true);
    appendNumber(row, reads, 8);
    appendNumber(row, reads * 4096, 8);
    return row;
}

Column sampleColumn(const QString &name, quint32 offset, Meaning meaning, quint32 size)
{
    Column column;
    column.name = column.title = name;
    column.meaning = meaning;
    column.offset = offset;
    column.type = std::make_shared<Type>(Type{.kind = TypeKind::Unsigned, .size = size});
    return column;
}

} // namespace

ViewSpec threadsSample()
{
    ViewSpec view;
    view.name = view.title = u"threads"_s;
    view.kind = ViewKind::Table;
    view.accumulate = Accumulate::Interval;
    Column tid = sampleColumn(u"tid"_s, 0, Meaning::Identifier, 4);
    tid.inKey = true;
    Column comm = sampleColumn(u"comm"_s, 0, Meaning::Text, 16);
    comm.type = std::make_shared<Type>(
        Type{.kind = TypeKind::Array,
             .size = 16,
             .count = 16,
             .element = std::make_shared<Type>(Type{.kind = TypeKind::Character, .size = 1})});
    Column reads = sampleColumn(u"reads"_s, 16, Meaning::Plain, 8);
    Column bytes = sampleColumn(u"rbytes"_s, 24, Meaning::Size, 8);
    bytes.unit = u"bytes"_s;
    reads.counter = bytes.counter = true;
    view.columns = {tid, comm, reads, bytes};
    return view;
}

TableUpdate threadsSampleAt(int second)
{
    TableUpdate update;
    update.time = sampleStart + second * 1'000'000'000LL;
    update.intervalNs = second > 0 ? 1'000'000'000 : 0;
    update.keySize = 4;
    update.valueSize = 32;
    for (const SampleThread &thread : sampleThreads) {
        const auto readsAt = [&](int at) {
            return quint64(double(thread.reads) * (0.7 + 0.3 * std::sin(at * 0.4 + thread.tid)));
        };
        if (second == thread.to + 1)
            update.removed += threadRow(thread, 0).first(4);
        if (second < thread.from || second > thread.to)
            continue;
        quint64 total = 0;
        for (int at = thread.from; at <= second; ++at)
            total += readsAt(at);
        update.interval += threadRow(thread, readsAt(second));
        update.total += threadRow(thread, total);
        ++update.rows;
    }
    return update;
}

ViewSpec latencySample()
{
    ViewSpec view;
    view.name = view.title = u"latency"_s;
    view.kind = ViewKind::Histogram;
    view.histogram = {.scale = Scale::Log2, .unit = u"us"_s, .slotWidth = 8, .slotCount = latencySlots};
    auto letter = std::make_shared<Type>(Type{.kind = TypeKind::Character, .size = 1});
    Column disk;
    disk.name = disk.title = u"disk"_s;
    disk.meaning = Meaning::Text;
    disk.inKey = true;
    disk.type =
        std::make_shared<Type>(Type{.kind = TypeKind::Array, .size = 8, .count = 8, .element = letter});
    view.columns = {disk};
    return view;
}

HistogramUpdate latencySampleAt(int second)
{
    HistogramUpdate update;
    update.time = sampleStart + second * 1'000'000'000LL;
    const char *disks[] = {"nvme0n1", "sda", "mmcblk0"};
    for (int disk = 0; disk < 3; ++disk) {
        HistogramUpdate::Histogram histogram;
        histogram.key = QByteArray(disks[disk]).leftJustified(8, '\0', true);
        histogram.counts.resize(latencySlots);
        for (int past = 0; past <= second; ++past) {
            histogram.difference = latencies(disk, past);
            for (size_t slot = 0; slot < histogram.counts.size(); ++slot)
                histogram.counts[slot] += histogram.difference[slot];
        }
        update.histograms.push_back(std::move(histogram));
    }
    return update;
}

} // namespace radiosonde
