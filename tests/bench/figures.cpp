// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/figures.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace radiosonde
{

double Figures::median() const
{
    if (samples.empty())
        return 0;
    std::vector<double> sorted = samples;
    std::ranges::sort(sorted);
    return sorted[sorted.size() / 2];
}

double Figures::least() const
{
    return samples.empty() ? 0 : *std::ranges::min_element(samples);
}

double Figures::most() const
{
    return samples.empty() ? 0 : *std::ranges::max_element(samples);
}

void printRow(const QString &name, const Figures &figures, const QString &unit)
{
    if (figures.samples.empty())
        std::printf("  %-52s not measured\n", qUtf8Printable(name));
    else
        std::printf("  %-52s %10.2f (%.2f .. %.2f) %s\n", qUtf8Printable(name), figures.median(),
                    figures.least(), figures.most(), qUtf8Printable(unit));
    std::fflush(stdout);
}

void printHeading(const QString &text)
{
    std::printf("\n%s\n", qUtf8Printable(text));
    std::fflush(stdout);
}

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace radiosonde
