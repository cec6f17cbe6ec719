// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stop_signals.h"

#include <atomic>
#include <csignal>

namespace radiosonde
{

namespace
{

// A signal handler gets no argument, so what it needs has to stand here.
std::atomic<ProbeRun *> runToStop = nullptr;
std::atomic<int> signalsSeen = 0;

void onSignal(int)
{
    ProbeRun *run = runToStop.load();
    if (run == nullptr)
        return;
    if (signalsSeen.fetch_add(1) == 0)
        run->stop();
    else
        run->abort();
}

void handle(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaction(number, &action, nullptr);
}

} // namespace

StopSignals::StopSignals(ProbeRun &run)
{
    runToStop = &run;
    signalsSeen = 0;
    handle(onSignal);
}

StopSignals::~StopSignals()
{
    handle(SIG_DFL);
    runToStop = nullptr;
}

} // namespace radiosonde
