// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/protocol.h"

#include <QString>

#include <optional>

namespace radiosonde
{

// Compiled objects with their facts, one file each, named by what they depend on (requestDigest). Entries
// carry a format version and a checksum; what does not fit is as good as absent. Files appear whole (rename)
// and the oldest go when there are too many. Several processes may share a folder. Never an error: a cache
// that cannot be used is an empty one.
class ObjectCache
{
public:
    explicit ObjectCache(QString folder);

    std::optional<WorkerReply> find(const QByteArray &digest) const;
    void store(const QByteArray &digest, const WorkerReply &reply) const;

private:
    QString path(const QByteArray &digest) const;
    void evict() const;

    QString m_folder;
};

} // namespace radiosonde
