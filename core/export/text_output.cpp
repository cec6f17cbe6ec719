// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/text_output.h"

#include "core/export/line_label.h"

#include <QCoreApplication>

#include <cerrno>

#include <poll.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr qsizetype largeBuffer = 64 << 10;

struct Export
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

} // namespace

bool TextOutput::waitWritable()
{
    pollfd waited{m_fd, POLLOUT, 0};
    return poll(&waited, 1, -1) >= 0 || errno == EINTR;
}

void TextOutput::fail(int number)
{
    m_closed = true;
    if (number != EPIPE)
        m_error = Error{ErrorKind::Internal,
                        Export::tr("the output cannot be written: %1").arg(qt_error_string(number)),
                        {}};
}

void TextOutput::flush()
{
    if (m_label && !m_closed && !m_buffer.isEmpty()) {
        const std::scoped_lock lock(m_label->mutex());
        writeOut(m_label->apply(m_buffer));
    } else {
        writeOut(m_buffer);
    }
    m_buffer.resize(0); // keeps its memory
}

void TextOutput::writeOut(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size() && !m_closed) {
        const ssize_t written =
            write(m_fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (written > 0)
            done += written;
        else if (written == 0)
            fail(ENOSPC);
        else if (errno != EINTR && !(errno == EAGAIN && waitWritable()))
            fail(errno);
    }
}

void TextOutput::flushIfLarge()
{
    if (m_buffer.size() >= largeBuffer)
        flush();
}

} // namespace radiosonde
