// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial/console_deploy.h"

#include "core/base/text.h"
#include "remote/stub/embedded_stub.h"
#include "remote/transport/deploy_answers.h"
#include "remote/transport/deploy_root.h"
#include "remote/transport/serial/console_lines.h"
#include "remote/transport/serial/console_script.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QStringList>

namespace radiosonde
{

namespace
{

constexpr int answerMs = 15000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Serial", text);
}

QByteArray randomWord(const char *start)
{
    return start + QByteArray::number(QRandomGenerator::system()->generate64(), 36).rightJustified(14, 'x');
}

// Answers of a script, in their order. The line damages some: the script says each three times, and what was
// heard twice was said.
class Answers
{
public:
    Answers(Console &console, QByteArray mark)
        : m_console(console), m_mark(std::move(mark)), m_from(console.heard().size())
    {
    }

    Result<ShellAnswer> next()
    {
        for (QByteArrayList doubtful;;) {
            Result<ShellAnswer> answer = hear();
            if (!answer)
                return answer;
            const QByteArray words = answer->word + ' ' + answer->rest;
            if (doubtful.contains(words)) {
                m_last = words;
                return answer;
            }
            if (words != m_last)
                doubtful.append(words);
        }
    }

    qsizetype end() const { return m_from + 1; }

private:
    Result<ShellAnswer> hear()
    {
        std::optional<ShellAnswer> answer;
        const Result<bool> heard = m_console.hear(0, answerMs, [&](QByteArrayView said) {
            answer = findAnswer(said, m_mark, m_from);
            return answer.has_value();
        });
        if (!heard)
            return std::unexpected(heard.error());
        if (!*heard)
            return m_console.fails(tr("The shell at %1 gave no answer").arg(m_console.name()), m_from);
        m_from = answer->end - 1;
        return *std::move(answer);
    }

    Console &m_console;
    const QByteArray m_mark;
    qsizetype m_from;
    QByteArray m_last; // the answer that was given last: a third one may follow
};

struct Look
{
    ShellFacts facts;
    bool base64 = false;
};

Result<> checkUser(const Console &console, const QByteArray &id, const QByteArray &name)
{
    if (id == "0")
        return {};
    return fail(ErrorKind::Unreachable,
                tr("The console at %1 is logged in as %2, who may not trace the kernel")
                    .arg(console.name(), decodeText(name)),
                tr("log out there and log in as root, or use ?become=sudo"));
}

Result<Look> hearLook(Console &console, Answers &answers)
{
    Look look;
    QStringList places;
    for (;;) {
        const Result<ShellAnswer> answer = answers.next();
        if (!answer)
            return std::unexpected(answer.error());
        const QList<QByteArray> words = answer->rest.split(' ');
        if (answer->word == "user" && words.size() >= 3) {
            look.base64 = words[1] == "base64";
            if (const Result<> user = checkUser(console, words[0], words[2]); !user)
                return std::unexpected(user.error());
        } else if (answer->word == "place") {
            places.append(describePlace(answer->rest));
        } else if (const auto facts = answer->word == "facts" ? parseFacts(answer->rest) : std::nullopt) {
            look.facts = *facts;
            if (facts->method == DeployMethod::File)
                return look;
            return fail(ErrorKind::Unreachable,
                        tr("There is no place on the target that the stub can run from: %1")
                            .arg(places.join(QStringLiteral("; "))));
        } else {
            return console.fails(tr("The shell at %1 answers nonsense").arg(console.name()), answers.end());
        }
    }
}

// sudo asks again for a password that it does not take, and ends after the third.
Result<> answerSudo(Console &console, const QByteArray &mark, qsizetype from)
{
    constexpr int sudoMs = 4000; // it waits after a wrong one
    const QByteArray begun = mark + " on";
    const QString question = tr("Password for sudo on the console at %1").arg(console.name());
    for (int passwords = 0;; ++passwords) {
        const auto asks = [](QByteArrayView said) { return consoleState(said) == ConsoleState::Password; };
        const auto enough = [&](QByteArrayView said) { return said.contains(begun) || asks(said); };
        const Result<bool> heard = console.hear(from, sudoMs, enough);
        if (!heard)
            return std::unexpected(heard.error());
        const QByteArrayView said = QByteArrayView(console.heard()).sliced(from);
        if (!*heard || said.contains(begun))
            return {};
        from = console.heard().size();
        if (const Result<> answered = console.answerPassword(question, passwords > 0); !answered)
            return answered;
    }
}

Result<> startLoop(Console &console, ConsoleLines &lines, const QByteArray &mark, bool becomeRoot)
{
    constexpr int beginMs = 1000;
    const qsizetype from = console.heard().size();
    const bool replace = console.loggedIn();
    if (const Result<> said = console.say(' ' + consoleLoop(mark, becomeRoot, replace) + '\r'); !said)
        return said;
    if (becomeRoot) {
        if (const Result<> rights = answerSudo(console, mark, from); !rights)
            return rights;
    } else {
        const auto begun = [&](QByteArrayView said) { return said.contains(mark + " on"); };
        if (const Result<bool> heard = console.hear(from, beginMs, begun); !heard)
            return std::unexpected(heard.error());
    }
    const Result<bool> answers = lines.answers();
    if (!answers)
        return std::unexpected(answers.error());
    if (*answers)
        return {};
    const std::unexpected<Error> silent =
        console.fails(tr("No POSIX shell with stty answers on the console at %1").arg(console.name()), from);
    return becomeRoot ? std::unexpected(sudoRefusal(silent.error().text)) : silent;
}

Result<QByteArray> deployByLoop(Console &console, ConsoleLines &lines)
{
    const QByteArray mark = randomWord("rs");
    console.progress(tr("Looking at the target"));
    const QList<QByteArray> look = consoleLookScript(mark, randomWord(""));
    Result<> done = lines.bring(look, 1);
    Answers answers(console, mark);
    if (done)
        done = lines.run(look.size());
    if (!done)
        return std::unexpected(done.error());
    const Result<Look> target = hearLook(console, answers);
    if (!target)
        return std::unexpected(target.error());
    const Result<Architecture> architecture = kernelArchitecture(target->facts);
    if (!architecture)
        return std::unexpected(architecture.error());

    const QByteArrayView stub = embeddedStub(*architecture);
    const QList<QByteArray> data = consoleData(stub, target->base64);
    const QList<QByteArray> start =
        consoleStartScript(data.size(), target->base64, stub.size(), digestAs(target->facts.digest, stub),
                           console.bytesPerSecond());
    done = lines.bring(data, firstData, tr("Sending the stub: %1 characters"));
    if (done)
        done = lines.bring(start, 1);
    if (done)
        done = lines.run(start.size());
    if (!done)
        return std::unexpected(done.error());
    const Result<ShellAnswer> answer = answers.next();
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->word != "started")
        return fail(ErrorKind::Unreachable, tr("The stub arrived damaged on the target"),
                    tr("the line loses bytes, or the target's disk is full: try again, or a lower speed"));
    return console.heard().sliced(answers.end());
}

} // namespace

Result<QByteArray> deployOverConsole(Console &console, bool becomeRoot)
{
    const QByteArray mark = randomWord("rl");
    ConsoleLines lines(console, mark);
    if (const Result<> started = startLoop(console, lines, mark, becomeRoot); !started)
        return std::unexpected(started.error());
    Result<QByteArray> deployed = deployByLoop(console, lines);
    if (!deployed)
        lines.end();
    return deployed;
}

} // namespace radiosonde
