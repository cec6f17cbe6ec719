// SPDX-License-Identifier: GPL-3.0-or-later
// The loop of someone who edits a probe: save -> object, object -> attached, Run -> first data, in a warm
// session.
#include "app/run/probe_library.h"
#include "tests/bench/figures.h"
#include "tests/bench/timed_run.h"

#include <QCoreApplication>

#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int rounds = 11;

struct Turnaround
{
    Figures object;
    Figures attached;
    Figures data;
};

void runOnce(const ProbeSource &source, RunEnvironment &environment, Turnaround *figures)
{
    RunRequest request;
    request.probe = source.name;
    request.fileName = source.fileName;
    request.source = source.source;
    request.durationNs = 200'000'000;
    const std::optional<TimedRun> timed = timeRun(request, environment);
    if (!timed || figures == nullptr)
        return;
    figures->object.add(timed->compiled);
    figures->attached.add(timed->attached - timed->compiled);
    if (timed->data)
        figures->data.add(*timed->data);
}

void measure(const QString &name)
{
    auto source = findProbe(name);
    if (!source)
        return;
    RunEnvironment environment;
    runOnce(*source, environment, nullptr); // starts workers, fills caches
    Turnaround edited;
    Turnaround unchanged;
    for (int round = 0; round < rounds; ++round) {
        source->source += "\nstatic int edit_" + QByteArray::number(round) + QByteArray::number(getpid()) +
                          "(void) { return " + QByteArray::number(round) + "; }\n";
        runOnce(*source, environment, &edited);
        runOnce(*source, environment, &unchanged);
    }
    printHeading(name);
    printRow(u"edited: Run -> object and facts"_s, edited.object, u"ms"_s);
    printRow(u"edited: object -> attached"_s, edited.attached, u"ms"_s);
    printRow(u"edited: Run -> first event or snapshot"_s, edited.data, u"ms"_s);
    printRow(u"unchanged: Run -> object and facts"_s, unchanged.object, u"ms"_s);
    printRow(u"unchanged: Run -> first event or snapshot"_s, unchanged.data, u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::jthread opener([](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            const int fd = open("/etc/hostname", O_RDONLY);
            char byte = 0;
            [[maybe_unused]] const ssize_t got = read(fd, &byte, 1);
            close(fd);
            usleep(1000);
        }
    });
    for (const QString &name : {u"opensnoop"_s, u"filetop"_s, u"biolatency"_s})
        measure(name);
    return 0;
}
