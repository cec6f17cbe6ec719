// SPDX-License-Identifier: GPL-3.0-or-later
// Events at full speed through kernel, stub, link, decoder and recording: what gets through, and what it
// costs.
#include "app/run/probe_library.h"
#include "tests/bench/figures.h"
#include "tests/bench/quiet_observer.h"
#include "tests/unit/transport/ssh_fixture.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <condition_variable>
#include <csignal>
#include <cstdio>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr double seconds = 10;

// Calls getpid `perSecond` times a second (0: as fast as it goes) once it gets SIGUSR1; ends with SIGTERM.
pid_t startGenerator(long perSecond)
{
    const pid_t child = fork();
    if (child != 0)
        return child;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    int number = 0;
    sigwait(&set, &number);
    const double begin = now();
    for (long calls = 0;;) {
        for (int i = 0; i < 100; ++i, ++calls)
            syscall(SYS_getpid);
        while (perSecond > 0 && double(calls) / double(perSecond) > now() - begin)
            usleep(200);
    }
}

double ownCpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

void measure(int eventBytes, long perSecond, const QString &target = u"local"_s)
{
    const pid_t generator = startGenerator(perSecond);
    const auto source = findProbe(QStringLiteral(RADIOSONDE_BENCH_PROBES "/ingest.bpf.c"));
    if (!source)
        return;
    QTemporaryDir folder;
    RunRequest request;
    request.target = target;
    request.probe = source->name;
    request.fileName = source->fileName;
    request.source = "#define EVENT_BYTES " + QByteArray::number(eventBytes) + '\n' + source->source;
    request.parameters = {{u"watched"_s, QString::number(generator)}};
    request.durationNs = static_cast<qint64>(seconds * 1e9);
    request.recordPath = folder.filePath(u"ingest.rsrec"_s);

    RunEnvironment environment;
    QuietObserver observer;
    double cpuBefore = 0;
    observer.onBegin = [&] {
        cpuBefore = ownCpuSeconds();
        kill(generator, SIGUSR1);
    };
    ProbeRun run(request, environment, observer);
    run.start();
    const RunSummary summary = run.wait();
    const double cpu = ownCpuSeconds() - cpuBefore;
    kill(generator, SIGTERM);
    waitpid(generator, nullptr, 0);
    if (summary.error) {
        std::printf("  %d bytes: %s\n", eventBytes, qUtf8Printable(describe(*summary.error)));
        return;
    }
    const StubStatistics stub = observer.latestStatistics();
    const double delivered = double(summary.end.delivered);
    std::printf("  %3d bytes, %s: %.0f events/s delivered, %.3f %% lost, host %.3f us an event, stub %.3f us "
                "an event "
                "(%.1f %% of a core), stub %llu KiB resident, %llu wake-ups\n",
                eventBytes,
                perSecond ? qPrintable(QStringLiteral("%1/s wanted").arg(perSecond)) : "full speed",
                delivered / seconds,
                100.0 * double(summary.end.lost.value_or(0)) / double(summary.end.produced.value_or(1)),
                cpu * 1e6 / delivered, double(stub.cpuNs) / 1e3 / delivered,
                double(stub.cpuNs) / 1e7 / seconds, stub.rssBytes / 1024, stub.wakeups);
    std::fflush(stdout);
}

// This machine as the target of an sshd of its own.
void measureOverSsh()
{
    if (const QString why = SshServer::whyNot(); !why.isEmpty()) {
        std::printf("  over ssh: %s\n", qUtf8Printable(why));
        return;
    }
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    if (!server.start()) {
        std::printf("  over ssh: %s\n", qUtf8Printable(server.log()));
        return;
    }
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    printHeading(u"the same over loopback ssh"_s);
    measure(64, 300'000, server.url());
    measure(64, 0, server.url());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    sigset_t set; // the generator waits for it; blocked before any thread exists
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    printHeading(u"events through kernel, stub, link, decoder and recording, 10 s each"_s);
    for (const int bytes : {64, 128}) {
        measure(bytes, 100'000);
        measure(bytes, 0);
    }
    measureOverSsh();
    return 0;
}
