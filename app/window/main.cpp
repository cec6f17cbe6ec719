// SPDX-License-Identifier: GPL-3.0-or-later
// The window. `--start PROBE` opens it with that probe running on this machine, `--open RECORDING` with a
// recording; other arguments are files to open.
#include "app/common/language.h"
#include "app/window/shell/main_window.h"
#include "views/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QThreadPool>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace
{

void readArguments(QCommandLineParser &parser)
{
    parser.addOption(
        {u"start"_s, QCoreApplication::translate("Window", "Run a probe on this machine."), u"PROBE"_s});
    parser.addOption({u"open"_s, QCoreApplication::translate("Window", "Open a recording."), u"RECORDING"_s});
    parser.addPositionalArgument(u"files"_s,
                                 QCoreApplication::translate("Window", "Probes and recordings to open."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(*QCoreApplication::instance());
}

void openWhatWasAsked(radiosonde::MainWindow &window, const QCommandLineParser &parser)
{
    for (const QString &probe : parser.values(u"start"_s))
        window.runProbe(probe);
    for (const QString &recording : parser.values(u"open"_s))
        window.openRecording(recording);
    for (const QString &file : parser.positionalArguments())
        window.openFile(file);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"radiosonde"_s);
    QApplication::setOrganizationName(u"radiosonde"_s);
    QApplication::setApplicationDisplayName(u"Radiosonde"_s);
    QApplication::setApplicationVersion(QStringLiteral(RADIOSONDE_VERSION));
    QApplication::setDesktopFileName(u"org.radiosonde.Radiosonde"_s);
    radiosonde::installTranslators();
    QCommandLineParser parser;
    readArguments(parser);
    QApplication::setFont(radiosonde::interfaceFont());
    radiosonde::applyTheme(radiosonde::Settings().theme());

    radiosonde::RunEnvironment environment;
    int status = 0;
    {
        radiosonde::MainWindow window(radiosonde::liveServices(environment));
        window.show();
        QTimer::singleShot(0, &window, [&] {
            environment.compiler.prestart();
            openWhatWasAsked(window, parser);
        });
        status = QApplication::exec();
    }
    QThreadPool::globalInstance()->waitForDone(); // what the window has begun still uses the environment
    return status;
}
