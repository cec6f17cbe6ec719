// SPDX-License-Identifier: GPL-3.0-or-later
// The window with nine targets at once: how long its thread is busy at a time. The targets are shells of this
// machine, each with a stub of its own; what the kernel does on its own is what they see.
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/services.h"
#include "app/window/shell/main_window.h"
#include "tests/bench/figures.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <cstdio>

#include <time.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int targets = 9;
constexpr int watchedMs = 15'000;

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

// Times each task of the event loop: an event, and all that happens within it.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    std::vector<double> cpuMs;  // of this thread, so that a busy machine does not count
    std::vector<double> wallMs; // with all that others took
    bool watching = false;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (!watching || std::exchange(m_inside, true))
            return QApplication::notify(receiver, event);
        const double cpu = threadSeconds();
        const double wall = now();
        const bool result = QApplication::notify(receiver, event);
        cpuMs.push_back((threadSeconds() - cpu) * 1e3);
        wallMs.push_back((now() - wall) * 1e3);
        m_inside = false;
        return result;
    }

private:
    bool m_inside = false;
};

void printTasks(const char *name, std::vector<double> tasks)
{
    std::sort(tasks.begin(), tasks.end());
    const auto at = [&](double share) { return tasks.at(size_t(double(tasks.size() - 1) * share)); };
    const auto over = std::count_if(tasks.begin(), tasks.end(), [](double ms) { return ms > 16; });
    std::printf("  %-12s %zu tasks, p50 %.2f, p99 %.2f, p99.9 %.2f, longest %.1f ms; %td above 16 ms\n", name,
                tasks.size(), at(0.5), at(0.99), at(0.999), at(1.0), over);
}

void measure(WatchedApplication &application, RunEnvironment &environment, const QString &probe)
{
    const QTemporaryDir journal;
    WindowServices services = liveServices(environment);
    services.journalFolder = journal.path();
    MainWindow window(services);
    window.resize(1600, 1000);
    window.show();
    const auto source = services.findProbe(probe);
    if (!source)
        return;
    window.setSideBySide(true);
    for (int i = 0; i < targets; ++i) {
        RunRequest request;
        request.probe = source->name;
        request.fileName = source->fileName;
        request.source = source->source;
        request.target = u"cmd:exec sh # board %1"_s.arg(i + 1);
        request.targetName = u"board %1"_s.arg(i + 1);
        window.runs().start(request);
    }
    const auto running = [&window] {
        const QList<RunSession *> sessions = window.findChildren<RunSession *>();
        return std::count_if(sessions.begin(), sessions.end(), [](const RunSession *session) {
            return session->state() == RunSession::State::Running;
        });
    };
    const double begin = now();
    while (running() < targets && now() - begin < 60)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::printf("%s on %lld targets, running after %.1f s\n", qPrintable(probe), running(), now() - begin);
    application.watching = true;
    QTimer::singleShot(watchedMs, &application, &QApplication::quit);
    QApplication::exec();
    application.watching = false;
    printTasks("CPU", std::exchange(application.cpuMs, {}));
    printTasks("wall", std::exchange(application.wallMs, {}));
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    WatchedApplication application(argc, argv);
    printHeading(u"The window with nine targets at once"_s);
    {
        RunEnvironment environment;
        for (const auto probe : {"filetop"_L1, "opensnoop"_L1})
            measure(application, environment, probe);
        QThreadPool::globalInstance()->waitForDone();
    }
    return 0;
}
