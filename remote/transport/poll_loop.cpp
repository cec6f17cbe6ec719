// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/poll_loop.h"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

timespec toTimespec(std::chrono::nanoseconds time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    return {seconds.count(), (time - seconds).count()};
}

} // namespace

class PollLoop::Impl
{
public:
    Impl();
    ~Impl();

    void watch(int fd, short events, std::function<void(short)> callback);
    void unwatch(int fd);
    int callAt(Clock::time_point when, std::function<void()> callback);
    void cancel(int timer);
    void post(std::function<void()> callback);
    void run();
    void stop();
    bool onLoopThread() const { return m_thread.load() == std::this_thread::get_id(); }

private:
    // Shared with the call that is under way, so that a callback may replace or remove itself.
    using Callback = std::shared_ptr<std::function<void(short)>>;
    struct Watch
    {
        short events = 0;
        std::uint64_t serial = 0; // tells a watch from an earlier one of the same descriptor
        Callback callback;
    };
    using Timers = std::map<std::pair<Clock::time_point, int>, std::function<void()>>;

    void wake();
    void rebuild();
    bool hasPosted();
    void runPosted();
    void runTimers();
    void wait();
    void dispatch();

    std::map<int, Watch> m_watches;
    std::vector<pollfd> m_polled; // the first is m_wakeFd
    std::vector<std::uint64_t> m_serials;
    bool m_changed = true; // m_polled does not match m_watches
    std::uint64_t m_nextSerial = 1;
    Timers m_timers;
    int m_nextTimer = 1;
    int m_wakeFd = -1;
    std::atomic<std::thread::id> m_thread;
    std::atomic<bool> m_stopped = false;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_posted; // under m_mutex
};

PollLoop::Impl::Impl() : m_wakeFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_wakeFd < 0) // out of descriptors: other threads could never reach the loop
        std::abort();
}

PollLoop::Impl::~Impl()
{
    close(m_wakeFd);
}

void PollLoop::Impl::watch(int fd, short events, std::function<void(short)> callback)
{
    m_watches[fd] = {events, m_nextSerial++,
                     std::make_shared<std::function<void(short)>>(std::move(callback))};
    m_changed = true;
}

void PollLoop::Impl::unwatch(int fd)
{
    m_changed |= m_watches.erase(fd) > 0;
}

int PollLoop::Impl::callAt(Clock::time_point when, std::function<void()> callback)
{
    const int timer = m_nextTimer++;
    m_timers.emplace(std::pair(when, timer), std::move(callback));
    return timer;
}

void PollLoop::Impl::cancel(int timer)
{
    std::erase_if(m_timers, [timer](const auto &entry) { return entry.first.second == timer; });
}

void PollLoop::Impl::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written =
        write(m_wakeFd, &one, sizeof one); // fails only when readable already
}

void PollLoop::Impl::post(std::function<void()> callback)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        first = m_posted.empty();
        m_posted.push_back(std::move(callback));
    }
    if (first && !onLoopThread()) // the loop looks at m_posted before it sleeps
        wake();
}

void PollLoop::Impl::stop()
{
    m_stopped.store(true);
    wake();
}

bool PollLoop::Impl::hasPosted()
{
    const std::scoped_lock lock(m_mutex);
    return !m_posted.empty();
}

void PollLoop::Impl::runPosted()
{
    std::vector<std::function<void()>> posted;
    {
        const std::scoped_lock lock(m_mutex);
        posted.swap(m_posted);
    }
    for (const auto &callback : posted)
        callback();
}

void PollLoop::Impl::runTimers()
{
    if (m_timers.empty())
        return;
    // Timers that callbacks set for the past wait for the next turn, so that descriptors get theirs.
    const auto now = Clock::now();
    const int limit = m_nextTimer;
    for (auto next = m_timers.begin(); next != m_timers.end() && next->first.first <= now;) {
        if (next->first.second >= limit) {
            ++next;
            continue;
        }
        const auto callback = std::move(next->second);
        m_timers.erase(next);
        callback();
        next = m_timers.begin();
    }
}

void PollLoop::Impl::rebuild()
{
    m_polled.assign(1, {m_wakeFd, POLLIN, 0});
    m_serials.assign(1, 0);
    for (const auto &[fd, watch] : m_watches) {
        m_polled.push_back({fd, watch.events, 0});
        m_serials.push_back(watch.serial);
    }
    m_changed = false;
}

// Until a descriptor is ready, a timer is due or something was posted.
void PollLoop::Impl::wait()
{
    if (m_changed)
        rebuild();
    timespec timeout{};
    const timespec *bound = &timeout;
    if (!m_stopped.load() && !hasPosted()) {
        if (m_timers.empty())
            bound = nullptr;
        else
            timeout = toTimespec(std::max<std::chrono::nanoseconds>(
                m_timers.begin()->first.first - Clock::now(), std::chrono::nanoseconds(0)));
    }
    if (ppoll(m_polled.data(), m_polled.size(), bound, nullptr) < 0) { // a signal, or no memory for a moment
        for (pollfd &polled : m_polled)
            polled.revents = 0;
    }
}

void PollLoop::Impl::dispatch()
{
    if (m_polled[0].revents != 0) {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = read(m_wakeFd, &count, sizeof count);
    }
    for (std::size_t i = 1; i < m_polled.size(); ++i) {
        if (m_polled[i].revents == 0)
            continue;
        const auto found = m_watches.find(m_polled[i].fd);
        if (found == m_watches.end() || found->second.serial != m_serials[i])
            continue; // an earlier callback of this turn removed or replaced it
        const Callback callback = found->second.callback;
        (*callback)(m_polled[i].revents);
    }
}

void PollLoop::Impl::run()
{
    m_thread.store(std::this_thread::get_id());
    for (bool last = false; !last;) {
        wait();
        last = m_stopped.load();
        if (!last) {
            dispatch();
            runTimers();
        }
        runPosted();
    }
    m_thread.store({});
}

PollLoop::PollLoop() : m(std::make_unique<Impl>()) {}

PollLoop::~PollLoop() = default;

void PollLoop::watch(int fd, short events, std::function<void(short)> callback)
{
    m->watch(fd, events, std::move(callback));
}

void PollLoop::unwatch(int fd)
{
    m->unwatch(fd);
}

int PollLoop::callAt(Clock::time_point when, std::function<void()> callback)
{
    return m->callAt(when, std::move(callback));
}

void PollLoop::cancel(int timer)
{
    m->cancel(timer);
}

void PollLoop::post(std::function<void()> callback)
{
    m->post(std::move(callback));
}

void PollLoop::run()
{
    m->run();
}

void PollLoop::stop()
{
    m->stop();
}

bool PollLoop::onLoopThread() const
{
    return m->onLoopThread();
}

} // namespace radiosonde
