// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/usdt_operands.h"

#include <string>
#include <vector>

namespace radiosonde
{

// One breakpoint to be.
struct UprobePlace
{
    uint64_t offset = 0;    // in the file
    uint64_t semaphore = 0; // of USDT, offset in the file; 0: none
    uint64_t address =
        0; // in memory, where that is known: of a program that is never moved, or of one process
    std::vector<UsdtArgument> arguments;
};

// Where a program for user space goes.
struct UprobePlan
{
    std::string program;
    bool atReturn = false;
    bool usdt = false;
    bool multi = false;   // its section asks for many places at once
    unsigned process = 0; // 0: all that run the file
    std::string path;     // as the stub opens it
    std::vector<UprobePlace> places;
};

const UprobePlan *findPlan(const std::vector<UprobePlan> &plans, const std::string &program);

} // namespace radiosonde
