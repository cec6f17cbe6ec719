// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>

#include <atomic>
#include <optional>

namespace radiosonde
{

// A file that only grows, by whole blocks: one that could not be written in full is cut off again. One thread
// at a time, but for size().
class BlockFile
{
public:
    // Replaces an existing file. Kind Usage when it can't be created.
    static Result<BlockFile> create(const QString &path);
    BlockFile(BlockFile &&other) noexcept;
    BlockFile(const BlockFile &) = delete;
    BlockFile &operator=(const BlockFile &) = delete;
    BlockFile &operator=(BlockFile &&) = delete;
    ~BlockFile();

    std::optional<Error> append(const QByteArray &block); // empty: written
    std::optional<Error> sync();                          // to the disk; empty: done
    qint64 size() const { return m_size.load(std::memory_order_relaxed); }

private:
    BlockFile(int fd, QString path) : m_fd(fd), m_path(std::move(path)) {}
    Error failure(int number) const;

    int m_fd;
    QString m_path;
    std::atomic<qint64> m_size = 0;
};

} // namespace radiosonde
