// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window with data into PNG files, for docs/images and for looking at: `radiosonde-screenshots
// FOLDER [--live | --live-views]`. QT_SCALE_FACTOR=2 draws at twice the size, RADIOSONDE_LANGUAGE=zh_CN in
// another language. With --live the data comes from this machine's kernel: run it as root. --live-views
// takes the pictures of docs/images/views.
#include "app/common/language.h"
#include "app/window/editor/code_editor.h"
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/source_editor.h"
#include "app/window/pages/run_view.h"
#include "app/window/palette/command_palette.h"
#include "app/window/panels/call_list.h"
#include "app/window/run/run_deck.h"
#include "app/window/services.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/install_dialog.h"
#include "app/window/targets/question_dialog.h"
#include "app/window/targets/target_dialog.h"
#include "tests/gui/demo_devices.h"
#include "tests/gui/demo_maps.h"
#include "tests/gui/demo_run.h"
#include "tests/gui/view_samples.h"
#include "views/grid_view.h"
#include "views/histogram_panel.h"
#include "views/map_browser.h"
#include "views/table_panel.h"
#include "views/theme.h"
#include "views/timeline_panel.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <thread>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace
{

void turn(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void press(radiosonde::MainWindow &window, const QString &keys)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(keys))
            action->trigger();
    }
    turn(200);
}

class Camera
{
public:
    // `dataMs`: how long a run gets to show something.
    Camera(QString folder, radiosonde::WindowServices services, int dataMs)
        : m_folder(std::move(folder)), m_services(std::move(services)), m_dataMs(dataMs)
    {
    }

    // A fresh window with `prepare` done to it.
    void take(const QString &name, const std::function<void(radiosonde::MainWindow &)> &prepare)
    {
        const QTemporaryDir journal;
        radiosonde::WindowServices services = m_services;
        services.journalFolder = journal.path();
        radiosonde::MainWindow window(services);
        window.show();
        turn(200);
        prepare(window);
        turn(m_dataMs);
        QWidget *dialog = window.findChild<QDialog *>();
        (dialog ? dialog : &window)->grab().save(m_folder + u'/' + name + ".png"_L1);
    }

    void takeWidget(const QString &name, QWidget &widget)
    {
        widget.resize(900, 620);
        widget.show();
        turn(200);
        widget.grab().save(m_folder + u'/' + name + ".png"_L1);
    }

private:
    QString m_folder;
    radiosonde::WindowServices m_services;
    int m_dataMs;
};

QList<radiosonde::AdbDevice> attachedDevices()
{
    return {{.serial = u"0A281FDD4001AB"_s, .state = u"device"_s, .model = u"Pixel_7"_s},
            {.serial = u"10.0.0.7:5555"_s, .state = u"device"_s, .model = u"i.MX8_board"_s},
            {.serial = u"R58M30ABCDE"_s, .state = u"unauthorized"_s},
            {.serial = u"emulator-5554"_s, .state = u"offline"_s}};
}

// Targets: the list with one that is connected, its page, and the dialogs, in pictures of their own.
void takeTargets(Camera &camera, const QString &prefix, radiosonde::DemoDevices &devices)
{
    camera.take(prefix + "targets"_L1, [](radiosonde::MainWindow &window) {
        window.resize(1500, 900);
        window.targets().choose(u"board://arm64"_s);
        window.targets().connectTo(u"board://arm64"_s);
        turn(200);
        window.targets().connectTo(u"ssh://gone"_s);
        turn(200);
        window.openTargetPage(u"board://arm64"_s);
    });
    camera.take(prefix + "devices"_L1, [&devices](radiosonde::MainWindow &window) {
        window.resize(1500, 900);
        devices.set(attachedDevices());
        turn(300);
        window.targets().choose(u"adb://0A281FDD4001AB"_s);
    });
    camera.take(prefix + "devices-gone"_L1, [&devices](radiosonde::MainWindow &window) {
        window.resize(1500, 900);
        devices.set(attachedDevices());
        turn(300);
        window.targets().choose(u"adb://0A281FDD4001AB"_s);
        devices.set(attachedDevices().sliced(1, 2));
    });
    devices.set({});
    camera.take(prefix + "host-key"_L1,
                [](radiosonde::MainWindow &window) { window.targets().connectTo(u"ssh://root@board-7"_s); });
    camera.take(prefix + "password"_L1, [](radiosonde::MainWindow &window) {
        window.targets().connectTo(u"ssh://root@board-7"_s);
        turn(200);
        if (auto *trust = window.findChild<radiosonde::QuestionDialog *>())
            trust->findChild<QPushButton *>()->click();
    });
    camera.take(prefix + "target-dialog"_L1, [](radiosonde::MainWindow &window) {
        auto *dialog = new radiosonde::TargetDialog(window.targets(), {}, {}, &window);
        dialog->open();
    });
    camera.take(prefix + "install"_L1, [](radiosonde::MainWindow &window) {
        auto *dialog = new radiosonde::InstallDialog({u"qemu-system-arm"_s, u"kmod"_s}, &window);
        dialog->open();
    });
}

