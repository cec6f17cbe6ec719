// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/host_link.h"

#include "remote/loader/jobs.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace radiosonde
{

namespace
{

void skipWritten(std::vector<iovec> &parts, size_t count)
{
    auto part = parts.begin();
    for (; part != parts.end() && count >= part->iov_len; ++part)
        count -= part->iov_len;
    parts.erase(parts.begin(), part);
    if (!parts.empty()) {
        parts.front().iov_base = static_cast<char *>(parts.front().iov_base) + count;
        parts.front().iov_len -= count;
    }
}

int passedDescriptor(msghdr &message)
{
    const cmsghdr *control = CMSG_FIRSTHDR(&message);
    if (!control || control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS)
        return -1;
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(control), sizeof fd);
    return fd;
}

// As read(2), and takes a descriptor that comes along.
ssize_t readSome(int socket, char *to, size_t size, int &fd)
{
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    iovec part{to, size};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    const ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (got > 0 && fd < 0)
        fd = passedDescriptor(message);
    return got;
}

void readAll(int socket, char *to, size_t size, int &fd)
{
    while (size > 0) {
        const ssize_t got = readSome(socket, to, size, fd);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            _exit(0);
        to += got;
        size -= size_t(got);
    }
}

} // namespace

void HostLink::send(uint8_t type, uint8_t flags, uint64_t seq, std::initializer_list<std::string_view> parts)
{
    wire_frame header{0, type, flags, 0, seq};
    std::vector<iovec> pieces{{&header, sizeof header}};
    for (const std::string_view part : parts) {
        header.length += uint32_t(part.size());
        if (!part.empty())
            pieces.push_back({const_cast<char *>(part.data()), part.size()});
    }
    while (!pieces.empty()) {
        const ssize_t sent = writev(m_socket, pieces.data(), int(pieces.size()));
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            _exit(0);
        skipWritten(pieces, size_t(sent));
    }
}

HostFrame HostLink::receive()
{
    HostFrame frame;
    readAll(m_socket, reinterpret_cast<char *>(&frame.header), sizeof frame.header, frame.fd);
    if (frame.header.length > jobMaximumPayload)
        _exit(1);
    frame.payload.resize(frame.header.length);
    readAll(m_socket, frame.payload.data(), frame.payload.size(), frame.fd);
    return frame;
}

} // namespace radiosonde
