// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>

#include <optional>

namespace radiosonde
{

// Text on its way to a file descriptor, written with as few write(2)s as possible. The descriptor stays the
// caller's.
class TextOutput
{
public:
    explicit TextOutput(int fd) : m_fd(fd) {}

    // Append here, then flush(). Dropped once closed.
    QByteArray &buffer() { return m_buffer; }

    // Writes all that is in the buffer; waits for a reader that is slow. flushIfLarge() only from 64 KiB on.
    void flush();
    void flushIfLarge();

    bool closed() const { return m_closed; }                      // the reader has gone, or a write failed
    const std::optional<Error> &error() const { return m_error; } // empty when the reader has just gone

private:
    bool waitWritable();
    void fail(int number);

    int m_fd;
    QByteArray m_buffer;
    bool m_closed = false;
    std::optional<Error> m_error;
};

} // namespace radiosonde
