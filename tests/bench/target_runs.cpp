// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/target_runs.h"

#include "app/run/probe_library.h"
#include "tests/bench/figures.h"
#include "tests/bench/timed_run.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int rounds = 7;

struct RunFigures
{
    Figures attached;
    Figures data;
};

void runOnce(const ProbeSource &source, const QString &target, RunEnvironment &environment,
             RunFigures *figures)
{
    RunRequest request;
    request.probe = source.name;
    request.fileName = source.fileName;
    request.source = source.source;
    request.target = target;
    request.durationNs = 1'000'000'000;
    const std::optional<TimedRun> timed = timeRun(request, environment);
    if (!timed || figures == nullptr)
        return;
    figures->attached.add(timed->attached);
    if (timed->data)
        figures->data.add(*timed->data);
}

} // namespace

void measureRuns(const QString &probe, const QString &target, RunEnvironment &environment)
{
    const auto source = findProbe(probe);
    if (!source)
        return;
    runOnce(*source, target, environment, nullptr); // fills caches
    RunFigures cold;
    RunFigures warm;
    for (int round = 0; round < rounds; ++round) {
        environment.targets.clear();
        runOnce(*source, target, environment, &cold);
        runOnce(*source, target, environment, &warm);
    }
    printHeading(probe);
    printRow(u"connect and deploy: Run -> attached"_s, cold.attached, u"ms"_s);
    printRow(u"connect and deploy: Run -> first row"_s, cold.data, u"ms"_s);
    printRow(u"warm session: Run -> attached"_s, warm.attached, u"ms"_s);
    printRow(u"warm session: Run -> first row"_s, warm.data, u"ms"_s);
}

} // namespace radiosonde
