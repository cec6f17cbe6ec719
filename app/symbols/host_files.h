// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/symbols/local_elf.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <functional>

namespace radiosonde
{

// Searches this machine for files with the symbols of a target's program. What it finds is the program's, by
// its build-id; by the places of its code where neither has one. Not thread-safe.
class HostFiles
{
public:
    explicit HostFiles(QStringList folders) : m_folders(std::move(folders)) {}

    // What the target's program is, as far as it is known.
    struct Wanted
    {
        QByteArray path;                     // on the target
        QByteArray buildId;                  // raw; empty: none or not known
        std::optional<ElfIdentity> identity; // read from the target
    };
    struct Found
    {
        QString path;
        ElfIdentity identity;
    };

    // In the folders: at the program's own path, under the names for build-ids, and anywhere below by its
    // name or NAME.debug. Then this machine's build-id folders: ours, perf's (~/.debug), /usr/lib/debug. A
    // file without symbols is taken only where there is none with them.
    std::optional<Found> find(const Wanted &wanted);

    static bool fits(const ElfIdentity &identity, const Wanted &wanted);

    // Where files that were fetched are kept, as FOLDER/.build-id/ab/cdef.
    static QString cacheFolder();
    static QString cachePath(const QByteArray &buildId);

private:
    QStringList candidates(const Wanted &wanted);
    const QStringList &filesCalled(const QString &name, const QString &folder);

    const QStringList m_folders;
    QHash<QString, QHash<QString, QStringList>> m_index; // folder -> name -> paths; made when first needed
};

} // namespace radiosonde
