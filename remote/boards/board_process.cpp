// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/boards/board_process.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <csignal>

#include <poll.h>

namespace radiosonde
{

namespace
{

// Statuses of board.sh.
constexpr int unreachableArchive = 75;
constexpr int impossibleHere = 77;

constexpr int endMs = 2000; // for the script to end, once it has closed its output or was told to
constexpr qsizetype longestLine = 4096;

// What board.sh says it does.
[[maybe_unused]] constexpr const char *steps[] = {
    QT_TRANSLATE_NOOP("Boards", "Reading the archive's list of packages"),
    QT_TRANSLATE_NOOP("Boards", "Downloading Debian's packages"),
    QT_TRANSLATE_NOOP("Boards", "Waiting for another board to be made"),
    QT_TRANSLATE_NOOP("Boards", "Unpacking"),
    QT_TRANSLATE_NOOP("Boards", "Making the board"),
    QT_TRANSLATE_NOOP("Boards", "Starting the board"),
};

// "step PERCENT TEXT" for people.
QString stepText(const QByteArray &line, const QString &name)
{
    const qsizetype gap = line.indexOf(' ', 5);
    const QByteArray percent = line.sliced(5, qMax(gap - 5, qsizetype(0)));
    const QString text = QCoreApplication::translate("Boards", line.sliced(gap + 1).constData());
    if (percent == "-")
        return QStringLiteral("%1: %2").arg(name, text);
    return QCoreApplication::translate("Boards", "%1: %2, %3 %")
        .arg(name, text, QString::fromLatin1(percent));
}

// The script's last words, which it puts behind "board: ".
QString reasonIn(const QString &complaint)
{
    const QString last = complaint.section(u'\n', -1);
    return last.startsWith(u"board: ") ? last.sliced(7) : last;
}

std::unexpected<Error> noBoard(const QString &name, int status, const QString &complaint)
{
    const QString text = status == impossibleHere
                             ? QCoreApplication::translate("Boards", "The board %1 is unavailable: %2")
                             : QCoreApplication::translate("Boards", "The board %1 did not start: %2");
    const QString hint = status == unreachableArchive
                             ? QCoreApplication::translate("Boards", "check the network, or try again later")
                             : QString();
    return fail(ErrorKind::Unreachable, text.arg(name, reasonIn(complaint)), hint);
}

} // namespace

Result<std::unique_ptr<BoardProcess>> BoardProcess::start(const QString &script, const QString &name,
                                                          ConnectObserver *observer,
                                                          const Interruptor &interruptor, bool &impossible)
{
    impossible = false;
    Result<std::unique_ptr<ProcessChannel>> process =
        ProcessChannel::start({.path = QFile::encodeName(script),
                               .arguments = {"board.sh", "run", name.toLatin1()},
                               .keepEnvironment = true,
                               .keepFd = -1,
                               .name = QStringLiteral("board.sh")});
    if (!process)
        return std::unexpected(process.error());
    std::unique_ptr<BoardProcess> board(new BoardProcess(*std::move(process)));
    const Result<bool> ready = board->waitForLines(name, observer, interruptor);
    if (!ready)
        return std::unexpected(ready.error());
    if (*ready)
        return board;
    const int status = board->m_script->waitForExit(endMs);
    impossible = status == impossibleHere;
    return noBoard(name, status, board->m_script->complaint());
}

// True once the board is ready, false when the script has ended.
Result<bool> BoardProcess::waitForLines(const QString &name, ConnectObserver *observer,
                                        const Interruptor &interruptor)
{
    char buffer[1024];
    for (;;) {
        const Result<bool> output = m_script->waitForOutput(interruptor);
        if (!output || !*output)
            return output;
        const qint64 got = m_script->read(buffer, sizeof buffer);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
            return false;
        m_unfinished.append(buffer, qMax(got, qint64(0)));
        for (qsizetype end; (end = m_unfinished.indexOf('\n')) >= 0; m_unfinished.remove(0, end + 1)) {
            if (take(m_unfinished.first(end), name, observer))
                return true;
        }
        if (m_unfinished.size() > longestLine)
            return false;
    }
}

bool BoardProcess::take(const QByteArray &line, const QString &name, ConnectObserver *observer)
{
    if (line.startsWith("step ") && observer)
        observer->progress(stepText(line, name));
    const QList<QByteArray> words = line.split(' ');
    if (words.size() < 5 || words[0] != "ready")
        return false;
    m_port = words[1].toUShort();
    m_opensshPort = words[2].toUShort();
    m_release = QString::fromUtf8(words[3]);
    m_folder = QFile::decodeName(words.sliced(4).join(' '));
    return true;
}

BoardProcess::~BoardProcess()
{
    // The script ends all that it started and removes what it was making, which takes a moment.
    kill(-m_script->processId(), SIGTERM);
    m_script->waitForExit(endMs);
}

bool BoardProcess::ended() const
{
    pollfd output{m_script->readFd(), 0, 0};
    return poll(&output, 1, 0) == 1 && (output.revents & (POLLHUP | POLLERR)) != 0;
}

QByteArray BoardProcess::hostKey() const
{
    QFile file(m_folder + QStringLiteral("/hostkey.pub"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readLine().simplified().split(' ').first(2).join(' ');
}

} // namespace radiosonde
