// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stop_signals.h"

#include <atomic>
#include <csignal>

namespace radiosonde
{

namespace
{

// A signal handler gets no argument, so what it needs has to stand here.
std::atomic<Interruptor *> waitToStop = nullptr;
std::atomic<const std::vector<ProbeRun *> *> runsToStop = nullptr;
std::atomic<int> signalsSeen = 0;

void onSignal(int number)
{
    if (Interruptor *wait = waitToStop.load())
        wait->interrupt();
    const std::vector<ProbeRun *> *runs = runsToStop.load();
    const bool first = signalsSeen.fetch_add(1) == 0;
    if (runs != nullptr && !runs->empty()) {
        for (ProbeRun *run : *runs)
            first ? run->stop() : run->abort();
    } else if (!first) {
        std::signal(number, SIG_DFL);
        std::raise(number);
    }
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

StopSignals::StopSignals(Interruptor &stop, std::vector<ProbeRun *> runs) : m_runs(std::move(runs))
{
    waitToStop = &stop;
    runsToStop = &m_runs;
    signalsSeen = 0;
    handle(onSignal);
}

StopSignals::~StopSignals()
{
    handle(SIG_DFL);
    runsToStop = nullptr;
    waitToStop = nullptr;
}

} // namespace radiosonde
