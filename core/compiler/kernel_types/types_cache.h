// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/client.h"

#include <optional>

namespace radiosonde
{

// BTF that was made of headers or files, one file each, named by what it was made of. Files appear whole and
// the oldest go when there are too many. A cache that cannot be written is no error before store().
class TypesCache
{
public:
    explicit TypesCache(QString folder) : m_folder(std::move(folder)) {}

    // What the types depend on, as 64 hexadecimal digits: the worker program, and of headers their folders,
    // configuration and release, of a file its place, size and time.
    static QByteArray digest(const KernelTypesRequest &request, const QByteArray &workerIdentity);

    std::optional<QString> find(const QByteArray &digest) const; // the file's path
    Result<QString> store(const QByteArray &digest, const QByteArray &btf) const;

private:
    QString path(const QByteArray &digest) const;
    void evict() const;

    QString m_folder;
};

} // namespace radiosonde
