// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/prefixed_channel.h"

#include <algorithm>

namespace radiosonde
{

PrefixedChannel::PrefixedChannel(QByteArray prefix, std::unique_ptr<Channel> channel)
    : m_prefix(std::move(prefix)), m_channel(std::move(channel))
{
}

qint64 PrefixedChannel::read(char *data, qint64 maximum)
{
    if (m_prefix.isEmpty())
        return m_channel->read(data, maximum);
    const qint64 size = std::min<qint64>(maximum, m_prefix.size());
    std::copy_n(m_prefix.constData(), size, data);
    m_prefix.remove(0, size);
    return size;
}

} // namespace radiosonde
