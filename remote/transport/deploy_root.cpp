// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/deploy_root.h"

#include "core/base/text.h"
#include "remote/transport/deploy_script.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

constexpr int mostPasswords = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Deploy", text);
}

QString howToAllow()
{
    return tr("log in as root, or have the target's sudoers file allow it");
}

std::unexpected<Error> passwordRefused()
{
    return fail(ErrorKind::Unreachable, tr("sudo on the target did not accept the password"));
}

Result<> sendPassword(DeployDialogue &dialogue, const DeployOptions &options, ConnectObserver *observer,
                      bool wasRefused)
{
    const SecretQuestion question{.what = tr("Password for sudo on %1").arg(options.name),
                                  .words = {},
                                  .visible = false,
                                  .wasRefused = wasRefused};
    std::optional<QString> password = observer ? observer->answer(question) : std::nullopt;
    if (!password)
        return fail(ErrorKind::Unreachable, tr("sudo on the target asks for a password, and none was given"),
                    tr("log in as root, or allow this user sudo without a password (NOPASSWD)"));
    QByteArray line = password->section(u'\n', 0, 0).toUtf8() + '\n';
    password->fill(u'\0');
    const Result<> said = dialogue.say(line);
    line.fill('\0');
    return said;
}

Result<> becomeRootBySu(DeployDialogue &dialogue, const DeployOptions &options)
{
    if (const Result<> said = dialogue.say(rootBySuScript(dialogue.newMark())); !said)
        return said;
    const Result<ShellAnswer> answer = dialogue.listen();
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->word == "root")
        return {};
    return fail(
        ErrorKind::Unreachable,
        tr("The shell on %1 is not root's (it has the user id %2), and no su there makes it so")
            .arg(options.name, escapeControl(decodeText(answer->rest))),
        tr("adb root restarts adb's part on the device as root where the system is a development build; "
           "elsewhere install a su (as Magisk does) and let it serve the shell"));
}

} // namespace

Error sudoRefusal(const QString &words)
{
    if (words.contains("must have a tty"_L1) || words.contains("no tty present"_L1))
        return {ErrorKind::Unreachable,
                tr("sudo on the target works on a terminal only (requiretty in its sudoers file)"),
                howToAllow()};
    if (words.contains("not in the sudoers"_L1) || words.contains("not allowed to"_L1) ||
        words.contains("may not run sudo"_L1))
        return {ErrorKind::Unreachable, tr("sudo on the target does not let this user become root"),
                howToAllow()};
    if (words.contains("incorrect password"_L1))
        return passwordRefused().error();
    return {ErrorKind::Unreachable, tr("sudo on the target did not help: %1").arg(words), howToAllow()};
}

Result<> becomeRoot(DeployDialogue &dialogue, const DeployOptions &options, ConnectObserver *observer)
{
    if (options.bySu)
        return becomeRootBySu(dialogue, options);
    if (const Result<> said = dialogue.say(becomeRootScript(dialogue.newMark())); !said)
        return said;
    for (int passwords = 0;; ++passwords) {
        const Result<ShellAnswer> answer = dialogue.listen();
        if (!answer && answer.error().kind == ErrorKind::Cancelled)
            return std::unexpected(answer.error());
        if (!answer) // sudo has ended, or gone silent: its words say why
            return std::unexpected(sudoRefusal(answer.error().text));
        if (answer->word == "root")
            return {};
        if (answer->word == "nosudo")
            return fail(ErrorKind::Unreachable, tr("The target has no sudo to become root with"),
                        tr("log in as root"));
        if (passwords == mostPasswords)
            return passwordRefused();
        if (const Result<> sent = sendPassword(dialogue, options, observer, passwords > 0); !sent)
            return sent;
    }
}

} // namespace radiosonde
