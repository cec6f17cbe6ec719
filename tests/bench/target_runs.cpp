// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/target_runs.h"

#include "app/run/probe_library.h"
#include "tests/bench/figures.h"
#include "tests/bench/quiet_observer.h"

#include <cstdio>

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
    QuietObserver observer;
    double attached = 0;
    double data = 0;
    observer.onBegin = [&] { attached = now(); };
    observer.onData = [&] { data = now(); };
    const double begin = now();
    ProbeRun run(request, environment, observer);
    run.start();
    const RunSummary summary = run.wait();
    if (summary.error)
        std::printf("  %s: %s\n", qUtf8Printable(source.name), qUtf8Printable(describe(*summary.error)));
    if (summary.error || figures == nullptr)
        return;
    figures->attached.add((attached - begin) * 1e3);
    if (data > 0)
        figures->data.add((data - begin) * 1e3);
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
