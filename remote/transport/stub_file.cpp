// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/stub_file.h"

#include <QCoreApplication>
#include <QStringList>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#ifndef MFD_EXEC // Linux 6.3
#define MFD_EXEC 0x0010U
#endif

namespace radiosonde
{

namespace
{

std::unexpected<Error> cannotMake(const QString &where, int error)
{
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport", "Can't place the stub in %1: %2")
                    .arg(where, QString::fromLocal8Bit(std::strerror(error))));
}

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qint64 put = write(fd, bytes.data(), size_t(bytes.size()));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes = bytes.sliced(put);
    }
    return true;
}

// Folders in order of preference; those mounted noexec are of no use.
QList<QByteArray> folders()
{
    QList<QByteArray> all{qgetenv("XDG_RUNTIME_DIR"), qgetenv("TMPDIR"), "/tmp", "/var/tmp", "/dev/shm"};
    all.removeIf([](const QByteArray &folder) {
        struct statvfs details{};
        return !folder.startsWith('/') || statvfs(folder.constData(), &details) != 0 ||
               (details.f_flag & ST_NOEXEC) != 0;
    });
    return all;
}

} // namespace

Result<StubFile> StubFile::inMemory(QByteArrayView program)
{
    int fd = memfd_create("radiosonde-stub", MFD_CLOEXEC | MFD_EXEC);
    if (fd < 0 && errno == EINVAL)
        fd = memfd_create("radiosonde-stub", MFD_CLOEXEC);
    if (fd < 0)
        return cannotMake(QStringLiteral("memory"), errno);
    if (fd <= STDERR_FILENO) { // somebody closed a standard stream: the child's must not be ours
        const int low = std::exchange(fd, fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
        close(low);
    }
    StubFile file(fd, {});
    if (!writeAll(fd, program))
        return cannotMake(QStringLiteral("memory"), errno);
    return file;
}

Result<StubFile> StubFile::onDisk(QByteArrayView program)
{
    int error = EACCES;
    for (const QByteArray &folder : folders()) {
        QByteArray path = folder + "/radiosonde-stub-XXXXXX";
        const int fd = mkostemp(path.data(), O_CLOEXEC);
        if (fd < 0) {
            error = errno;
            continue;
        }
        StubFile file(-1, path);
        const bool written = fchmod(fd, S_IRWXU) == 0 && writeAll(fd, program);
        error = errno;
        close(fd); // a file that is open for writing can't be run
        if (written)
            return file;
    }
    return cannotMake(QStringLiteral("/tmp"), error);
}

StubFile::StubFile(StubFile &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_path(std::exchange(other.m_path, {}))
{
}

StubFile::~StubFile()
{
    if (m_fd >= 0)
        close(m_fd);
    if (!m_path.isEmpty())
        unlink(m_path.constData());
}

} // namespace radiosonde
