// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

#include <QByteArray>

namespace radiosonde
{

// A channel of which some bytes were read already: they come again, first. readFd() does not tell of them, so
// read before you poll.
class PrefixedChannel : public Channel
{
public:
    PrefixedChannel(QByteArray prefix, std::unique_ptr<Channel> channel);

    int readFd() const override { return m_channel->readFd(); }
    int writeFd() const override { return m_channel->writeFd(); }
    qint64 read(char *data, qint64 maximum) override;
    qint64 write(const char *data, qint64 size) override { return m_channel->write(data, size); }
    QString farewell() const override { return m_channel->farewell(); }
    QString encryption() const override { return m_channel->encryption(); }
    quint32 bytesPerSecond() const override { return m_channel->bytesPerSecond(); }

private:
    QByteArray m_prefix;
    std::unique_ptr<Channel> m_channel;
};

} // namespace radiosonde
