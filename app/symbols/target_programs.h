// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/symbols/host_files.h"
#include "core/symbols/mapping.h"
#include "remote/session/session.h"

namespace radiosonde
{

// The programs that a target's processes have mapped, read through its session: in ranges where their headers
// will do, or whole. Belongs to one thread at a time.
class TargetPrograms
{
public:
    explicit TargetPrograms(Session &session) : m_session(session) {}

    // What the file that `mapping` of process `tgid` shows is. Nothing where it can't be read any more, or
    // where another file has its name now.
    std::optional<ElfIdentity> identity(quint32 tgid, const Mapping &mapping, const Interruptor &interruptor);

    // A local copy of it, whole, of the build-id `buildId`; for `local` targets the file itself. Kept in
    // HostFiles::cacheFolder(). Empty where it can't be had, or is larger than the link is fast.
    QString fetch(quint32 tgid, const Mapping &mapping, const QByteArray &buildId,
                  const Interruptor &interruptor);

    // The program that the kernel itself gives to processes ("[vdso]"); likewise.
    QString fetchFromMemory(quint32 tgid, const Mapping &mapping, const Interruptor &interruptor);

    // Text files of the process; its perf-PID.map under the name that it has for the process itself.
    Result<QByteArray> maps(quint32 tgid, const Interruptor &interruptor);
    Result<QByteArray> perfMap(quint32 tgid, const Interruptor &interruptor);

private:
    QStringList placesOf(quint32 tgid, const Mapping &mapping) const;
    quint64 mostBytes() const;
    Result<QByteArray> readWhole(const QString &path, const Interruptor &interruptor);

    Session &m_session;
};

} // namespace radiosonde
