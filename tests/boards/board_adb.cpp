// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board_adb.h"

#include <QProcess>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int makeMs = 120'000;
constexpr int answerSeconds = 60;
constexpr int impossibleHere = 77; // a status of board.sh

} // namespace

QString BoardAdb::start(const Board &board, bool &impossible)
{
    impossible = !AdbServer::installed();
    if (impossible)
        return u"adb is not installed"_s;
    if (const QString obstacle = bring(board, impossible); !obstacle.isEmpty())
        return obstacle;
    if (!m_server.start())
        return u"the adb server does not start"_s;
    return m_server.connectTo(board.adbPort(), answerSeconds).isEmpty() ? u"adbd does not answer"_s
                                                                        : QString();
}

QString BoardAdb::bring(const Board &board, bool &impossible)
{
    if (!board.run(u"pidof adbd"_s).isEmpty())
        return {};
    QProcess make;
    make.setStandardInputFile(QProcess::nullDevice());
    make.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    make.start(QStringLiteral(RADIOSONDE_BOARDS "/board.sh"), {u"adbd"_s, board.name()});
    make.waitForFinished(makeMs);
    impossible = make.exitCode() == impossibleHere;
    if (make.exitCode() != 0)
        return u"there is no adbd for the board"_s;
    const QString folder = QString::fromUtf8(make.readAllStandardOutput().trimmed().split('\n').constLast());
    QProcess copy;
    copy.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    copy.start(u"sh"_s, {u"-c"_s,
                         u"tar -C \"$0\" -czf - . | \"$1\" 'mkdir -p /adbd && tar -C /adbd -xzf - && cd / && "
                         "{ setsid /adbd/run >/tmp/adbd.log 2>&1 </dev/null & }'"_s,
                         folder, board.shell()});
    copy.waitForFinished(makeMs);
    return copy.exitCode() == 0 ? QString() : u"adbd could not be copied to the board"_s;
}

} // namespace radiosonde::e2e
