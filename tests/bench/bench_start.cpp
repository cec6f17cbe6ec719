// SPDX-License-Identifier: GPL-3.0-or-later
// From exec to the first data, source unchanged: ours beside bpftrace's one-liner and libbpf-tools'
// opensnoop.
#include "tests/bench/command.h"
#include "tests/bench/figures.h"
#include "tests/bench/trace_files.h"

#include <QCoreApplication>

#include <atomic>
#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int rounds = 11;

// Opens a file every half millisecond, so that the first event follows the attachment at once.
class Opener
{
public:
    Opener() : m_thread([this] { open(); }) {}
    ~Opener()
    {
        m_stop = true;
        m_thread.join();
    }

private:
    void open() const
    {
        while (!m_stop) {
            close(::open("/dev/null", O_RDONLY));
            usleep(500);
        }
    }

    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

using IsWanted = std::function<bool(const QByteArray &)>;

void measure(const QString &name, const QStringList &words, const IsWanted &wanted)
{
    Figures figures;
    for (int round = 0; round <= rounds && !words.constFirst().isEmpty(); ++round) {
        const double begin = now();
        Command command(words);
        if (command.waitForLine(wanted, 20) && round > 0) // the first round fills caches
            figures.add((now() - begin) * 1e3);
        command.end();
    }
    printRow(name, figures, u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!showTraceFiles())
        std::puts("tracefs cannot be mounted: peers will see nothing");
    const Opener opener;
    const IsWanted any = [](const QByteArray &line) { return line.contains("/dev/null"); };
    printHeading(u"exec to first data, files being opened all the time"_s);
    const QString ours = radiosondeProgram();
    measure(u"radiosonde run opensnoop: meta line"_s,
            {ours, u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s},
            [](const QByteArray &line) { return line.contains("\"meta\""); });
    measure(u"radiosonde run opensnoop: first event"_s,
            {ours, u"run"_s, u"opensnoop"_s, u"--format"_s, u"json"_s},
            [&](const QByteArray &line) { return line.contains("\"event\"") && any(line); });
    measure(u"radiosonde run filetop: meta line"_s, {ours, u"run"_s, u"filetop"_s, u"--format"_s, u"json"_s},
            [](const QByteArray &line) { return line.contains("\"meta\""); });
    measure(u"bpftrace one-liner: first event"_s,
            {findTool(u"bpftrace"_s), u"-e"_s,
             u"tracepoint:syscalls:sys_enter_openat { printf(\"%s %s\\n\", comm, str(args->filename)); }"_s},
            any);
    measure(u"libbpf-tools opensnoop: first event"_s,
            {findTool(u"stdbuf"_s), u"-oL"_s, findLibbpfTool(u"opensnoop"_s)}, any);
    return 0;
}
