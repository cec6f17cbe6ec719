// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/map_calls.h"

#include "remote/wire/wire.h"

#include <algorithm>
#include <cstring>

#include <linux/bpf.h>

namespace radiosonde
{

namespace
{

constexpr quint32 alignment = 8;

quint32 aligned(qsizetype size)
{
    return quint32((size + alignment - 1) / alignment * alignment);
}

// A call of bpf(2) as it is put together: attributes at the image's start, then what they point to.
class BpfCall
{
public:
    explicit BpfCall(quint32 attributes) : m_image(qsizetype(aligned(attributes)), '\0'), m_size(attributes)
    {
    }

    template<class T> void set(quint32 offset, T value)
    {
        std::memcpy(m_image.data() + offset, &value, sizeof value);
    }
    void point(quint32 offset, const QByteArray &to) // the pointer at `offset` to bytes that are sent
    {
        m_relocations.push_back({offset, quint32(m_image.size())});
        m_image.append(to).append(qsizetype(aligned(to.size())) - to.size(), '\0');
    }
    // After all that is sent: the pointer at `offset` to `size` bytes that come back.
    void receive(quint32 offset, quint32 size)
    {
        const quint32 to = end();
        m_relocations.push_back({offset, to});
        m_outs.push_back({to, size});
        m_beyond += aligned(size);
    }
    void receiveAttribute(quint32 offset, quint32 size) { m_outs.push_back({offset, size}); }

    QByteArray payload(quint64 command) const
    {
        wire_call call{};
        call.nr = WIRE_NR_BPF;
        call.want_fd = -1;
        call.pointer_mask = 1 << 1;
        call.image_length = end();
        call.sent_length = quint32(m_image.size());
        call.relocations = quint16(m_relocations.size());
        call.outs = quint16(m_outs.size());
        call.arg[0] = command;
        call.arg[2] = m_size;
        return bytesOf(&call, 1) + bytesOf(m_relocations.data(), m_relocations.size()) +
               bytesOf(m_outs.data(), m_outs.size()) + m_image;
    }

private:
    quint32 end() const { return quint32(m_image.size()) + m_beyond; }
    template<class T> static QByteArray bytesOf(const T *values, std::size_t count)
    {
        return {reinterpret_cast<const char *>(values), qsizetype(count * sizeof(T))};
    }

    QByteArray m_image;
    quint32 m_size;
    quint32 m_beyond = 0; // bytes of the image that are not sent
    std::vector<wire_relocation> m_relocations;
    std::vector<wire_range> m_outs;
};

// union bpf_attr of BPF_MAP_*_ELEM and BPF_MAP_*_BATCH (include/uapi/linux/bpf.h).
namespace Element
{
constexpr quint32 MapFd = 0, Key = 8, Value = 16, Flags = 24, Size = 32;
}
namespace Many
{
constexpr quint32 In = 0, Out = 8, Keys = 16, Values = 24, Count = 32, MapFd = 36, Size = 56;
}

} // namespace

Result<MapCalls::Outcome> MapCalls::element(quint64 command, const QByteArray &key, const QByteArray &second,
                                            qsizetype secondSize, quint64 flags, const Interruptor &stop)
{
    BpfCall call(Element::Size);
    call.set(Element::MapFd, quint32(m_fd));
    call.set(Element::Flags, flags);
    if (!key.isEmpty())
        call.point(Element::Key, key);
    if (!second.isEmpty())
        call.point(Element::Value, second);
    if (secondSize > 0)
        call.receive(Element::Value, quint32(secondSize));
    const Result<Reply> reply = m_session.call(WIRE_CALL, 0, call.payload(command), stop);
    if (!reply)
        return std::unexpected(reply.error());
    return Outcome{int(std::max<qint64>(0, -reply->result)), reply->bytes};
}

Result<MapCalls::Outcome> MapCalls::lookUp(const QByteArray &key, const Interruptor &stop)
{
    return element(BPF_MAP_LOOKUP_ELEM, key, {}, m_valueSize, 0, stop);
}

Result<MapCalls::Outcome> MapCalls::nextKey(const QByteArray &key, const Interruptor &stop)
{
    return element(BPF_MAP_GET_NEXT_KEY, key, {}, m_keySize, 0, stop);
}

Result<MapCalls::Outcome> MapCalls::update(const QByteArray &key, const QByteArray &value, quint64 flags,
                                           const Interruptor &stop)
{
    return element(BPF_MAP_UPDATE_ELEM, key, value, 0, flags, stop);
}

Result<MapCalls::Outcome> MapCalls::remove(const QByteArray &key, const Interruptor &stop)
{
    return element(BPF_MAP_DELETE_ELEM, key, {}, 0, 0, stop);
}

Result<MapCalls::Batch> MapCalls::batch(const QByteArray &from, quint32 count, const Interruptor &stop)
{
    const quint32 place = std::max<quint32>(4, m_keySize); // hashes keep a bucket's number there
    BpfCall call(Many::Size);
    call.set(Many::MapFd, quint32(m_fd));
    call.set(Many::Count, count);
    if (!from.isEmpty())
        call.point(Many::In, from);
    call.receiveAttribute(Many::Count, 4);
    call.receive(Many::Out, place);
    call.receive(Many::Keys, count * m_keySize);
    call.receive(Many::Values, count * m_valueSize);
    const Result<Reply> reply = m_session.call(WIRE_CALL, 0, call.payload(BPF_MAP_LOOKUP_BATCH), stop);
    if (!reply)
        return std::unexpected(reply.error());
    Batch batch;
    batch.error = int(std::max<qint64>(0, -reply->result));
    const QByteArray &bytes = reply->bytes;
    const qsizetype keys = qsizetype(4 + place);
    const qsizetype values = keys + qsizetype(count) * m_keySize;
    if (bytes.size() < values + qsizetype(count) * m_valueSize)
        return batch;
    if (batch.error == 0 || batch.error == ENOENT) {
        std::memcpy(&batch.count, bytes.constData(), 4);
        batch.count = std::min(batch.count, count);
    }
    batch.next = bytes.mid(4, place);
    batch.keys = bytes.mid(keys, qsizetype(batch.count) * m_keySize);
    batch.values = bytes.mid(values, qsizetype(batch.count) * m_valueSize);
    return batch;
}

} // namespace radiosonde
