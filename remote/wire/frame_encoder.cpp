// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
#include "remote/wire/frames.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

template<class T> QByteArrayView bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), qsizetype(sizeof value)};
}

template<class T> QByteArrayView bytesOf(const QList<T> &list)
{
    return {reinterpret_cast<const char *>(list.constData()), qsizetype(list.size() * qsizetype(sizeof(T)))};
}

void appendHeader(QByteArray &out, wire_type type, quint8 flags, quint16 stream, quint64 seq,
                  qsizetype length)
{
    const wire_frame header{quint32(length), quint8(type), flags, stream, seq};
    out.append(bytesOf(header));
}

void appendFrame(QByteArray &out, wire_type type, quint16 stream, quint64 seq, QByteArrayView payload = {},
                 QByteArrayView more = {})
{
    appendHeader(out, type, 0, stream, seq, payload.size() + more.size());
    out.append(payload).append(more);
}

bool isWithinLimits(const Call &call)
{
    const auto isString = [](const wire_range &range) { return (range.length & WIRE_OUT_STRING) != 0; };
    return call.nr < WIRE_NR_COUNT && call.imageLength <= WIRE_MAX_IMAGE &&
           call.image.size() <= qsizetype(call.imageLength) &&
           call.relocations.size() <= WIRE_MAX_RELOCATIONS && call.outs.size() <= WIRE_MAX_OUTS &&
           call.wantFd < WIRE_FD_LIMIT &&
           (call.outs.isEmpty() || std::none_of(call.outs.begin(), call.outs.end() - 1, isString));
}

} // namespace

bool appendCall(QByteArray &out, quint64 seq, const Call &call)
{
    if (!isWithinLimits(call))
        return false;
    wire_call head{};
    head.nr = call.nr;
    head.want_fd = call.wantFd;
    head.pointer_mask = call.pointerMask;
    head.image_length = call.imageLength;
    head.sent_length = quint32(call.image.size());
    head.relocations = quint16(call.relocations.size());
    head.outs = quint16(call.outs.size());
    std::copy(call.args.begin(), call.args.end(), head.arg);

    const QByteArrayView relocations = bytesOf(call.relocations);
    const QByteArrayView outs = bytesOf(call.outs);
    const qsizetype fixed = qsizetype(sizeof head) + relocations.size() + outs.size();
    QByteArrayView image = call.image;
    while (fixed + image.size() > qsizetype(WIRE_MAX_PAYLOAD)) {
        appendFrame(out, WIRE_CALL_PART, 0, seq, image.first(WIRE_MAX_PAYLOAD - fixed));
        image = image.sliced(WIRE_MAX_PAYLOAD - fixed);
    }
    appendHeader(out, WIRE_CALL, call.quiet ? WIRE_QUIET : 0, 0, seq, fixed + image.size());
    out.append(bytesOf(head)).append(relocations).append(outs).append(image);
    return true;
}

void appendHelloAck(QByteArray &out, const wire_hello_ack &ack, QByteArrayView logPath)
{
    appendFrame(out, WIRE_HELLO_ACK, 0, 0, bytesOf(ack), logPath);
}

void appendReadFile(QByteArray &out, quint64 seq, QByteArrayView path, quint64 offset, quint64 maximum)
{
    const wire_readfile request{offset, maximum};
    appendFrame(out, WIRE_READFILE, 0, seq, bytesOf(request), path);
}

void appendDump(QByteArray &out, quint16 stream, quint64 seq, const wire_dump &dump)
{
    appendFrame(out, WIRE_DUMP, stream, seq, bytesOf(dump));
}

void appendStreamAdd(QByteArray &out, wire_type type, quint16 stream, quint64 seq, const wire_stream_add &add)
{
    appendFrame(out, type, stream, seq, bytesOf(add));
}

void appendStreamDel(QByteArray &out, quint16 stream, quint64 seq)
{
    appendFrame(out, WIRE_STREAM_DEL, stream, seq);
}

void appendStreamFlush(QByteArray &out, quint16 stream, quint64 seq)
{
    appendFrame(out, WIRE_STREAM_FLUSH, stream, seq);
}

void appendCredit(QByteArray &out, wire_credit of, quint64 bytes)
{
    appendFrame(out, WIRE_CREDIT, quint16(of), 0, bytesOf(bytes));
}

void appendPing(QByteArray &out, quint64 seq, quint64 monotonic)
{
    appendFrame(out, WIRE_PING, 0, seq, bytesOf(monotonic));
}

void appendQuit(QByteArray &out)
{
    appendFrame(out, WIRE_QUIT, 0, 0);
}

} // namespace radiosonde
