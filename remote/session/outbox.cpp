// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/outbox.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace radiosonde
{

namespace
{

constexpr qsizetype keptCapacity = 1 << 20;
constexpr qsizetype frameMost = WIRE_MAX_PAYLOAD;

// Bytes of a CALL's payload before its image.
qsizetype callHead(QByteArrayView payload)
{
    wire_call call{};
    std::memcpy(&call, payload.data(), std::min(sizeof call, size_t(payload.size())));
    return qsizetype(sizeof call + call.relocations * sizeof(wire_relocation) +
                     call.outs * sizeof(wire_range));
}

} // namespace

void Outbox::appendFrame(quint8 type, quint8 flags, quint16 stream, quint64 seq, QByteArrayView payload,
                         QByteArrayView more)
{
    const wire_frame header{quint32(payload.size() + more.size()), type, flags, stream, seq};
    m_bytes.append(reinterpret_cast<const char *>(&header), sizeof header);
    m_bytes.append(payload).append(more);
}

void Outbox::append(quint8 type, quint8 flags, quint16 stream, quint64 seq, QByteArrayView payload)
{
    const qsizetype head = callHead(payload);
    if (type != WIRE_CALL || payload.size() <= frameMost || head >= frameMost) {
        appendFrame(type, flags, stream, seq, payload);
        return;
    }
    QByteArrayView image = payload.sliced(head);
    while (head + image.size() > frameMost) {
        appendFrame(WIRE_CALL_PART, 0, 0, seq, image.first(std::min(image.size(), frameMost)));
        image = image.sliced(std::min(image.size(), frameMost));
    }
    appendFrame(WIRE_CALL, flags, stream, seq, payload.first(head), image);
}

bool Outbox::flush(Channel &channel)
{
    bool alive = true;
    while (alive && !isEmpty()) {
        const qint64 put = channel.write(m_bytes.constData() + m_begin, m_bytes.size() - m_begin);
        if (put >= 0)
            m_begin += put;
        else if (errno == EAGAIN)
            return true;
        else
            alive = errno == EINTR;
    }
    m_begin = 0;
    m_bytes.resize(0);
    if (m_bytes.capacity() > keptCapacity)
        m_bytes = {};
    return alive;
}

} // namespace radiosonde
