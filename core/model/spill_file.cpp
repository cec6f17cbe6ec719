// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/spill_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// A mapping each: few enough for the kernel's limit of 65,530, small enough to give room back in time.
constexpr qint64 segmentSize = 64 << 20;
constexpr qint64 alignment = 16;
constexpr quint64 leftToOthers = 1 << 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("SpillFile", text);
}

std::unexpected<Error> failed(const QString &what, int number)
{
    return fail(ErrorKind::Internal, what.arg(QString::fromLocal8Bit(std::strerror(number))));
}

int openWithoutName(const QByteArray &folder)
{
    const int fd = ::open(folder.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    QByteArray name = folder + "/events-XXXXXX"; // file systems without O_TMPFILE
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.constData());
    return named;
}

} // namespace

struct SpillFile::File
{
    int fd = -1;
    ~File() { ::close(fd); }
};

struct SpillFile::Segment
{
    std::shared_ptr<File> file;
    qint64 offset = 0;
    qint64 size = 0;
    void *memory = nullptr;

    ~Segment()
    {
        ::munmap(memory, size_t(size));
        ::fallocate(file->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, size);
    }
};

Result<SpillFile> SpillFile::create(const QString &folder)
{
    QDir().mkpath(folder);
    const int fd = openWithoutName(QFile::encodeName(folder));
    if (fd < 0)
        return failed(tr("Events cannot be kept in %1: %2").arg(folder), errno);
    auto file = std::make_shared<File>();
    file->fd = fd;
    return SpillFile(std::move(file));
}

Result<> SpillFile::addSegment(qint64 size)
{
    struct statvfs disk{};
    if (::fstatvfs(m_file->fd, &disk) == 0 &&
        quint64(disk.f_bavail) * disk.f_frsize < leftToOthers + quint64(size))
        return fail(ErrorKind::Internal, tr("The disk has less than 1 GiB left"));
    // Allocated now: a page that the disk has no room for later would be a SIGBUS.
    int failure = ::fallocate(m_file->fd, 0, m_end, size) == 0 ? 0 : errno;
    if (failure == EOPNOTSUPP)
        failure = ::posix_fallocate(m_file->fd, m_end, size);
    if (failure)
        return failed(tr("Events cannot be kept on the disk: %1"), failure);
    void *memory = ::mmap(nullptr, size_t(size), PROT_READ, MAP_SHARED, m_file->fd, m_end);
    if (memory == MAP_FAILED)
        return failed(tr("Events cannot be kept on the disk: %1"), errno);
    m_segment = std::make_shared<Segment>(m_file, m_end, size, memory);
    m_used = 0;
    m_end += size;
    return {};
}

Result<std::shared_ptr<const char>> SpillFile::append(QByteArrayView bytes)
{
    if (!m_segment || m_used + bytes.size() > m_segment->size) {
        if (auto added = addSegment((qMax(segmentSize, bytes.size()) + 4095) & ~qint64(4095)); !added)
            return std::unexpected(added.error());
    }
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t put = ::pwrite(m_file->fd, bytes.data() + written, size_t(bytes.size() - written),
                                     m_segment->offset + m_used + written);
        if (put <= 0 && errno != EINTR)
            return failed(tr("Events cannot be kept on the disk: %1"), put == 0 ? ENOSPC : errno);
        written += qMax<ssize_t>(put, 0);
    }
    const char *start = static_cast<const char *>(m_segment->memory) + m_used;
    m_used += (bytes.size() + alignment - 1) & ~(alignment - 1);
    return std::shared_ptr<const char>(m_segment, start);
}

} // namespace radiosonde
