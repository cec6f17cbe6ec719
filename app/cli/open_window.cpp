// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/common/language.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <vector>

#include <unistd.h>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("WAYLAND_DISPLAY") || qEnvironmentVariableIsSet("DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

} // namespace

int openWindow(const QStringList &arguments)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("CommandLine", text); };
    if (!hasDisplay())
        return report({ErrorKind::Unreachable, tr("there is no display to open a window on"),
                       tr("radiosonde run filetop shows a probe in the terminal; radiosonde --help says what "
                          "else there is")});
    const QString program = libexecFolder() + u"/radiosonde-window"_s;
    std::vector<QByteArray> words{QFile::encodeName(program)};
    words.reserve(static_cast<std::size_t>(arguments.size()) + 1);
    for (const QString &argument : arguments)
        words.push_back(argument.toLocal8Bit());
    std::vector<char *> pointers;
    pointers.reserve(words.size() + 1);
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(words.front().constData(), pointers.data());
    const QString why = qt_error_string(errno);
    return report({ErrorKind::Internal, tr("%1 cannot be started: %2").arg(program, why),
                   tr("install the program again")});
}

} // namespace radiosonde
