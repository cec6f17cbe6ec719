// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/wire/wire.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace radiosonde
{

// A frame from the loader; `fd` is a descriptor that came with it, or -1. Who takes the frame closes it.
struct HostFrame
{
    wire_frame header{};
    std::string payload;
    int fd = -1;
};

// The worker's end of the socket to the loader. Blocks; a loader that is gone, or that breaks the rules, ends
// the worker at once: there is nobody left to tell.
class HostLink
{
public:
    explicit HostLink(int socket) : m_socket(socket) {}

    void send(uint8_t type, uint8_t flags, uint64_t seq, std::initializer_list<std::string_view> parts);
    HostFrame receive();

private:
    int m_socket;
};

} // namespace radiosonde
