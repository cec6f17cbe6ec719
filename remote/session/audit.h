// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace radiosonde
{

// One thing that was done on a target: a system call, a file that was read, a stream that was added or ended.
struct AuditEntry
{
    qint64 time = 0;       // ns since 1970 of the host's clock, when the request left
    qint64 durationNs = 0; // until the outcome was known; of a call that is answered only if it fails: until
                           // the target had come that far
    QString what;          // for people, one line: `bpf MAP_CREATE hash "start" key 4 value 8 entries 10240`
    std::optional<qint64> result; // as the kernel's: negative is -errno; nothing: the link was lost before
    quint64 bytesSent = 0;        // of the request's payload
    quint64 bytesReceived = 0;    // that came with the answer
};

// Told of all that is done through a session, in the order in which outcomes are known. Called on the
// session's thread; must not block.
class AuditSink
{
public:
    virtual ~AuditSink() = default;
    virtual void audit(const AuditEntry &entry) = 0;
};

// What a request asks for, by its frame's type (enum wire_type), stream and payload: names of bpf commands,
// map and program types, descriptors, paths. Bytes of maps and programs are not shown. Text from the load
// worker is escaped, lengths are checked.
QString describeRequest(quint8 type, quint16 stream, QByteArrayView payload);

// "2026-11-25T21:03:04.123456Z  bpf MAP_CREATE ... = 64  1.2 ms  120 B out  0 B in", without a line feed.
QString auditLine(const AuditEntry &entry);

} // namespace radiosonde
