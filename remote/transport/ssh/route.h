// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/ssh/config.h"
#include "remote/transport/ssh/connection.h"

namespace radiosonde
{

// One server on the way to the last one.
struct SshHop
{
    SshAddress address;
    SshConfig config;
    QString name; // for people: "board-7", "board-7:2222"
};

// The hops in the order in which they are reached; the target is the last. Kind Usage: a configuration that
// can't be understood, or a way that leads in circles.
Result<QList<SshHop>> planRoute(const SshAddress &target);

} // namespace radiosonde
