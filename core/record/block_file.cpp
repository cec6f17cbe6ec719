// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/block_file.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

struct Recording
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

} // namespace

Result<BlockFile> BlockFile::create(const QString &path)
{
    const int fd = open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(ErrorKind::Usage,
                    Recording::tr("%1 cannot be created: %2").arg(path, qt_error_string(errno)));
    return BlockFile(fd, path);
}

BlockFile::BlockFile(BlockFile &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_path(std::move(other.m_path)), m_size(other.m_size.load())
{
}

BlockFile::~BlockFile()
{
    if (m_fd >= 0)
        close(m_fd);
}

std::optional<Error> BlockFile::append(const QByteArray &block)
{
    qsizetype done = 0;
    while (done < block.size()) {
        const ssize_t written =
            write(m_fd, block.constData() + done, static_cast<size_t>(block.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            const Error error = failure(written < 0 ? errno : ENOSPC);
            // a torn block would read as damage; where it cannot be cut off, the reader stops before it as
            // well
            [[maybe_unused]] const int cut = ftruncate(m_fd, size());
            return error;
        }
        done += written;
    }
    m_size.fetch_add(block.size(), std::memory_order_relaxed);
    return std::nullopt;
}

std::optional<Error> BlockFile::sync()
{
    // pipes and some file systems know no fdatasync: EINVAL, and there is nothing to do
    if (fdatasync(m_fd) == 0 || errno == EINVAL || errno == EROFS)
        return std::nullopt;
    return failure(errno);
}

Error BlockFile::failure(int number) const
{
    return {ErrorKind::Internal,
            Recording::tr("%1 cannot be written: %2").arg(m_path, qt_error_string(number)),
            {}};
}

} // namespace radiosonde
