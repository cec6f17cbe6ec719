// SPDX-License-Identifier: GPL-3.0-or-later
// Functions with C++ names.
#include <cstdio>
#include <cstdlib>

namespace work
{

class Counter
{
public:
    [[gnu::noinline]] long step(long value);
    [[gnu::noinline]] long step(const char *text);

private:
    long m_sum = 0;
};

long Counter::step(long value)
{
    return m_sum += value;
}

long Counter::step(const char *text)
{
    return m_sum += text[0];
}

} // namespace work

int main()
{
    char line[32];
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::puts("ready");
    work::Counter counter;
    while (std::fgets(line, sizeof line, stdin)) {
        long sum = 0;
        for (long i = 0, count = std::atol(line); i < count; ++i)
            sum = counter.step(i) + counter.step(line);
        std::printf("done %ld\n", sum);
    }
}
