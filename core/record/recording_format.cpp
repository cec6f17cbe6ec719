// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recording_format.h"

#include "core/base/cbor_fields.h"
#include "core/layout/scalar.h"

#include <limits>

#include <zlib.h>
#include <zstd.h>

namespace radiosonde::recording
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint32 blockMagic = 0x4b425352; // "RSBK" as bytes
constexpr int packLevel = 1;               // about 400 MB/s; higher levels cost more than the disk saves
constexpr qsizetype checksumOffset = 12;   // in the block header: all before it is summed too

void append(QByteArray &bytes, quint64 value, qsizetype size)
{
    char buffer[8];
    storeUnsigned(buffer, value, size);
    bytes.append(buffer, size);
}

quint32 checksumOf(QByteArrayView header, QByteArrayView payload)
{
    uLong sum = crc32(0, nullptr, 0);
    sum = crc32(sum, reinterpret_cast<const Bytef *>(header.data()), checksumOffset);
    return static_cast<quint32>(
        crc32_z(sum, reinterpret_cast<const Bytef *>(payload.data()), static_cast<z_size_t>(payload.size())));
}

// Empty where packing fails or gains nothing.
QByteArray packed(QByteArrayView payload)
{
    const auto size = static_cast<std::size_t>(payload.size());
    QByteArray result(static_cast<qsizetype>(ZSTD_compressBound(size)), Qt::Uninitialized);
    const std::size_t length = ZSTD_compress(result.data(), static_cast<std::size_t>(result.size()),
                                             payload.data(), size, packLevel);
    if (ZSTD_isError(length) || length >= size)
        return {};
    result.truncate(static_cast<qsizetype>(length));
    return result;
}

} // namespace

QByteArray fileHeader()
{
    QByteArray header = magic.toByteArray();
    append(header, version, 4);
    append(header, 0, 4);
    return header;
}

QByteArray block(BlockKind kind, QByteArrayView payload, bool pack)
{
    const QByteArray small = pack ? packed(payload) : QByteArray();
    const QByteArrayView stored = small.isEmpty() ? payload : QByteArrayView(small);
    QByteArray bytes;
    bytes.reserve(blockHeaderSize + stored.size());
    append(bytes, blockMagic, 4);
    append(bytes, static_cast<quint16>(kind), 2);
    append(bytes, small.isEmpty() ? 0 : packedFlag, 2);
    append(bytes, static_cast<quint32>(stored.size()), 4);
    append(bytes, checksumOf(bytes, stored), 4);
    return bytes.append(stored);
}

std::optional<BlockHeader> readBlockHeader(QByteArrayView bytes)
{
    if (bytes.size() < blockHeaderSize || loadUnsigned(bytes.data(), 4) != blockMagic)
        return std::nullopt;
    BlockHeader header;
    header.kind = static_cast<quint16>(loadUnsigned(bytes.data() + 4, 2));
    header.flags = static_cast<quint16>(loadUnsigned(bytes.data() + 6, 2));
    header.length = static_cast<quint32>(loadUnsigned(bytes.data() + 8, 4));
    header.checksum = static_cast<quint32>(loadUnsigned(bytes.data() + checksumOffset, 4));
    if (header.length > maximumBlock)
        return std::nullopt;
    return header;
}

bool checksumFits(QByteArrayView header, QByteArrayView payload)
{
    return loadUnsigned(header.data() + checksumOffset, 4) == checksumOf(header, payload);
}

std::optional<QByteArray> unpack(QByteArrayView payload)
{
    const auto length = static_cast<std::size_t>(payload.size());
    const unsigned long long size = ZSTD_getFrameContentSize(payload.data(), length);
    if (size > static_cast<unsigned long long>(maximumBlock)) // its error values are the largest of all
        return std::nullopt;
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::size_t unpacked =
        ZSTD_decompress(bytes.data(), static_cast<std::size_t>(size), payload.data(), length);
    return ZSTD_isError(unpacked) || unpacked != size ? std::nullopt : std::optional(bytes);
}

void appendChunk(QByteArray &payload, const Chunk &chunk)
{
    append(payload, chunk.stream, 2);
    append(payload, static_cast<quint8>(chunk.kind), 1);
    append(payload, chunk.final ? 1 : 0, 1);
    append(payload, chunk.cpu, 2);
    append(payload, 0, 2);
    append(payload, chunk.position, 8);
    append(payload, static_cast<quint64>(chunk.targetTime), 8);
    append(payload, static_cast<quint32>(chunk.bytes.size()), 4);
    append(payload, 0, 4);
    payload.append(chunk.bytes);
}

std::optional<Chunk> readChunk(const QByteArray &payload, qsizetype &at)
{
    if (payload.size() - at < chunkHeaderSize)
        return std::nullopt;
    const char *header = payload.constData() + at;
    const quint64 length = loadUnsigned(header + 24, 4);
    const quint64 kind = loadUnsigned(header + 2, 1);
    const auto left = static_cast<quint64>(payload.size() - at - chunkHeaderSize);
    if (length > left || kind < quint64(ChunkKind::Ring) || kind > quint64(ChunkKind::Missed))
        return std::nullopt;
    Chunk chunk;
    chunk.stream = static_cast<quint16>(loadUnsigned(header, 2));
    chunk.kind = static_cast<ChunkKind>(kind);
    chunk.final = (loadUnsigned(header + 3, 1) & 1) != 0;
    chunk.cpu = static_cast<quint16>(loadUnsigned(header + 4, 2));
    chunk.position = loadUnsigned(header + 8, 8);
    chunk.targetTime = static_cast<qint64>(loadUnsigned(header + 16, 8));
    chunk.bytes = payload.mid(at + chunkHeaderSize, static_cast<qsizetype>(length));
    at += chunkHeaderSize + static_cast<qsizetype>(length);
    return chunk;
}

QByteArray endToBytes(const EndUpdate &end)
{
    QCborMap map{{u"delivered"_s, static_cast<qint64>(end.delivered)}, {u"duration"_s, end.durationNs}};
    if (end.produced)
        map.insert(u"produced"_s, static_cast<qint64>(*end.produced));
    if (end.lost)
        map.insert(u"lost"_s, static_cast<qint64>(*end.lost));
    return map.toCborValue().toCbor();
}

std::optional<EndUpdate> endFromBytes(const QByteArray &payload)
{
    CborFields fields(parseCbor(payload));
    const auto number = [&](QLatin1StringView name) {
        return fields.number(name, quint64(std::numeric_limits<qint64>::max()));
    };
    EndUpdate end;
    end.delivered = number("delivered"_L1);
    end.durationNs = fields.signedNumber("duration"_L1);
    if (!fields.value("produced"_L1).isUndefined())
        end.produced = number("produced"_L1);
    if (!fields.value("lost"_L1).isUndefined())
        end.lost = number("lost"_L1);
    return fields.ok() ? std::optional(end) : std::nullopt;
}

} // namespace radiosonde::recording
