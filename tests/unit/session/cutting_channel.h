// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/wire/wire.h"

#include <array>

namespace radiosonde
{

// Any link to a stub, which is cut on our side once so many frames have come, and so many bytes of the next
// one: as by a cable that is pulled, nothing goes or comes from then on, and the other end sees that the link
// has ended. What it carries must begin with a frame: no noise of a login.
class CuttingChannel : public Channel
{
public:
    static constexpr qint64 never = -1;

    // `frames` is never: it only counts.
    CuttingChannel(std::unique_ptr<Channel> link, qint64 frames, qint64 bytesBehind);

    int readFd() const override { return m_link->readFd(); }
    int writeFd() const override { return m_link->writeFd(); }
    qint64 read(char *data, qint64 maximum) override;
    qint64 write(const char *data, qint64 size) override { return m_link->write(data, size); }
    QString farewell() const override { return m_link->farewell(); }

    qint64 frames() const { return m_frames; } // that have come whole
    bool wasCut() const { return m_cut; }

private:
    void take(const char *data, qint64 size);
    void cut();

    std::unique_ptr<Channel> m_link;
    const qint64 m_limit;
    const qint64 m_behind;
    qint64 m_frames = 0;
    qint64 m_inFrame = 0; // bytes of the frame that is coming
    std::array<char, sizeof(wire_frame)> m_header{};
    bool m_cut = false;
};

} // namespace radiosonde
