// SPDX-License-Identifier: GPL-3.0-or-later
// What watching costs the watched: a program that opens files at full speed, alone and under each tool.
#include "tests/bench/command.h"
#include "tests/bench/figures.h"
#include "tests/bench/trace_files.h"

#include <QCoreApplication>

#include <atomic>
#include <cstdio>

#include <fcntl.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int opens = 200'000;
constexpr int rounds = 3;
constexpr char watchedFile[] = "/etc/hostname";

// Nanoseconds per open and close, by a process of its own so that tools see one pid.
double openAtFullSpeed()
{
    int ends[2];
    if (pipe(ends) != 0)
        return 0;
    const pid_t child = fork();
    if (child == 0) {
        const double begin = now();
        for (int i = 0; i < opens; ++i)
            close(open(watchedFile, O_RDONLY));
        const double elapsed = now() - begin;
        [[maybe_unused]] const ssize_t written = write(ends[1], &elapsed, sizeof elapsed);
        _exit(0);
    }
    double elapsed = 0;
    [[maybe_unused]] const ssize_t got = read(ends[0], &elapsed, sizeof elapsed);
    waitpid(child, nullptr, 0);
    close(ends[0]);
    close(ends[1]);
    return elapsed * 1e9 / opens;
}

struct Tool
{
    QString name;
    QStringList words;
    QByteArray readyWord; // a line with it says that the tool sees events
};

void measure(const Tool &tool, double alone)
{
    Figures cost;
    Figures seen;
    Figures cpu;
    for (int round = 0; round < rounds && !tool.words.constFirst().isEmpty(); ++round) {
        std::atomic<long long> count = 0;
        Command command(tool.words,
                        [&](const QByteArray &line) { count += line.contains(watchedFile) ? 1 : 0; });
        command.waitForLine([&](const QByteArray &line) { return line.contains(tool.readyWord); }, 20);
        sleep(1);
        const long long before = count;
        cost.add(openAtFullSpeed() / alone);
        sleep(2);
        const double cpuSeconds = command.end();
        seen.add(100.0 * double(count - before) / opens);
        cpu.add(cpuSeconds * 1e6 / std::max<double>(1, double(count - before)));
    }
    printRow(tool.name + u": slow-down"_s, cost, u"x"_s);
    printRow(tool.name + u": opens seen"_s, seen, u"%"_s);
    printRow(tool.name + u": CPU per event seen"_s, cpu, u"us"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!showTraceFiles())
        std::puts("tracefs cannot be mounted: peers will see nothing");
    printHeading(QStringLiteral("%1 opens at full speed").arg(opens));
    Figures alone;
    for (int round = 0; round < 5; ++round)
        alone.add(openAtFullSpeed());
    printRow(u"alone"_s, alone, u"ns per open"_s);
    const QString bpftraceProgram =
        u"BEGIN { printf(\"ready\\n\"); } "
        "tracepoint:syscalls:sys_enter_openat { printf(\"%d %s %s\\n\", pid, comm, str(args->filename)); }"_s;
    const QList<Tool> tools{
        {u"radiosonde opensnoop, json"_s,
         {radiosondeProgram(), u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s},
         "\"meta\""},
        {u"libbpf-tools opensnoop"_s, {findLibbpfTool(u"opensnoop"_s)}, "PID"},
        {u"bpftrace"_s, {findTool(u"bpftrace"_s), u"-e"_s, bpftraceProgram}, "ready"},
    };
    for (const Tool &tool : tools)
        measure(tool, alone.median());
    return 0;
}
