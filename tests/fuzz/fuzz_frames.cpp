// SPDX-License-Identifier: GPL-3.0-or-later
// What comes from a target, through the decoder and the parsers. The first byte chooses in what pieces it is
// fed, the two after it the sizes of a snapshot's keys and values.
#include "remote/wire/frame_decoder.h"
#include "remote/wire/frames.h"

#include <cstdint>
#include <cstdlib>

using namespace radiosonde;

namespace
{

void parse(const FrameView &frame, quint32 keySize, quint32 valueSize)
{
    switch (frame.type) {
    case WIRE_HELLO:
        (void)parseHello(frame.payload);
        break;
    case WIRE_REPLY:
        (void)parseReply(frame.payload);
        break;
    case WIRE_CHUNK:
        if (const auto part = parseSnapshot(frame.payload, keySize, valueSize);
            part && quint64(part->bytes.size()) != quint64(part->entries) * (keySize + valueSize))
            std::abort();
        break;
    case WIRE_DATA:
        (void)parseData(frame.payload);
        break;
    case WIRE_STATS:
        if (const auto stats = parseStats(frame.payload); stats && stats->streams.size() > WIRE_MAX_STREAMS)
            std::abort();
        break;
    case WIRE_PONG:
        (void)parsePong(frame.payload);
        break;
    default:
        (void)parseEnd(frame.payload);
    }
}

// False once the stream is broken.
bool drain(FrameDecoder &decoder, quint32 keySize, quint32 valueSize)
{
    auto next = decoder.next();
    for (; next && *next; next = decoder.next())
        parse(**next, keySize, valueSize);
    return next.has_value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    const size_t piece = size_t(data[0]) * 16 + 1;
    FrameDecoder decoder;
    for (size_t at = 3; at < size; at += piece) {
        decoder.feed(QByteArrayView(data + at, qsizetype(std::min(piece, size - at))));
        if (!drain(decoder, data[1], data[2]))
            break;
    }
    (void)decoder.noise();
    return 0;
}
