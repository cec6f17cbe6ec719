// SPDX-License-Identifier: GPL-3.0-or-later
// A virtual board over adb, with a real adbd and a real adb server: from Run to the first row, and the link's
// raw throughput beside `adb exec-out`.
#include "remote/transport/adb/link.h"
#include "tests/bench/command.h"
#include "tests/bench/figures.h"
#include "tests/bench/target_runs.h"
#include "tests/boards/board_adb.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <vector>

#include <poll.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 megabytes = 8; // an emulated board's adbd sends few a second
constexpr int rounds = 5;

qint64 drain(Channel &channel)
{
    std::vector<char> buffer(1 << 20);
    qint64 total = 0;
    for (pollfd ready{channel.readFd(), POLLIN, 0}; poll(&ready, 1, 60000) == 1;) {
        const qint64 got = channel.read(buffer.data(), qint64(buffer.size()));
        if (got == 0)
            break;
        total += qMax<qint64>(got, 0);
    }
    return total;
}

void ours(const QString &serial, const QByteArray &command, Figures &rate)
{
    const Interruptor never;
    const auto link = AdbLink::open(*adbServerAddress(), {.serial = serial, .state = u"device"_s}, never);
    if (!link) {
        std::printf("  %s\n", qUtf8Printable(describe(link.error())));
        return;
    }
    const QByteArray line = "exec " + command + '\n';
    const double begin = now();
    (*link)->write(line.constData(), line.size());
    if (drain(**link) == megabytes << 20)
        rate.add(double(megabytes) / (now() - begin));
}

void peers(const QString &serial, const QByteArray &command, Figures &rate)
{
    const double begin = now();
    QProcess adb;
    adb.setStandardOutputFile(QProcess::nullDevice());
    adb.start(u"adb"_s, {u"-s"_s, serial, u"exec-out"_s, QString::fromLatin1(command)});
    if (adb.waitForFinished(-1) && adb.exitCode() == 0)
        rate.add(double(megabytes) / (now() - begin));
}

void measureThroughput(const QString &serial)
{
    const QByteArray command = "head -c " + QByteArray::number(megabytes << 20) + " /dev/zero";
    Figures ourRate;
    Figures peerRate;
    for (int round = 0; round < rounds; ++round) {
        ours(serial, command, ourRate);
        peers(serial, command, peerRate);
    }
    printHeading(u"%1 MB from the board"_s.arg(megabytes));
    printRow(u"adb link"_s, ourRate, u"MB/s"_s);
    printRow(u"adb exec-out"_s, peerRate, u"MB/s"_s);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString name = argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"arm64-bookworm"_s;
    e2e::Board board;
    e2e::BoardAdb adb;
    bool impossible = false;
    QString obstacle = board.start(name, impossible);
    if (obstacle.isEmpty())
        obstacle = adb.start(board, impossible);
    if (!obstacle.isEmpty()) {
        std::printf("  %s\n", qUtf8Printable(obstacle));
        return 0;
    }
    std::printf("%s, Linux %s, over adb\n", qUtf8Printable(board.name()), qUtf8Printable(board.release()));
    // Something to see, without end.
    Command opener({board.shell(), u"while :; do cat /etc/passwd > /dev/null; usleep 10000; done"_s});
    RunEnvironment environment;
    const QString serial = u"127.0.0.1:%1"_s.arg(board.adbPort());
    for (const QString &probe : {u"opensnoop"_s, u"filetop"_s})
        measureRuns(probe, u"adb://"_s + serial, environment);
    opener.end();
    measureThroughput(serial);
    return 0;
}