// Several targets at once, and a link that was lost.
void takeSessions(Camera &camera, const QString &prefix)
{
    for (const auto probe : {"filetop"_L1, "biolatency"_L1}) {
        camera.take(prefix + "side-by-side-"_L1 + probe, [probe](radiosonde::MainWindow &window) {
            window.resize(1600, 900);
            for (const auto url : {"local"_L1, "board://arm64"_L1, "ssh://lab-3"_L1})
                window.targets().tick(url, true);
            window.runProbe(probe);
            turn(300);
            window.setWatching(true);
        });
    }
    for (const auto probe : {"filetop"_L1, "biolatency"_L1, "opensnoop"_L1}) {
        camera.take(prefix + "hole-"_L1 + probe, [probe](radiosonde::MainWindow &window) {
            window.targets().choose(u"ssh://gone"_s);
            window.runProbe(probe);
        });
    }
    camera.take(prefix + "calls"_L1, [](radiosonde::MainWindow &window) {
        window.runProbe(u"filetop"_s);
        turn(200);
        for (const auto what : {"read file \"/proc/meminfo\""_L1,
                                "bpf MAP_CREATE hash \"uses\" key 4 value 88 entries 10240"_L1,
                                "bpf PROG_LOAD tracing \"sys_exit\" 412 instructions"_L1,
                                "dump map fd 64 every 1000 ms as stream 1"_L1})
            window.calls().add(u"filetop on board-7"_s, {.time = 1'764'108'901'123'456'000,
                                                         .durationNs = 1'240'000,
                                                         .what = what,
                                                         .result = 64,
                                                         .bytesSent = 120,
                                                         .bytesReceived = 1480});
        window.calls().parentWidget()->raise();
    });
}

// What this machine does while it is looked at: files are read, written and looked for, blocks go to the
// disk, a processor computes.
class Bustle
{
public:
    Bustle() : m_files([this] { useFiles(); }), m_numbers([this] { compute(); }) {}
    ~Bustle() { m_stop = true; }

private:
    void useFiles()
    {
        for (int i = 0; !m_stop; ++i) {
            QFile file(m_folder.filePath(u"%1.log"_s.arg(i % 12)));
            if (file.open(QIODevice::ReadWrite)) {
                file.write(QByteArray(4096 * (1 + i % 7), 'x'));
                file.seek(0);
                file.readAll();
                file.flush();
                fdatasync(file.handle());
            }
            QFile::exists(m_folder.filePath(u"%1.absent"_s.arg(i % 5)));
            usleep(2000);
        }
    }

