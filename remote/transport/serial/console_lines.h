// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/serial/console.h"

#include <QMap>

namespace radiosonde
{

// Lines brought across a console to the loop of console_script.h: each is said back, and sent again until it
// came back as it was.
class ConsoleLines
{
public:
    ConsoleLines(Console &console, QByteArray mark) : m_console(console), m_mark(std::move(mark)) {}

    // Whether the loop answers.
    Result<bool> answers();

    // Lines numbered from `first` on, a few under way at a time. `what`: told as progress, may be empty.
    Result<> bring(const QList<QByteArray> &lines, qsizetype first, const QString &what = {});

    // Runs lines 1 to `count` as a script.
    Result<> run(qsizetype count);

    // Ends the loop, so that the console is as it was. Whatever else listens there makes nothing of it.
    void end();

private:
    void takeEchoes(QMap<qsizetype, QByteArray> &waiting, qsizetype first, const QList<QByteArray> &lines,
                    QList<qsizetype> &damaged);
    Result<> sendLine(qsizetype number, const QByteArray &text);

    Console &m_console;
    const QByteArray m_mark;
    qsizetype m_read = 0; // of what was heard
};

} // namespace radiosonde
