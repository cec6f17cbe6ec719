// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/wire/wire.h"

#include <QByteArray>

namespace radiosonde
{

// Frames on their way into a channel, in order. Belongs to the session's thread.
class Outbox
{
public:
    // A CALL longer than a frame goes as CALL_PARTs before it.
    void append(quint8 type, quint8 flags, quint16 stream, quint64 seq, QByteArrayView payload);
    void append(QByteArrayView frames) { m_bytes.append(frames); } // encoded ones

    // Writes what the channel takes. False: the channel is dead, what stood here is dropped; the reading side
    // will tell why.
    bool flush(Channel &channel);

    bool isEmpty() const { return m_begin == m_bytes.size(); }

private:
    void appendFrame(quint8 type, quint8 flags, quint16 stream, quint64 seq, QByteArrayView payload,
                     QByteArrayView more = {});

    QByteArray m_bytes;
    qsizetype m_begin = 0;
};

} // namespace radiosonde
