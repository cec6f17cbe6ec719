// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/poll_loop.h"

#include <QTest>

#include <thread>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace radiosonde;
using namespace std::chrono_literals;

namespace
{

struct Pipe
{
    Pipe()
    {
        if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        close(ends[0]);
        close(ends[1]);
    }
    void put()
    {
        if (write(ends[1], "x", 1) != 1)
            qFatal("pipe is full");
    }
    char get()
    {
        char c = 0;
        return read(ends[0], &c, 1) == 1 ? c : 0;
    }
    int ends[2];
};

} // namespace

class TestPollLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsWhatWasPostedBeforeStop();
    void postsFromOtherThreads();
    void postFromACallbackNeedsNoDescriptor();
    void firesTimersInOrder();
    void cancelsTimers();
    void watches();
    void callbackMayUnwatchItself();
    void callbackMayRemoveAnother();
    void reusedDescriptorGetsNoStaleEvent();
    void knowsItsThread();
};

void TestPollLoop::runsWhatWasPostedBeforeStop()
{
    PollLoop loop;
    int runs = 0;
    loop.post([&] { ++runs; });
    loop.stop();
    loop.run();
    QCOMPARE(runs, 1);
}

void TestPollLoop::postsFromOtherThreads()
{
    PollLoop loop;
    int runs = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 1000; ++i) {
                loop.post([&] {
                    if (++runs == 4000)
                        loop.stop();
                });
            }
        });
    }
    loop.run();
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(runs, 4000);
}

void TestPollLoop::postFromACallbackNeedsNoDescriptor()
{
    PollLoop loop;
    int depth = 0;
    std::function<void()> again = [&] {
        if (++depth == 100)
            loop.stop();
        else
            loop.post(again);
    };
    loop.post(again);
    loop.run();
    QCOMPARE(depth, 100);
}

void TestPollLoop::firesTimersInOrder()
{
    PollLoop loop;
    std::vector<int> order;
    const auto start = PollLoop::Clock::now();
    loop.callAt(start + 20ms, [&] {
        order.push_back(2);
        loop.stop();
    });
    loop.callAt(start + 10ms, [&] { order.push_back(1); });
    loop.callAt(start - 10ms, [&] { order.push_back(0); });
    loop.run();
    QCOMPARE(order, std::vector({0, 1, 2}));
    QVERIFY(PollLoop::Clock::now() - start >= 20ms);
}

void TestPollLoop::cancelsTimers()
{
    PollLoop loop;
    bool cancelled = false;
    const auto now = PollLoop::Clock::now();
    const int other = loop.callAt(now + 5ms, [&] { cancelled = true; });
    loop.callAt(now + 1ms, [&] { loop.cancel(other); });
    loop.callAt(now + 10ms, [&] { loop.stop(); });
    loop.run();
    QVERIFY(!cancelled);
}

void TestPollLoop::watches()
{
    PollLoop loop;
    Pipe pipe;
    int got = 0;
    loop.watch(pipe.ends[0], POLLIN, [&](short revents) {
        QVERIFY(revents & POLLIN);
        got += pipe.get() == 'x';
        if (got == 3)
            loop.stop();
        else
            pipe.put();
    });
    pipe.put();
    loop.run();
    QCOMPARE(got, 3);
}

void TestPollLoop::callbackMayUnwatchItself()
{
    PollLoop loop;
    Pipe pipe;
    int calls = 0;
    const auto token = std::make_shared<int>(7); // lives in the callback: touched after unwatch()
    loop.watch(pipe.ends[0], POLLIN, [&, token](short) {
        loop.unwatch(pipe.ends[0]);
        calls += *token == 7;
        loop.callAt(PollLoop::Clock::now() + 5ms, [&] { loop.stop(); });
    });
    pipe.put();
    loop.run();
    QCOMPARE(calls, 1);
    QCOMPARE(token.use_count(), 1L);
}

void TestPollLoop::callbackMayRemoveAnother()
{
    PollLoop loop;
    Pipe first;
    Pipe second;
    int calls = 0;
    const auto callback = [&](short) {
        ++calls;
        loop.unwatch(first.ends[0]);
        loop.unwatch(second.ends[0]);
        loop.stop();
    };
    loop.watch(first.ends[0], POLLIN, callback);
    loop.watch(second.ends[0], POLLIN, callback);
    first.put();
    second.put();
    loop.run();
    QCOMPARE(calls, 1);
}

void TestPollLoop::reusedDescriptorGetsNoStaleEvent()
{
    PollLoop loop;
    Pipe first;
    Pipe second;
    int stale = 0;
    loop.watch(first.ends[0], POLLIN, [&](short) {
        (void)first.get();
        (void)second.get();
        loop.watch(second.ends[0], POLLIN, [&](short) { ++stale; });
        loop.callAt(PollLoop::Clock::now() + 5ms, [&] { loop.stop(); });
    });
    loop.watch(second.ends[0], POLLIN, [&](short) { ++stale; });
    first.put();
    second.put();
    loop.run();
    QCOMPARE(stale, 0);
}

void TestPollLoop::knowsItsThread()
{
    PollLoop loop;
    QVERIFY(!loop.onLoopThread());
    bool inside = false;
    loop.post([&] {
        inside = loop.onLoopThread();
        loop.stop();
    });
    std::thread thread([&] { loop.run(); });
    thread.join();
    QVERIFY(inside);
    QVERIFY(!loop.onLoopThread());
}

QTEST_GUILESS_MAIN(TestPollLoop)
#include "test_poll_loop.moc"
