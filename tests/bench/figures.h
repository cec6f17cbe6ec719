// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace radiosonde
{

// Samples of one figure: the median is what is quoted, the extremes say how noisy the machine was.
struct Figures
{
    std::vector<double> samples;

    void add(double sample) { samples.push_back(sample); }
    double median() const;
    double least() const;
    double most() const;
};

// "name   median (least .. most) unit" on stdout; "not measured" when there are no samples.
void printRow(const QString &name, const Figures &figures, const QString &unit);
void printHeading(const QString &text);

// Seconds of a steady clock.
double now();

} // namespace radiosonde
