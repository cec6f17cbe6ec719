// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace radiosonde
{

// Where a command's data goes: stdout, or a file that --output names ("-" is stdout too).
class OutputFile
{
public:
    static Result<OutputFile> open(const QString &path, bool executable = false);
    ~OutputFile();
    OutputFile(OutputFile &&other) noexcept;
    OutputFile &operator=(OutputFile &&) = delete;

    int fd() const { return m_fd; }

private:
    explicit OutputFile(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

} // namespace radiosonde
