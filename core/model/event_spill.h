// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/model/event_block.h"
#include "core/model/spill_file.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace radiosonde
{

// Moves blocks of events to the disk in a thread of its own: neither the window nor a link waits for it. One
// thread at a time.
class EventSpill
{
public:
    struct Moved
    {
        EventBlock block;           // on the disk; where there is an error, as it was given
        std::optional<Error> error; // why it is not there
    };

    explicit EventSpill(QString folder);
    ~EventSpill(); // drops what waits

    void write(EventBlock block);
    // After an error nothing is left of what waited: it is to be given again.
    std::vector<Moved> takeMoved(); // since the last call, in the order they were given

private:
    void run(const std::stop_token &stop);
    Moved move(EventBlock block);

    QString m_folder;
    std::optional<SpillFile> m_file; // of the thread
    std::mutex m_mutex;
    std::condition_variable_any m_work;
    std::deque<EventBlock> m_waiting;
    std::vector<Moved> m_moved;
    std::jthread m_thread; // last: it ends before what it uses
};

} // namespace radiosonde
