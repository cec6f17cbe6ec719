// SPDX-License-Identifier: GPL-3.0-or-later
#include "cutting_channel.h"

#include <algorithm>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr qint64 headerSize = sizeof(wire_frame);

// A socket is shut down; a pipe is replaced by a file that has nothing to say.
void endLink(int fd)
{
    if (shutdown(fd, SHUT_RDWR) == 0)
        return;
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(nothing, fd);
    close(nothing);
}

} // namespace

CuttingChannel::CuttingChannel(std::unique_ptr<Channel> link, qint64 frames, qint64 bytesBehind)
    : m_link(std::move(link)), m_limit(frames), m_behind(bytesBehind)
{
    if (m_limit == 0 && m_behind == 0)
        cut();
}

void CuttingChannel::cut()
{
    m_cut = true;
    endLink(m_link->readFd());
    if (m_link->writeFd() != m_link->readFd())
        endLink(m_link->writeFd());
}

// At most the rest of a header or of a payload at a time: where the link is cut, nothing behind was read.
qint64 CuttingChannel::read(char *data, qint64 maximum)
{
    if (m_cut)
        return 0;
    qint64 wanted = headerSize - m_inFrame;
    if (m_inFrame >= headerSize) {
        wire_frame header{};
        std::memcpy(&header, m_header.data(), sizeof header);
        wanted = headerSize + header.length - m_inFrame;
    }
    if (m_frames == m_limit)
        wanted = std::min(wanted, m_behind - m_inFrame);
    const qint64 got = m_link->read(data, std::min(wanted, maximum));
    if (got > 0)
        take(data, got);
    return got;
}

void CuttingChannel::take(const char *data, qint64 size)
{
    if (m_inFrame < headerSize)
        std::copy_n(data, size, m_header.begin() + m_inFrame);
    m_inFrame += size;
    wire_frame header{};
    std::memcpy(&header, m_header.data(), sizeof header);
    if (m_inFrame >= headerSize && m_inFrame == headerSize + header.length) {
        ++m_frames;
        m_inFrame = 0;
    }
    if (m_frames == m_limit && m_inFrame >= m_behind)
        cut();
}

} // namespace radiosonde
