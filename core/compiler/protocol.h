// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/layout/facts.h"

#include <QByteArray>
#include <QList>

namespace radiosonde
{

// What client and compile worker say to each other over a stream socket: a 32-bit little-endian length, then
// that many bytes of CBOR. One reply follows each Compile, Check and Types, none follows Prepare; replies
// come in order.

enum class WorkerOperation : quint8 {
    Prepare, // load or build the precompiled header of `architecture`
    Check,   // diagnostics only
    Compile, // object and facts
    Types,   // a kernel's types; answered by a TypesReply (kernel_types/types_reply.h)
};

// A header of the probe's own folder: `name` as #include gives it, relative and without "..".
struct LocalHeader
{
    QString name;
    QByteArray text;
};

struct WorkerRequest
{
    WorkerOperation operation = WorkerOperation::Compile;
    Architecture architecture = Architecture::X86_64;
    QString fileName;
    QByteArray source;
    QByteArray extraVmlinux;
    QList<LocalHeader> headers;
    int timeoutMs = 0;        // after it the worker gives up by itself, with a diagnostic
    bool fullHeader = false;  // generate code from the whole vmlinux.h, never from a slice
    bool perfBuffers = false; // in the place of ring buffers
    QString typesFile;        // of Types: where the types stand, or
    QStringList typesFolders; // the kernel's headers; of Check and Compile: for a probe that includes them
};

struct WorkerReply
{
    QList<Diagnostic> diagnostics;
    QByteArray object;
    Facts facts;
    bool sliced = false; // the object was made from a slice of vmlinux.h
};

// Bytes of one message. Longer ones are refused by either side.
inline constexpr qsizetype maxWorkerMessage = 64 * 1024 * 1024;

QByteArray encode(const WorkerRequest &request);
QByteArray encode(const WorkerReply &reply);
Result<WorkerRequest> decodeRequest(const QByteArray &bytes);
Result<WorkerReply> decodeReply(const QByteArray &bytes);

} // namespace radiosonde
