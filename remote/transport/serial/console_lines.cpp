// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial/console_lines.h"

#include "remote/transport/serial/console_script.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr qsizetype underWay = 900; // bytes: far below a terminal's buffer of 4096
constexpr int patienceMs = 800;
constexpr int mostRounds = 12; // of silence or damage in a row

QString tr(const char *text)
{
    return QCoreApplication::translate("Serial", text);
}

} // namespace

Result<> ConsoleLines::sendLine(qsizetype number, const QByteArray &text)
{
    return m_console.say(QByteArray::number(number) + ' ' + text + '\n');
}

Result<bool> ConsoleLines::answers()
{
    const QByteArray expected = m_mark + " 0 :";
    for (int i = 0; i < 4; ++i) {
        const qsizetype from = m_console.heard().size();
        if (const Result<> said = m_console.say("0 :\n"); !said)
            return std::unexpected(said.error());
        const Result<bool> heard = m_console.hear(from, patienceMs, [&](QByteArrayView said) {
            return said.contains(expected + '\r') || said.contains(expected + '\n');
        });
        if (!heard || *heard) {
            m_read = from;
            return heard;
        }
    }
    return false;
}

// Whole lines that begin with the mark. What came back otherwise than it was sent has to be sent again, and
// so has the line whose number it came back with.
void ConsoleLines::takeEchoes(QMap<qsizetype, QByteArray> &waiting, qsizetype first,
                              const QList<QByteArray> &lines, QList<qsizetype> &damaged)
{
    const QByteArray &heard = m_console.heard();
    for (qsizetype end; (end = heard.indexOf('\n', m_read)) >= 0; m_read = end + 1) {
        QByteArray line = heard.mid(m_read, end - m_read);
        while (line.endsWith('\r'))
            line.chop(1);
        const qsizetype at = line.indexOf(m_mark + ' ');
        if (at < 0)
            continue;
        line = line.sliced(at + m_mark.size() + 1);
        const qsizetype space = line.indexOf(' ');
        bool isNumber = false;
        const qsizetype number = line.first(std::max<qsizetype>(space, 0)).toLongLong(&isNumber);
        if (!isNumber || number < first || number >= first + lines.size())
            continue;
        if (line.sliced(space + 1) == lines[number - first].trimmed())
            waiting.remove(number);
        else
            damaged.append(number);
    }
}

Result<> ConsoleLines::bring(const QList<QByteArray> &lines, qsizetype first, const QString &what)
{
    QMap<qsizetype, QByteArray> waiting; // sent, not yet seen to have arrived
    QList<qsizetype> damaged;
    qsizetype next = 0, bytes = 0;
    for (int rounds = 0; next < lines.size() || !waiting.isEmpty();) {
        qsizetype under = 0;
        for (const QByteArray &line : std::as_const(waiting))
            under += line.size() + 8;
        for (; next < lines.size() && under < underWay; ++next) {
            under += lines[next].size() + 8;
            bytes += lines[next].size();
            waiting.insert(first + next, lines[next]);
            if (const Result<> said = sendLine(first + next, lines[next]); !said)
                return said;
        }
        if (!what.isEmpty() && next % 16 == 0)
            m_console.progress(what.arg(bytes));
        const qsizetype from = m_read;
        const qsizetype before = waiting.size();
        const Result<bool> more =
            m_console.hear(from, patienceMs, [](QByteArrayView said) { return said.contains('\n'); });
        if (!more)
            return std::unexpected(more.error());
        takeEchoes(waiting, first, lines, damaged);
        if (!*more)
            damaged = waiting.keys();
        rounds = waiting.size() < before ? 0 : rounds + (*more ? 0 : 1);
        if (rounds > mostRounds)
            return m_console.fails(tr("The line to %1 damages what is sent").arg(m_console.name()), m_read,
                                   tr("is the speed right, and the cable?"));
        for (const qsizetype number : std::exchange(damaged, {})) {
            waiting.insert(number, lines[number - first]);
            if (const Result<> said = sendLine(number, lines[number - first]); !said)
                return said;
        }
    }
    return {};
}

void ConsoleLines::end()
{
    constexpr int endMs = 300;
    const qsizetype from = m_console.heard().size();
    // Neither can be helped any more: the loop ends by itself when nothing comes.
    if (const Result<> said = m_console.say("0 break\nrun\n"); !said)
        return;
    (void)m_console.hear(from, endMs, [](QByteArrayView) { return false; });
}

Result<> ConsoleLines::run(qsizetype count)
{
    if (const Result<> brought = bring({consoleRun(count)}, 0); !brought)
        return brought;
    const QByteArray expected = m_mark + " run ";
    for (int i = 0; i < mostRounds; ++i) {
        const qsizetype from = m_read;
        if (const Result<> said = m_console.say("run\n"); !said)
            return said;
        const Result<bool> heard =
            m_console.hear(from, patienceMs, [&](QByteArrayView said) { return said.contains(expected); });
        if (!heard)
            return std::unexpected(heard.error());
        if (*heard) {
            m_read = m_console.heard().indexOf(expected, from) + expected.size();
            return {};
        }
    }
    return m_console.fails(tr("The shell at %1 does not go on").arg(m_console.name()), m_read);
}

} // namespace radiosonde
