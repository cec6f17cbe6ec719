// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
#include "remote/wire/frame_decoder.h"

#include <QCoreApplication>

#include <cstring>

namespace radiosonde
{

namespace
{

constexpr qsizetype headerSize = sizeof(wire_frame);
constexpr qsizetype keptNoise = 4 << 10;
// A HELLO of another version may differ in length; its header and first two words may not.
constexpr quint32 longestHello = 4 << 10;

template<class T> T load(const char *bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

bool startsHello(const char *bytes)
{
    const auto header = load<wire_frame>(bytes);
    return header.type == WIRE_HELLO && header.flags == 0 && header.stream == 0 && header.seq == 0 &&
           header.length >= 2 * sizeof(quint32) && header.length <= longestHello &&
           load<quint32>(bytes + headerSize) == WIRE_MAGIC;
}

bool comesFromStub(quint8 type)
{
    return type >= WIRE_HELLO && type <= WIRE_END;
}

} // namespace

void FrameDecoder::feed(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    std::memcpy(prepare(bytes.size()), bytes.data(), size_t(bytes.size()));
    commit(bytes.size());
}

char *FrameDecoder::prepare(qsizetype size)
{
    // What remains moves to the front before the buffer grows: at most one frame, since callers take all
    // there are.
    if (m_begin > 0 && (m_begin == m_end || m_buffer.size() - m_end < size)) {
        std::memmove(m_buffer.data(), m_buffer.constData() + m_begin, size_t(m_end - m_begin));
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() - m_end < size)
        m_buffer.resize(qMax(m_end + size, m_buffer.size() * 2));
    return m_buffer.data() + m_end;
}

void FrameDecoder::commit(qsizetype size)
{
    Q_ASSERT(size >= 0 && size <= m_buffer.size() - m_end);
    m_end += size;
}

std::unexpected<Error> FrameDecoder::broken(const QString &text)
{
    m_error = Error{ErrorKind::Lost, text, {}};
    return std::unexpected(*m_error);
}

void FrameDecoder::skipNoise(qsizetype size)
{
    m_noise.append(m_buffer.constData() + m_begin, size);
    m_noise = m_noise.last(qMin(m_noise.size(), keptNoise));
    m_skipped += size;
    m_begin += size;
}

// True once m_begin stands at a HELLO. Keeps so much of the end as may be the start of one.
Result<bool> FrameDecoder::synchronize()
{
    constexpr qsizetype needed = headerSize + qsizetype(sizeof(quint32));
    const char *data = m_buffer.constData();
    qsizetype at = m_begin;
    while (m_end - at >= needed && !startsHello(data + at))
        ++at;
    const bool found = m_end - at >= needed;
    skipNoise(at - m_begin);
    if (m_skipped > maxNoise)
        return broken(
            QCoreApplication::translate("FrameDecoder", "The target talks, but no stub answers there"));
    m_synchronized = found;
    return found;
}

Result<std::optional<FrameView>> FrameDecoder::next()
{
    if (m_error)
        return std::unexpected(*m_error);
    if (!m_synchronized) {
        const Result<bool> found = synchronize();
        if (!found)
            return std::unexpected(found.error());
        if (!*found)
            return std::nullopt;
    }
    if (pending() < headerSize)
        return std::nullopt;
    const char *bytes = m_buffer.constData() + m_begin;
    const auto header = load<wire_frame>(bytes);
    if (header.length > WIRE_MAX_PAYLOAD || !comesFromStub(header.type))
        return broken(
            QCoreApplication::translate("FrameDecoder", "The target sent a frame of type %1 and length %2")
                .arg(header.type)
                .arg(header.length));
    if (pending() - headerSize < qsizetype(header.length))
        return std::nullopt;
    m_begin += headerSize + qsizetype(header.length);
    return FrameView{wire_type(header.type), header.flags, header.stream, header.seq,
                     QByteArrayView(bytes + headerSize, qsizetype(header.length))};
}

QByteArray FrameDecoder::noise() const
{
    if (m_synchronized)
        return m_noise;
    QByteArray all = m_noise + m_buffer.mid(m_begin, m_end - m_begin);
    return all.last(qMin(all.size(), keptNoise));
}

} // namespace radiosonde
