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

} // namespace

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
