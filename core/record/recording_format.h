// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/model/chunk.h"
#include "core/model/data_sink.h"

#include <QByteArray>

#include <optional>

namespace radiosonde
{

// The bytes of a recording, version 1: docs/recording-format.md draws them. All integers are little endian.
namespace recording
{

inline constexpr QByteArrayView magic{"\x89RSREC\r\n", 8}; // as PNG's: tells text-mode transfers
inline constexpr quint32 version = 1;
inline constexpr qsizetype fileHeaderSize = 16;
inline constexpr qsizetype blockHeaderSize = 16;
inline constexpr qsizetype chunkHeaderSize = 32;
inline constexpr qsizetype maximumBlock = 256 << 20; // bytes of a payload, packed or not

enum class BlockKind : quint16 {
    Plan = 1,   // CBOR
    Chunks = 2, // one or more chunks
    End = 3,    // CBOR
};
inline constexpr quint16 packedFlag = 1; // the payload is one zstd frame that tells its size

struct BlockHeader
{
    quint16 kind = 0;
    quint16 flags = 0;
    quint32 length = 0; // of the payload as stored
    quint32 checksum = 0;
};

QByteArray fileHeader();

// A whole block: header, checksum, payload. `pack`: compressed, where that makes it smaller.
QByteArray block(BlockKind kind, QByteArrayView payload, bool pack);

// Empty for what is no block header.
std::optional<BlockHeader> readBlockHeader(QByteArrayView bytes);
bool checksumFits(QByteArrayView header, QByteArrayView payload);

// The payload as it was before it was packed. Empty for what cannot be unpacked or is larger than
// maximumBlock.
std::optional<QByteArray> unpack(QByteArrayView payload);

void appendChunk(QByteArray &payload, const Chunk &chunk);

// The chunk at `at`, which moves on behind it; empty where none can be read.
std::optional<Chunk> readChunk(const QByteArray &payload, qsizetype &at);

QByteArray endToBytes(const EndUpdate &end);
std::optional<EndUpdate> endFromBytes(const QByteArray &payload);

} // namespace recording

} // namespace radiosonde
