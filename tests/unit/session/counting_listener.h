// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/session.h"

#include <atomic>

namespace radiosonde
{

// Counts what a session tells.
class Listener : public SessionListener
{
public:
    void statistics(const StubStatistics &) override { ++statisticsCount; }
    void ended(const Error &error) override
    {
        text = error.text;
        ++endedCount;
    }
    std::atomic<int> statisticsCount = 0;
    std::atomic<int> endedCount = 0;
    QString text; // written before endedCount
};

} // namespace radiosonde