    void compute()
    {
        while (!m_stop)
            m_bytes =
                qCompress(QByteArray(200'000, char(m_bytes.size())) + QByteArray::number(m_bytes.size()), 9);
    }

    QTemporaryDir m_folder;
    QByteArray m_bytes;
    std::atomic<bool> m_stop = false;
    std::jthread m_files, m_numbers;
};

// Every kind of view with what this kernel tells: the views alone, as one watches them, and the maps of one.
void takeLiveViews(Camera &camera, const QString &prefix)
{
    for (const auto probe : {"profile"_L1, "offcputime"_L1, "filetop"_L1, "syscount"_L1, "biolatency"_L1,
                             "runqlat"_L1, "opensnoop"_L1, "runqlen"_L1}) {
        camera.take(prefix + probe, [probe](radiosonde::MainWindow &window) {
            window.resize(1280, 800);
            window.runProbe(probe);
            turn(300);
            window.setWatching(true);
        });
    }
    camera.take(prefix + "maps"_L1, [](radiosonde::MainWindow &window) {
        window.resize(1280, 800);
        window.runProbe(u"syscount"_s);
        turn(2000);
        press(window, u"Ctrl+M"_s);
    });
}

// Views by themselves, with data made for them.
void takeViews(Camera &camera, const QString &prefix)
{
    radiosonde::HistogramStore latencies(radiosonde::latencySample());
    for (int second = 0; second < 240; ++second) {
        if (second == 150)
            latencies.hole(radiosonde::sampleStart + 149 * 1'000'000'000LL, 12'000'000'000LL);
        if (second < 150 || second > 161)
            latencies.update(radiosonde::latencySampleAt(second));
    }
    latencies.loss(radiosonde::sampleStart + 90 * 1'000'000'000LL, 17);
    radiosonde::HistogramPanel panel(latencies, {});
    camera.takeWidget(prefix + "heat-map"_L1, panel);
    panel.setOverlaid(true);
    panel.setRange(radiosonde::TimeRange{radiosonde::sampleStart + 40 * 1'000'000'000LL,
                                         radiosonde::sampleStart + 60 * 1'000'000'000LL});
    camera.takeWidget(prefix + "heat-map-range"_L1, panel);
    const auto threads = std::make_shared<radiosonde::LiveTable>(radiosonde::threadsSample());
    for (int second = 0; second <= 60; ++second)
        threads->update(radiosonde::threadsSampleAt(second));
    radiosonde::TablePanel table(threads, {});
    table.model().togglePins({3});
    table.grid().setCurrentIndex(table.model().index(1, 1));
    table.setDetailShown(true);
    camera.takeWidget(prefix + "table"_L1, table);
    table.setGroup(1);
    camera.takeWidget(prefix + "table-groups"_L1, table);
    radiosonde::TimelinePanel timeline;
    auto lanes = radiosonde::timelineSample();
    lanes[1].selected = radiosonde::TimeRange{radiosonde::sampleStart + 60 * 1'000'000'000LL,
                                              radiosonde::sampleStart + 90 * 1'000'000'000LL};
    timeline.setLanes(lanes);
    camera.takeWidget(prefix + "timeline"_L1, timeline);
    radiosonde::MapBrowser maps;
    const QString run = u"filetop on This machine"_s;
    maps.setRuns({{run, std::make_shared<radiosonde::DemoMaps>()}});
    maps.choose(run, u"uses"_s);
    camera.takeWidget(prefix + "maps"_L1, maps);
    maps.choose(run, u"calls"_s);
    camera.takeWidget(prefix + "maps-per-cpu"_L1, maps);
}

// The palette with something typed, the sheet of keys, the settings.
void takeFrame(Camera &camera, const QString &prefix)
{
    camera.take(prefix + "palette"_L1, [&](radiosonde::MainWindow &window) {
        press(window, u"Ctrl+K"_s);
        window.findChild<radiosonde::CommandPalette *>()->field().setText(u"file"_s);
    });
    camera.take(prefix + "keys"_L1, [&](radiosonde::MainWindow &window) { press(window, u"Shift+F1"_s); });
    camera.take(prefix + "settings"_L1, [&](radiosonde::MainWindow &window) { press(window, u"Ctrl+,"_s); });
}

void takeAll(Camera &camera, const QString &prefix, bool live, radiosonde::DemoDevices &devices)
{
    camera.take(prefix + "welcome"_L1, [](radiosonde::MainWindow &) {});
    for (const auto probe : {"filetop"_L1, "biolatency"_L1, "opensnoop"_L1})
        camera.take(prefix + probe, [probe](radiosonde::MainWindow &window) { window.runProbe(probe); });
    camera.take(prefix + "editor"_L1, [](radiosonde::MainWindow &window) {
        window.editors().newFile();
        radiosonde::CodeEditor &code = window.editors().current()->code();
        code.goTo(28);
        code.insertPlainText(u"        broken = 1;\n"_s);
        turn(400);
        window.runProbe(u"filetop"_s);
    });
    camera.take(prefix + "watch"_L1, [](radiosonde::MainWindow &window) {
        window.resize(1500, 900);
        for (const auto probe : {"biolatency"_L1, "filetop"_L1, "opensnoop"_L1}) {
            window.runProbe(probe);
            turn(300);
        }
        window.setWatching(true);
    });
    if (!live) { // made-up probes have no source to show
        takeTargets(camera, prefix, devices);
        takeSessions(camera, prefix);
        takeFrame(camera, prefix);
        takeViews(camera, prefix);
        return;
    }
    camera.take(prefix + "window"_L1, [](radiosonde::MainWindow &window) {
        window.resize(1600, 900);
        window.editProbe(u"filetop"_s);
        turn(300);
        window.runProbe(u"filetop"_s);
    });
}

void takeThemes(const std::function<void(const QString &prefix)> &take)
{
    radiosonde::applyTheme(radiosonde::ThemeChoice::Light);
    take(u"light-"_s);
    radiosonde::applyTheme(radiosonde::ThemeChoice::Dark);
    take(u"dark-"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"radiosonde-screenshots"_s);
    QApplication::setOrganizationName(u"radiosonde"_s);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2)
        return 64;
    const bool views = arguments.contains("--live-views"_L1);
    const bool live = views || arguments.contains("--live"_L1);
    QSettings().clear();
    QSettings().setValue(radiosonde::languageKey, qEnvironmentVariable("RADIOSONDE_LANGUAGE"));
    radiosonde::installTranslators();
    QApplication::setFont(radiosonde::interfaceFont());
    QDir().mkpath(arguments.at(1));
    radiosonde::RunEnvironment environment;
    const auto devices = std::make_shared<radiosonde::DemoDevices>();
    radiosonde::WindowServices demo = radiosonde::demoServices({});
    demo.targets = radiosonde::demoTargets(devices);
    const auto bustle = live ? std::make_unique<Bustle>() : nullptr;
    Camera camera(arguments.at(1), live ? radiosonde::liveServices(environment) : demo, live ? 12'000 : 350);
    takeThemes([&](const QString &prefix) {
        if (views)
            takeLiveViews(camera, prefix);
        else
            takeAll(camera, prefix, live, *devices);
    });
    QSettings().clear();
    QThreadPool::globalInstance()->waitForDone();
    return 0;
}
