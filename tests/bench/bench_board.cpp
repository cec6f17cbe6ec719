// SPDX-License-Identifier: GPL-3.0-or-later
// From Run to the first row on a virtual board over ssh, beside libbpf-tools' program that is there already.
// Boards are emulated, so that their own processor is what most of the time goes to.
#include "app/common/language.h"
#include "tests/bench/command.h"
#include "tests/bench/figures.h"
#include "tests/bench/target_runs.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int rounds = 7;
constexpr double peerSeconds = 60;

// libbpf-tools' opensnoop of the board's suite with the one library that the board lacks, in /tmp there.
bool sendPeer(const QString &script, const QString &board, const QString &shell)
{
    const QTemporaryDir folder;
    QProcess process;
    process.start(u"sh"_s, {u"-ec"_s,
                            u"\"$0\" fetch \"$1\" \"$2\" libbpf-tools libelf1 >/dev/null 2>&1; cd \"$2\"; "
                            "cp -L usr/sbin/opensnoop $(find . -name libelf.so.1) .; "
                            "tar c opensnoop libelf.so.1 | \"$3\" 'cd /tmp && tar x'"_s,
                            script, board, folder.path(), shell});
    return process.waitForFinished(120'000) && process.exitCode() == 0;
}

void measurePeer(const QString &shell)
{
    Figures figures;
    for (int round = 0; round < rounds; ++round) {
        const double begin = now();
        Command peer({shell, u"LD_LIBRARY_PATH=/tmp exec /tmp/opensnoop"_s});
        if (peer.waitForLine([](const QByteArray &line) { return line.contains("/etc/passwd"); },
                             peerSeconds))
            figures.add((now() - begin) * 1e3);
        peer.end();
    }
    printHeading(u"ssh BOARD opensnoop of libbpf-tools, compiled and there beforehand"_s);
    printRow(u"exec -> first row"_s, figures, u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString name = argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"arm64-bookworm"_s;
    RunEnvironment environment;
    const Interruptor never;
    const Result<BoardAccess> board = environment.boards.start(name, nullptr, never);
    if (!board) {
        std::printf("  %s\n", qUtf8Printable(describe(board.error())));
        return 0;
    }
    const QString shell = QFileInfo(board->identityFile).path() + u"/ssh"_s;
    // Something to see, without end.
    Command opener({shell, u"while :; do cat /etc/passwd > /dev/null; usleep 10000; done"_s});
    std::printf("%s, Linux %s\n", qUtf8Printable(board->name), qUtf8Printable(board->release));
    for (const QString &probe : {u"opensnoop"_s, u"filetop"_s})
        measureRuns(probe, u"board://"_s + name, environment);
    if (sendPeer(dataFolder() + u"/boards/board.sh"_s, name, shell))
        measurePeer(shell);
    return 0;
}
