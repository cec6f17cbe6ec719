// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal_questions.h"

#include "app/cli/terminal_line.h"
#include "core/base/text.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

TerminalQuestions::TerminalQuestions(const Interruptor &stop, QString terminal)
    : m_stop(stop), m_terminal(std::move(terminal))
{
}

std::optional<QString> TerminalQuestions::answer(const SecretQuestion &question) const
{
    QString prompt;
    if (question.wasRefused)
        prompt += tr("That was not accepted.") + u'\n';
    if (!question.words.isEmpty())
        prompt += escapeControl(question.words) + u'\n';
    prompt += escapeControl(question.what) + QStringLiteral(": ");
    return readTerminalLine(m_terminal, prompt, question.visible, m_stop);
}

bool TerminalQuestions::trust(const HostKeyQuestion &question) const
{
    const QString prompt = tr("The host %1 is not known. Its %2 key has the fingerprint\n    %3\n"
                              "Compare it with what the host itself shows. Trust it from now on? (yes/no) ")
                               .arg(escapeControl(question.host), escapeControl(question.keyType),
                                    escapeControl(question.fingerprint));
    const std::optional<QString> line = readTerminalLine(m_terminal, prompt, true, m_stop);
    const QString word = line.value_or(QString()).trimmed();
    return word.compare(QLatin1StringView("yes"), Qt::CaseInsensitive) == 0 ||
           (!word.isEmpty() && word == question.fingerprint);
}

} // namespace radiosonde
