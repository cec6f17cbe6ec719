// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>

#include <sys/types.h>

namespace radiosonde
{

// A tool under measurement: its stdout is read line by line on a thread, its CPU time taken when it has
// ended.
class Command
{
public:
    // Called on the reading thread for each line, without its newline.
    using OnLine = std::function<void(const QByteArray &line)>;

    explicit Command(const QStringList &words, OnLine onLine = {});
    ~Command(); // as end()

    bool waitForLine(const std::function<bool(const QByteArray &)> &wanted,
                     double seconds); // from the start on
    long long lines() const;          // read so far

    // SIGINT, then waits: CPU seconds of the tool and its children.
    double end();

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

// `name` in PATH or the administrators' folders; empty when it is not installed.
QString findTool(const QString &name);

// The same of libbpf-tools, whose names Debian 13 has given a suffix.
QString findLibbpfTool(const QString &name);

// build/bin/radiosonde beside the benchmark.
QString radiosondeProgram();

} // namespace radiosonde
