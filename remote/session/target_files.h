// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/session.h"

#include <QString>

namespace radiosonde
{

// How long a file of the target stays what it is.
enum class TargetFileLife : quint8 {
    Build, // as long as the kernel is the same build: BTF
    Boot,  // until the target starts again: kallsyms (the kernel's place is random)
};

// A local copy of `path` of the target, for files that are too large to fetch in each session:
// $XDG_CACHE_HOME/radiosonde/targets/<kernel build-id>/. Fetched once, whole or not at all; later calls only
// return the name. A kernel that tells no build-id is known by its boot; one that tells neither by its
// session. Errors: of Session::readFile; Internal when the file is larger than `maximum` or the cache can't
// be written. Blocks; any thread but the session's.
Result<QString> cachedTargetFile(Session &session, const QString &path, TargetFileLife life, quint64 maximum,
                                 const Interruptor &interruptor);

// The target's /sys/kernel/btf/vmlinux; kind Refused when its kernel has none.
Result<QString> cachedKernelBtf(Session &session, const Interruptor &interruptor);

// Up to `maximum` bytes (not 0) of a file of the target from `offset` on; fewer at its end. Kind Refused when
// it can't be read there.
Result<QByteArray> readTargetRange(Session &session, const QString &path, quint64 offset, quint64 maximum,
                                   const Interruptor &interruptor);

// Where copies for this target stand; the folder may not exist yet.
QString targetCacheFolder(const TargetInfo &target);

} // namespace radiosonde
