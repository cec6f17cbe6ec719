// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace radiosonde
{

// poll(2) with callbacks and timers, run by one thread. post() and stop() may be called from any thread; all
// else only from the loop's own, or before run(). Callbacks may watch, unwatch and post as they like, also
// their own descriptor.
class PollLoop
{
public:
    using Clock = std::chrono::steady_clock;

    PollLoop();
    ~PollLoop();

    void watch(int fd, short events,
               std::function<void(short revents)> callback); // replaces an earlier watch
    void unwatch(int fd);
    int callAt(Clock::time_point when, std::function<void()> callback); // once; returns a timer's id
    void cancel(int timer);
    void post(std::function<void()> callback);

    void run(); // until stop(); what was posted before stop() still runs
    void stop();
    bool onLoopThread() const;

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
