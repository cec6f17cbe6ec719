// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/process_channel.h"

namespace radiosonde
{

// A child process and our ends of its pipes, which are non-blocking.
struct Spawned
{
    int pid = -1;
    int input = -1;
    int output = -1;
    int errors = -1;
};

// Starts a program, as ProcessChannel::start. Takes a few hundred microseconds whatever the size of this
// process, which may have other threads.
Result<Spawned> spawn(const ProgramStart &program);

} // namespace radiosonde
