// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/view_samples.h"

#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 second = 1'000'000'000;

std::shared_ptr<ActivityStore> activityOf(ViewKind kind, qint64 start)
{
    Plan plan;
    plan.startTime = start;
    plan.views.resize(1);
    plan.views[0].kind = kind;
    return std::make_shared<ActivityStore>(plan);
}

TimelineLane opens()
{
    const auto activity = activityOf(ViewKind::Events, sampleStart);
    for (int tick = 0; tick < 12'000; ++tick) { // of 10 ms
        if ((tick >= 4'000 && tick < 5'200) || (tick >= 8'020 && tick < 8'380) || (tick / 700) % 5 == 2)
            continue;
        const int count = int(6 + 5 * std::sin(tick * 0.003) + 4 * std::sin(tick * 0.041)) * (tick % 3);
        EventBatch batch;
        batch.records.assign(size_t(std::max(0, count)), {0, 0, sampleStart + tick * (second / 100)});
        activity->take(batch);
    }
    activity->hole(sampleStart + 40 * second, 12 * second);
    activity->take(
        LossUpdate{.time = sampleStart + 84 * second, .count = 40'000, .since = sampleStart + 80 * second});
    activity->take(LossUpdate{.time = sampleStart + 100 * second, .count = 12});
    activity->heard(sampleStart + 120 * second);
    return {u"opensnoop"_s, u"board-7"_s, activity, {}, 0};
}

TimelineLane files()
{
    const auto activity = activityOf(ViewKind::Table, sampleStart);
    for (int i = 1; i <= 120; ++i) {
        TableUpdate update;
        update.time = sampleStart + i * second;
        update.rows = 25 + (i - 1) % 20;
        activity->take(update);
    }
    return {u"filetop"_s, u"This machine"_s, activity, {}, 0};
}

TimelineLane disks()
{
    const auto activity = activityOf(ViewKind::Histogram, sampleStart + 30 * second);
    for (int i = 31; i <= 100; ++i) {
        HistogramUpdate update;
        update.time = sampleStart + i * second;
        update.histograms = {{{}, {}, {quint64(40 + 30 * std::sin(i * 0.4)), 5}}};
        activity->take(update);
    }
    return {u"biolatency"_s, u"lab-3"_s, activity, {}, sampleStart + 120 * second};
}

} // namespace

std::vector<TimelineLane> timelineSample()
{
    return {opens(), files(), disks()};
}

} // namespace radiosonde
