// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
#pragma once

#include "core/base/error.h"
#include "remote/wire/wire.h"

#include <QByteArray>
#include <QList>

#include <array>

// The payloads of frames as plain values. Parsers check every length and return an Error of kind Lost for a
// payload that breaks docs/protocol.md; encoders append whole frames. Pure functions, any thread.
namespace radiosonde
{

// ---- stub -> host ----

// Who speaks at the other end. Strings are bytes of the target, cut at their NUL and not yet fit to be shown.
struct Hello
{
    quint32 version = 0;      // equals WIRE_VERSION
    quint32 pointerSize = 0;  // 4 or 8
    quint32 pageSize = 0;     // bytes, a power of two
    quint32 capabilities = 0; // WIRE_CAP_*
    qint32 pid = 0;
    quint32 cpus = 0;                    // possible CPUs, 1..8192
    quint64 monotonic = 0, realtime = 0; // ns
    QByteArray sysname, nodename, release, versionText, machine, domain;
    QByteArray bootId;  // 36 characters, empty when the target tells none
    QByteArray buildId; // raw bytes, empty when the kernel tells none
};

// A HELLO of another version is an error of kind Refused; its text names both versions.
Result<Hello> parseHello(QByteArrayView payload);

// One fragment of an answer. All fragments carry the same result; the bytes of all of them in order are the
// out ranges.
struct ReplyPart
{
    qint64 result = 0; // negative: -errno of the target
    QByteArrayView bytes;
};
Result<ReplyPart> parseReply(QByteArrayView payload);

// A span of a buffer. The position is the frame's `seq`.
struct DataSpan
{
    quint64 time = 0; // target's monotonic ns at the drain
    QByteArrayView bytes;
};
Result<DataSpan> parseData(QByteArrayView payload);

// A part of a map's snapshot: `entries` times key, value.
struct SnapshotPart
{
    quint64 time = 0;   // target's monotonic ns when the snapshot began
    quint32 number = 0; // of the snapshot, from 0
    quint32 entries = 0;
    qint32 error = 0;     // negative errno that ended it early
    bool cut = false;     // the map held more than was asked for
    bool changes = false; // entries that are as in the snapshot before may be left out
    bool final = false;   // none follows it
    quint64 sum = 0;      // of the hashes of all entries, in a last part
    QByteArrayView bytes; // entries * (keySize + valueSize)
    QByteArray unpacked;  // what `bytes` views where they came packed
};
Result<SnapshotPart> parseSnapshot(QByteArrayView payload, quint32 keySize, quint32 valueSize);

struct StubStats
{
    wire_stats totals{};
    QList<wire_stream_stats> streams;
};
Result<StubStats> parseStats(QByteArrayView payload);

Result<wire_pong> parsePong(QByteArrayView payload);
Result<wire_end> parseEnd(QByteArrayView payload);

// ---- host -> stub ----

// A system call to be made on the target. The image is `image`, then zeroes up to `imageLength`.
struct Call
{
    wire_call_nr nr = WIRE_NR_BPF;
    qint32 wantFd = -1; // >= WIRE_FD_BASE: the result is an fd and moves there
    quint32 pointerMask = 0;
    std::array<quint64, 6> args{};
    QByteArrayView image;
    quint32 imageLength = 0;            // >= image.size(), <= WIRE_MAX_IMAGE
    QList<wire_relocation> relocations; // at most WIRE_MAX_RELOCATIONS
    QList<wire_range> outs;             // at most WIRE_MAX_OUTS; a string range is the last
    bool quiet = false;                 // a reply only when it fails
};

// Appends the call, its image in CALL_PARTs where it is longer than a frame. False, and nothing appended,
// when the call breaks one of the limits above.
[[nodiscard]] bool appendCall(QByteArray &out, quint64 seq, const Call &call);

// `logPath`: of the stub's own log of calls, with ack.log_limit > 0; at most WIRE_MAX_LOG_PATH bytes. One
// without a slash stands beside the folder that the stub was deployed to.
void appendHelloAck(QByteArray &out, const wire_hello_ack &ack, QByteArrayView logPath = {});

// Answered by CHUNKs and then a REPLY with the bytes sent or -errno. `path` is absolute, without a NUL, <
// 4096 bytes.
void appendReadFile(QByteArray &out, quint64 seq, QByteArrayView path, quint64 offset = 0,
                    quint64 maximum = 0);

// Answered by a REPLY: when refused, at once with -errno; once-only, after its CHUNKs with the entries sent
// or -errno; repeated, at once with 0.
void appendDump(QByteArray &out, quint16 stream, quint64 seq, const wire_dump &dump);

// `type` is WIRE_RING_ADD or WIRE_PERF_ADD. Answered by a REPLY with 0 or -errno, as are the two after it.
void appendStreamAdd(QByteArray &out, wire_type type, quint16 stream, quint64 seq,
                     const wire_stream_add &add);
void appendStreamDel(QByteArray &out, quint16 stream, quint64 seq);
void appendStreamFlush(QByteArray &out, quint16 stream, quint64 seq);

void appendCredit(QByteArray &out, wire_credit of, quint64 bytes);
void appendPing(QByteArray &out, quint64 seq, quint64 monotonic);
void appendQuit(QByteArray &out);

} // namespace radiosonde
