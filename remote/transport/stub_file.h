// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>

namespace radiosonde
{

// A stub's program where the kernel can execute it.
class StubFile
{
public:
    // In memory, nameless. Error of kind Unreachable where the kernel's settings forbid that
    // (vm.memfd_noexec).
    static Result<StubFile> inMemory(QByteArrayView program);

    // In a temporary file of a random name that its owner alone can read and run.
    static Result<StubFile> onDisk(QByteArrayView program);

    StubFile(StubFile &&other) noexcept;
    StubFile &operator=(StubFile &&) = delete;
    ~StubFile(); // unlinks the file; what runs goes on

    int fd() const { return m_fd; }                   // of a file in memory, else -1
    const QByteArray &path() const { return m_path; } // of a file on disk, else empty

private:
    StubFile(int fd, QByteArray path) : m_fd(fd), m_path(std::move(path)) {}

    int m_fd = -1;
    QByteArray m_path;
};

} // namespace radiosonde
