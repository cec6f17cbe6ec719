// SPDX-License-Identifier: GPL-3.0-or-later
// The program of the command line. Without a command it becomes the window, a program of its own, so that the
// command line starts without loading a graphical library.
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/common/language.h"
#include "core/base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <csignal>

using namespace Qt::StringLiterals;

namespace
{

struct Command
{
    QLatin1StringView name;
    const char *summary; // translated in context CommandLine
    int (*run)(const QStringList &);
};

constexpr std::array commands{
    Command{"run"_L1, QT_TRANSLATE_NOOP("CommandLine", "run a probe and print what it sees"),
            radiosonde::commandRun},
    Command{"check"_L1, QT_TRANSLATE_NOOP("CommandLine", "compile a probe and print the diagnostics"),
            radiosonde::commandCheck},
    Command{"info"_L1,
            QT_TRANSLATE_NOOP("CommandLine", "say what a target is and what can be attached there"),
            radiosonde::commandInfo},
    Command{"probes"_L1, QT_TRANSLATE_NOOP("CommandLine", "list the probe library"),
            radiosonde::commandProbes},
    Command{"targets"_L1, QT_TRANSLATE_NOOP("CommandLine", "list the known targets"),
            radiosonde::commandTargets},
    Command{"export"_L1, QT_TRANSLATE_NOOP("CommandLine", "write a recording in another format"),
            radiosonde::commandExport},
    Command{"stub"_L1, QT_TRANSLATE_NOOP("CommandLine", "write the target program to a file"),
            radiosonde::commandStub},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

int printHelp()
{
    QString text = tr("Usage: radiosonde [COMMAND] [options]") + u"\n"_s +
                   tr("Without a command the window opens.") + u"\n\n"_s;
    for (const Command &command : commands)
        text += u"  %1 %2\n"_s.arg(command.name, -8).arg(tr(command.summary));
    text += u'\n' + tr("radiosonde COMMAND --help says more about a command.") + u'\n';
    radiosonde::printOut(text);
    return 0;
}

int unknownCommand(const QString &name)
{
    QStringList names;
    for (const Command &command : commands)
        names.append(command.name);
    const QString near = radiosonde::nearest(name, names);
    const QString hint = near.isEmpty() ? tr("see --help") : tr("did you mean %1?").arg(near);
    const QString text = name.startsWith(u'-') ? tr("there is no option %1") : tr("there is no command %1");
    return radiosonde::report({radiosonde::ErrorKind::Usage, text.arg(name), hint});
}

int dispatch(const QStringList &arguments)
{
    const QString first = arguments.isEmpty() ? QString() : arguments.constFirst();
    if (first.isEmpty() || first == u"--start" || first == u"--open")
        return radiosonde::openWindow(arguments);
    if (first == u"--help" || first == u"-h")
        return printHelp();
    if (first == u"--version") {
        radiosonde::printOut(u"radiosonde %1\n"_s.arg(QCoreApplication::applicationVersion()));
        return 0;
    }
    const auto command =
        std::ranges::find_if(commands, [&](const Command &each) { return each.name == first; });
    return command == commands.end() ? unknownCommand(first) : command->run(arguments.mid(1));
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away is an end, not a death
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"radiosonde"_s);
    QCoreApplication::setOrganizationName(u"radiosonde"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RADIOSONDE_VERSION));
    radiosonde::installTranslators();
    return dispatch(QCoreApplication::arguments().mid(1));
}
