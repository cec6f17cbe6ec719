// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output_file.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace radiosonde
{

Result<OutputFile> OutputFile::open(const QString &path, bool executable)
{
    if (path.isEmpty() || path == QStringLiteral("-"))
        return OutputFile(STDOUT_FILENO);
    const int fd = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                          executable ? 0777 : 0666);
    if (fd >= 0)
        return OutputFile(fd);
    const QString why = qt_error_string(errno);
    return fail(ErrorKind::Usage,
                QCoreApplication::translate("CommandLine", "%1 cannot be written: %2").arg(path, why));
}

OutputFile::OutputFile(OutputFile &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

OutputFile::~OutputFile()
{
    if (m_fd > STDERR_FILENO)
        close(m_fd);
}

} // namespace radiosonde
