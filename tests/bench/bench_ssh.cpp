// SPDX-License-Identifier: GPL-3.0-or-later
// The ssh link's raw throughput over loopback, beside `ssh HOST cat` with the same server, file and cipher.
#include "tests/bench/command.h"
#include "tests/bench/figures.h"
#include "tests/unit/transport/ssh_fixture.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <vector>

#include <poll.h>
#include <sys/resource.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 megabytes = 300;
constexpr int rounds = 5;

double processSeconds(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

qint64 drain(Channel &channel)
{
    std::vector<char> buffer(256 << 10);
    qint64 total = 0;
    for (pollfd ready{channel.readFd(), POLLIN, 0}; poll(&ready, 1, 20000) == 1;) {
        const qint64 got = channel.read(buffer.data(), qint64(buffer.size()));
        if (got == 0)
            break;
        total += qMax<qint64>(got, 0);
    }
    return total;
}

void ours(const QString &url, const QByteArray &command, Figures &rate, Figures &cpu)
{
    const auto channel = openShell(url);
    if (!channel) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(channel.error())));
        return;
    }
    const double cpuBefore = processSeconds(RUSAGE_SELF);
    const double begin = now();
    writeAll(**channel, "exec " + command + '\n');
    if (drain(**channel) != megabytes << 20)
        return;
    rate.add(megabytes / (now() - begin));
    cpu.add((processSeconds(RUSAGE_SELF) - cpuBefore) * 1e3 / megabytes);
}

void peers(const QStringList &words, Figures &rate, Figures &cpu)
{
    const double cpuBefore = processSeconds(RUSAGE_CHILDREN);
    const double begin = now();
    QProcess ssh;
    ssh.setStandardOutputFile(QProcess::nullDevice());
    ssh.start(words.constFirst(), words.sliced(1));
    ssh.waitForFinished(-1);
    if (ssh.exitCode() != 0)
        return;
    rate.add(megabytes / (now() - begin));
    cpu.add((processSeconds(RUSAGE_CHILDREN) - cpuBefore) * 1e3 / megabytes);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (const QString why = SshServer::whyNot(); !why.isEmpty()) {
        std::printf("%s\n", qPrintable(why));
        return 0;
    }
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    if (!server.start()) {
        std::printf("%s\n", qPrintable(server.log()));
        return 1;
    }
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const QByteArray command = "head -c " + QByteArray::number(megabytes << 20) + " /dev/zero";
    const QString known = u"UserKnownHostsFile="_s + home.path(u".ssh/known_hosts"_s);
    const QStringList ssh{u"ssh"_s,
                          u"-o"_s,
                          known,
                          u"-i"_s,
                          home.path(u".ssh/id_ed25519"_s),
                          u"-p"_s,
                          QString::number(server.port()),
                          u"root@127.0.0.1"_s,
                          QString::fromLatin1(command)};
    Figures ourRate;
    Figures ourCpu;
    Figures peerRate;
    Figures peerCpu;
    for (int round = 0; round < rounds; ++round) {
        ours(server.url(), command, ourRate, ourCpu);
        peers(ssh, peerRate, peerCpu);
    }
    printHeading(u"%1 MB from a loopback sshd"_s.arg(megabytes));
    printRow(u"ssh link"_s, ourRate, u"MB/s"_s);
    printRow(u"ssh HOST cat"_s, peerRate, u"MB/s"_s);
    printRow(u"ssh link: CPU of this process"_s, ourCpu, u"ms/MB"_s);
    printRow(u"ssh HOST cat: CPU of ssh"_s, peerCpu, u"ms/MB"_s);
    return 0;
}
