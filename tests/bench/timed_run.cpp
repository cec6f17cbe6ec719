// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/timed_run.h"

#include "tests/bench/figures.h"
#include "tests/bench/quiet_observer.h"

#include <cstdio>

namespace radiosonde
{

namespace
{

class TimingObserver : public QuietObserver
{
public:
    double compiled = 0;
    Result<> accept(const QList<ViewSpec> &) override
    {
        compiled = now();
        return {};
    }
};

} // namespace

std::optional<TimedRun> timeRun(const RunRequest &request, RunEnvironment &environment)
{
    TimingObserver observer;
    double attached = 0;
    double data = 0;
    observer.onBegin = [&] { attached = now(); };
    observer.onData = [&] { data = now(); };
    const double begin = now();
    ProbeRun run(request, environment, observer);
    run.start();
    const RunSummary summary = run.wait();
    if (summary.error) {
        std::printf("  %s: %s\n", qUtf8Printable(request.probe), qUtf8Printable(describe(*summary.error)));
        return {};
    }
    TimedRun timed{.compiled = (observer.compiled - begin) * 1e3, .attached = (attached - begin) * 1e3};
    if (data > 0)
        timed.data = (data - begin) * 1e3;
    return timed;
}

} // namespace radiosonde
