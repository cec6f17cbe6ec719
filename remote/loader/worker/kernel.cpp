// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/kernel.h"

#include "remote/loader/worker/local_calls.h"
#include "remote/loader/worker/memory_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace radiosonde
{

namespace
{

template<class T> std::string_view bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

template<class T> std::string_view bytesOf(const std::vector<T> &list)
{
    return {reinterpret_cast<const char *>(list.data()), list.size() * sizeof(T)};
}

int64_t resultOf(const HostFrame &reply)
{
    int64_t result = -EPROTO;
    if (reply.payload.size() >= sizeof result)
        std::memcpy(&result, reply.payload.data(), sizeof result);
    return result;
}

std::string_view bytesAfterResult(const HostFrame &reply)
{
    return std::string_view(reply.payload).substr(std::min(reply.payload.size(), sizeof(int64_t)));
}

} // namespace

void Kernel::sendCall(const KernelCall &call, const Image &image, uint8_t flags)
{
    wire_call head{};
    head.nr = call.nr;
    head.want_fd = call.wantFd;
    head.pointer_mask = call.pointerMask;
    head.image_length = image.length();
    head.sent_length = uint32_t(image.sent().size());
    const std::vector<wire_range> ranges = image.ranges();
    head.relocations = uint16_t(image.relocations().size());
    head.outs = uint16_t(ranges.size());
    std::ranges::copy(call.args, head.arg);

    const std::string_view fixed[] = {bytesOf(head), bytesOf(image.relocations()), bytesOf(ranges)};
    const size_t room = WIRE_MAX_PAYLOAD - fixed[0].size() - fixed[1].size() - fixed[2].size();
    std::string_view sent = image.sent();
    ++m_seq;
    for (; sent.size() > room; sent.remove_prefix(room))
        m_link.send(WIRE_CALL_PART, 0, m_seq, {sent.substr(0, room)});
    m_link.send(WIRE_CALL, flags, m_seq, {fixed[0], fixed[1], fixed[2], sent});
}

void Kernel::notePosted(uint64_t seq, int64_t result)
{
    const auto posted = m_posted.find(seq);
    if (posted == m_posted.end() || result >= 0)
        return;
    if (!posted->second.empty() && !m_failure)
        m_failure = PostedFailure{posted->second, int(-result)};
    m_posted.erase(posted);
}

HostFrame Kernel::awaitReply(uint64_t seq)
{
    ++m_roundTrips;
    for (;;) {
        HostFrame frame = m_link.receive();
        if (frame.header.type != WIRE_REPLY)
            _exit(1); // the loader gives no second job before the first is done
        if (frame.header.seq == seq) {
            m_posted.clear(); // answers come in order: all before this one went well
            return frame;
        }
        notePosted(frame.header.seq, resultOf(frame));
    }
}

int64_t Kernel::call(const KernelCall &call, Image &image)
{
    image.finish();
    sendCall(call, image, 0);
    const HostFrame reply = awaitReply(m_seq);
    const int64_t result = resultOf(reply);
    if (!m_failure) {
        image.takeOutputs(bytesAfterResult(reply));
        return result;
    }
    if (result >= 0 && call.wantFd >= 0)
        postClose(call.wantFd);
    return -m_failure->error;
}

int64_t Kernel::post(const KernelCall &call, Image &image)
{
    if (!m_target.pipelined)
        return this->call(call, image);
    image.finish();
    sendCall(call, image, WIRE_QUIET);
    m_posted.emplace(m_seq, call.what);
    return call.wantFd >= 0 ? call.wantFd : 0;
}

void Kernel::postClose(int fd)
{
    KernelCall call{WIRE_NR_CLOSE, {uint64_t(fd)}, 0, -1, {}};
    Image image;
    image.finish();
    sendCall(call, image, WIRE_QUIET);
    m_posted.emplace(m_seq, std::string());
}

void Kernel::settle()
{
    // The stub works in order: the answer to a call that does nothing comes behind all others.
    const KernelCall call{WIRE_NR_CLOSE, {uint64_t(WIRE_FD_LIMIT) - 1}, 0, -1, {}};
    Image image;
    image.finish();
    sendCall(call, image, 0);
    awaitReply(m_seq);
}

int Kernel::readFile(const std::string &path, uint64_t maximum)
{
    const wire_readfile request{0, maximum};
    m_link.send(WIRE_READFILE, 0, ++m_seq, {bytesOf(request), path});
    HostFrame reply = awaitReply(m_seq);
    const int64_t result = resultOf(reply);
    if (result < 0 || m_failure) {
        if (reply.fd >= 0)
            localClose(reply.fd);
        return result < 0 ? int(result) : -m_failure->error;
    }
    if (reply.fd >= 0) {
        lseek(reply.fd, 0, SEEK_SET);
        return reply.fd;
    }
    return memoryFile(bytesAfterResult(reply));
}

std::expected<std::string, int> Kernel::readRange(const std::string &path, uint64_t offset, uint64_t size)
{
    const wire_readfile request{offset, size};
    m_link.send(WIRE_READFILE, 0, ++m_seq, {bytesOf(request), path});
    const HostFrame reply = awaitReply(m_seq);
    if (reply.fd >= 0)
        localClose(reply.fd);
    const int64_t result = resultOf(reply);
    if (result < 0)
        return std::unexpected(int(-result));
    return std::string(bytesAfterResult(reply).substr(0, size));
}

int Kernel::openHostCopy(const std::string &buildId)
{
    const wire_readfile request{0, 0};
    m_link.send(WIRE_READFILE, 0, ++m_seq, {bytesOf(request), hostCopyPrefix, buildId});
    const HostFrame reply = awaitReply(m_seq);
    const int64_t result = resultOf(reply);
    return reply.fd >= 0 ? reply.fd : result < 0 ? int(result) : -ENOENT;
}

} // namespace radiosonde
