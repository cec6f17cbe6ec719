// SPDX-License-Identifier: GPL-3.0-or-later

// inlinework MILLISECONDS: says "ready", waits for a line, then keeps one processor busy for so much
// processor time in radiosonde::workload::spin<int>(int), which is inlined into Worker::work(). Prints "spun
// NS".

#include "workload.h"

#include <time.h> // also where there is no C++ library for the board

namespace radiosonde::workload
{

static long long processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// What runs in it is its own: nothing is called but once in a while.
template<class Number> [[gnu::always_inline]] inline void spin(Number rounds)
{
    for (volatile Number i = 0; i < rounds; i = i + 1) {
    }
}

struct Worker
{
    long long goal = 0;

    [[gnu::noinline]] long long work() const
    {
        const long long begun = processorTime();
        long long spent = 0;
        while (spent < goal) {
            spin<int>(200000);
            spent = processorTime() - begun;
        }
        return spent;
    }
};

} // namespace radiosonde::workload

int main(int argc, char **argv)
{
    const radiosonde::workload::Worker worker{countArgument(argc, argv, 1, 1000) * 1000000LL};
    waitForStart();
    printf("spun %lld\n", worker.work());
    return 0;
}
