// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace radiosonde
{

class LineLabel;

// Text on its way to a file descriptor, written with as few write(2)s as possible. The descriptor stays the
// caller's.
class TextOutput
{
public:
    // `label`: other outputs write to the same descriptor, and each says whose its lines are. Then only whole
    // lines are flushed.
    explicit TextOutput(int fd, std::shared_ptr<LineLabel> label = {}) : m_fd(fd), m_label(std::move(label))
    {
    }

    // Append here, then flush(). Dropped once closed.
    QByteArray &buffer() { return m_buffer; }

    // Writes all that is in the buffer; waits for a reader that is slow. flushIfLarge() only from 64 KiB on.
    void flush();
    void flushIfLarge();

    bool closed() const { return m_closed; }                      // the reader has gone, or a write failed
    const std::optional<Error> &error() const { return m_error; } // empty when the reader has just gone

private:
    void writeOut(const QByteArray &bytes);
    bool waitWritable();
    void fail(int number);

    int m_fd;
    std::shared_ptr<LineLabel> m_label;
    QByteArray m_buffer;
    bool m_closed = false;
    std::optional<Error> m_error;
};

} // namespace radiosonde
