// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the relay that runs on the session's thread.
#include "remote/loader/relay.h"
#include "remote/transport/poll_loop.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr QByteArrayView kernelTypes{"/sys/kernel/btf/vmlinux"};

ssize_t sendSome(int socket, const QByteArray &bytes, int fd)
{
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    iovec part{const_cast<char *>(bytes.constData()), size_t(bytes.size())};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (fd >= 0) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(head), &fd, sizeof fd);
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

} // namespace

void Relay::watch()
{
    if (m_closed)
        return;
    const short events = m_output.empty() ? POLLIN : POLLIN | POLLOUT;
    m_session.loop().watch(m_socket, events,
                           [self = shared_from_this()](short ready) { self->onReady(ready); });
}

void Relay::onReady(short events)
{
    if (events & POLLOUT)
        flush();
    if (!m_closed && (events & (POLLIN | POLLHUP | POLLERR)) && (!receive() || !takeFrames())) {
        close();
        end(End::WorkerGone);
    }
}

bool Relay::receive()
{
    char piece[64 << 10];
    for (;;) {
        const ssize_t got = recv(m_socket, piece, sizeof piece, MSG_DONTWAIT);
        if (got > 0)
            m_input.append(piece, got);
        else
            return got < 0 && (errno == EAGAIN || errno == EINTR);
        if (got < ssize_t(sizeof piece))
            return true;
    }
}

bool Relay::takeFrames()
{
    qsizetype at = 0;
    wire_frame header;
    while (m_input.size() - at >= qsizetype(sizeof header)) {
        std::memcpy(&header, m_input.constData() + at, sizeof header);
        if (header.length > jobMaximumPayload)
            return false;
        if (m_input.size() - at < qsizetype(sizeof header + header.length))
            break;
        if (!takeFrame(header, m_input.mid(at + qsizetype(sizeof header), header.length)))
            return false;
        at += qsizetype(sizeof header + header.length);
    }
    m_input.remove(0, at);
    return true;
}

// False for what no worker in its right mind sends.
bool Relay::takeFrame(const wire_frame &header, const QByteArray &payload)
{
    switch (header.type) {
    case WIRE_CALL_PART:
        m_parts.append(payload);
        return m_parts.size() <= qsizetype(2 * WIRE_MAX_IMAGE / WIRE_MAX_PAYLOAD) &&
               payload.size() <= qsizetype(WIRE_MAX_PAYLOAD);
    case WIRE_CALL:
        return forwardCall(header, payload);
    case WIRE_READFILE:
        return forwardReadFile(header, payload);
    case JobDone: {
        const std::scoped_lock lock(m_mutex);
        if (header.seq == m_job)
            m_answer = payload;
        signal();
        return true;
    }
    default:
        return false;
    }
}

bool Relay::forwardCall(const wire_frame &header, const QByteArray &payload)
{
    wire_call call;
    if (payload.size() < qsizetype(sizeof call) || payload.size() > qsizetype(WIRE_MAX_PAYLOAD))
        return false;
    std::memcpy(&call, payload.constData(), sizeof call);
    int made = call.want_fd >= WIRE_FD_BASE ? call.want_fd : -1;
    if (call.nr == WIRE_NR_DUP3)
        made = int(call.arg[1]);
    if (made >= 0)
        m_made.insert(made);
    if (call.nr == WIRE_NR_CLOSE)
        m_made.erase(int(call.arg[0]));

    for (const QByteArray &part : std::exchange(m_parts, {}))
        m_session.request(WIRE_CALL_PART, 0, 0, part, [](const Reply &) {});
    const bool quiet = header.flags & WIRE_QUIET;
    const quint64 seq = header.seq;
    m_session.request(WIRE_CALL, header.flags & WIRE_QUIET, 0, payload,
                      [relay = weak_from_this(), seq, quiet, made](const Reply &reply) {
                          if (const auto self = relay.lock())
                              self->answer(seq, reply, quiet, made);
                      });
    return true;
}

bool Relay::forwardReadFile(const wire_frame &header, const QByteArray &payload)
{
    wire_readfile request;
    if (payload.size() <= qsizetype(sizeof request) || payload.size() > qsizetype(sizeof request) + 4096)
        return false;
    std::memcpy(&request, payload.constData(), sizeof request);
    const QByteArrayView path = QByteArrayView(payload).sliced(sizeof request);
    const QByteArrayView copyPrefix(hostCopyPrefix.data(), qsizetype(hostCopyPrefix.size()));
    const bool copy = path.startsWith(copyPrefix);
    if (copy || (path == kernelTypes && request.maximum == 0)) {
        {
            const std::scoped_lock lock(m_mutex);
            m_errand = Errand{header.seq, copy ? path.sliced(copyPrefix.size()).toByteArray() : QByteArray()};
        }
        signal();
        return true;
    }
    m_session.request(WIRE_READFILE, 0, 0, payload,
                      [relay = weak_from_this(), seq = header.seq](const Reply &reply) {
                          if (const auto self = relay.lock())
                              self->answer(seq, reply, false, -1);
                      });
    return true;
}

void Relay::answer(quint64 seq, const Reply &reply, bool quiet, int made)
{
    if (reply.result == -EPIPE)
        return end(End::LinkLost);
    if (reply.result < 0 && made >= 0)
        m_made.erase(made);
    if (quiet && reply.result >= 0)
        return;
    QByteArray payload(reinterpret_cast<const char *>(&reply.result), sizeof reply.result);
    queue(WIRE_REPLY, seq, payload.append(reply.bytes));
}

void Relay::queue(quint8 type, quint64 seq, const QByteArray &payload, int fd)
{
    const wire_frame header{quint32(payload.size()), type, 0, 0, seq};
    QByteArray bytes(reinterpret_cast<const char *>(&header), sizeof header);
    m_output.push_back({bytes.append(payload), fd});
    flush();
}

void Relay::flush()
{
    const bool waited = !m_output.empty();
    while (!m_closed && !m_output.empty()) {
        Outgoing &next = m_output.front();
        const ssize_t sent = sendSome(m_socket, next.bytes, next.fd);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            break; // full: POLLOUT tells; dead: POLLHUP does
        if (next.fd >= 0)
            ::close(std::exchange(next.fd, -1));
        next.bytes.remove(0, sent);
        if (next.bytes.isEmpty())
            m_output.pop_front();
    }
    if (waited)
        watch();
}

void Relay::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_session.loop().unwatch(m_socket);
    m_parts.clear();
    for (const int fd : std::exchange(m_made, {}))
        closeOnTarget(fd);
}

void Relay::closeOnTarget(int fd)
{
    wire_call call{};
    call.nr = WIRE_NR_CLOSE;
    call.want_fd = -1;
    call.arg[0] = quint64(fd);
    m_session.request(WIRE_CALL, WIRE_QUIET, 0,
                      QByteArray(reinterpret_cast<const char *>(&call), sizeof call), [](const Reply &) {});
}

} // namespace radiosonde
