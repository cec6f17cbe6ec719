// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/transport/deploy_answers.h"

#include <chrono>

namespace radiosonde
{

// Talks with a shell over a channel: commands there, answers back. Blocks, as deployStub() does; one thread.
class DeployDialogue
{
public:
    // `answerMs`: how long each listen() waits, and how long the shell may take no byte.
    DeployDialogue(Channel &shell, int answerMs, const Interruptor &interruptor);

    // The mark of the answers from here on, new for each script.
    const QByteArray &newMark();

    Result<> say(QByteArrayView words);

    // The next answer. Errors: no answer in time, the end of the link (both quote what was said instead),
    // more noise than a login makes.
    Result<ShellAnswer> listen();

    // The same, but takes no byte behind the answer off the channel.
    Result<ShellAnswer> listenExactly();

    // As listen(); nothing when a stub speaks there: heard() ends with its HELLO and what came behind.
    Result<std::optional<ShellAnswer>> listenForStubToo();

    // Of that stub: an error when it is of another version; and its end, waited for.
    Result<> checkStub() const;
    Result<> endStub();

    // All that was read so far.
    QByteArrayView heard() const { return m_heard; }

    // `text`, with what the target said behind its last answer.
    std::unexpected<Error> fails(QString text, QString hint = {}) const;

private:
    Result<> wait(short events, std::chrono::steady_clock::time_point deadline);
    Result<> readSome(qsizetype most, std::chrono::steady_clock::time_point deadline);
    Result<ShellAnswer> listen(qsizetype most);
    std::optional<ShellAnswer> take();

    Channel &m_shell;
    const std::chrono::milliseconds m_limit;
    const Interruptor &m_interruptor;
    QByteArray m_mark;
    QByteArray m_heard;
    qsizetype m_answered = 0; // end of the last answer
    qsizetype m_searched = 0; // where the next one may begin
};

} // namespace radiosonde
