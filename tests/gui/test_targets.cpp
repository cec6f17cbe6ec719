// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/target_page.h"
#include "app/window/panels/session_log.h"
#include "app/window/panels/target_box.h"
#include "app/window/panels/target_model.h"
#include "app/window/panels/target_panel.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/install_dialog.h"
#include "app/window/targets/question_dialog.h"
#include "app/window/targets/target_dialog.h"
#include "tests/gui/demo_devices.h"
#include "tests/gui/demo_run.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <thread>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

const QString board7 = u"ssh://root@board-7"_s;

// A run that asks for a password before it begins.
class AskingRun : public RunHandle
{
public:
    explicit AskingRun(RunObserver &observer) : m_observer(observer) {}
    ~AskingRun() override { wait(); }
    void start() override
    {
        m_thread = std::thread([this] { m_answer = m_observer.answer({u"Password"_s, u"\x1b[31mred"_s}); });
    }
    void stop() override {}
    void abort() override {}
    void reconnectNow() override {}
    RunSummary wait() override
    {
        if (m_thread.joinable())
            m_thread.join();
        return {.error = Error{ErrorKind::Cancelled, m_answer.value_or(u"nothing"_s), {}}};
    }
    void startRecording(const QString &) override {}
    void stopRecording() override {}

private:
    RunObserver &m_observer;
    std::thread m_thread;
    std::optional<QString> m_answer;
};

} // namespace

class TestTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup() { QThreadPool::globalInstance()->waitForDone(); }

    void modelFollowsTheHub()
    {
        TargetHub hub(demoTargets());
        TargetModel model(hub);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 1);
        hub.refresh();
        QTRY_COMPARE(hub.entries().size(), 6);
        QCOMPARE(model.rowCount(), 4); // here, saved, boards, hosts
        hub.connectTo(u"board://arm64"_s);
        QTRY_VERIFY(hub.find(u"board://arm64"_s)->connected);
        QTRY_COMPARE(model.indexOf(u"board://arm64"_s).siblingAtColumn(1).data().toString(), u"connected"_s);
        QCOMPARE(hub.find(u"board://arm64"_s)->facts(), u"arm64, Linux 6.1.0-18-arm64, 12.4 ms"_s);
        hub.stopBoard(u"board://arm64"_s);
        QTRY_COMPARE(model.indexOf(u"board://arm64"_s).siblingAtColumn(1).data().toString(), u"stopped"_s);
        hub.importHosts();
        QTRY_VERIFY(hub.entries().size() == 7);
        hub.remove(u"lab-3"_s);
        QTRY_VERIFY(hub.entries().size() == 6);
    }

    void devicesComeAndGo()
    {
        const auto devices = std::make_shared<DemoDevices>();
        TargetHub hub(demoTargets(devices));
        TargetModel model(hub);
        TargetBox box(hub);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        hub.refresh();
        QTRY_COMPARE(hub.entries().size(), 6);
        hub.follow();
        const AdbDevice phone{.serial = u"0A1B"_s, .state = u"unauthorized"_s, .model = u"Pixel_7"_s};
        devices->set({phone});
        const auto state = [&] {
            return model.indexOf(u"adb://0A1B"_s).siblingAtColumn(1).data().toString();
        };
        QTRY_COMPARE(state(), u"not authorised"_s);
        QVERIFY(hub.find(u"adb://0A1B"_s)->known.detail.contains(u"allow USB debugging"));
        devices->set({{.serial = u"0A1B"_s, .state = u"device"_s, .model = u"Pixel_7"_s}});
        QTRY_COMPARE(state(), u"attached"_s);
        devices->set({});
        QTRY_VERIFY(!hub.find(u"adb://0A1B"_s));
        devices->set({phone});
        QTRY_VERIFY(hub.find(u"adb://0A1B"_s));
        hub.choose(u"adb://0A1B"_s);
        QCOMPARE(box.currentData().toString(), u"adb://0A1B"_s); // also while it is not usable
        devices->set({});
        QTRY_COMPARE(state(), u"unplugged"_s); // probes run nowhere else because of a cable
        QCOMPARE(hub.chosen().known.url, u"adb://0A1B"_s);
        QCOMPARE(box.currentData().toString(), u"adb://0A1B"_s);
        hub.choose(u"local"_s);
        QTRY_VERIFY(!hub.find(u"adb://0A1B"_s));
    }

    void portsComeAndGo()
    {
        const auto devices = std::make_shared<DemoDevices>();
        TargetHub hub(demoTargets(devices));
        TargetModel model(hub);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        hub.follow();
        const QString url = u"serial:///dev/ttyUSB0"_s;
        const auto row = [&](int column) {
            return model.indexOf(url).siblingAtColumn(column).data().toString();
        };
        const SerialPortEntry port{.device = u"/dev/ttyUSB0"_s, .description = u"FT232R USB UART"_s};
        devices->setPorts({port});
        QTRY_COMPARE(row(0), u"ttyUSB0"_s);
        QCOMPARE(row(1), u"FT232R USB UART"_s);
        hub.choose(url);
        devices->setPorts({});
        QTRY_COMPARE(row(1), u"unplugged"_s);
        devices->setPorts({{.device = port.device, .permitted = false}});
        QTRY_COMPARE(row(1), u"no permission"_s);
        QVERIFY(hub.find(url)->known.detail.contains(u"dialout"));
        hub.choose(u"local"_s);
        devices->setPorts({});
        QTRY_VERIFY(!hub.find(url));
    }

    void asksAndConnects()
    {
        MainWindow window(services());
        window.show();
        QTRY_VERIFY(window.targets().find(board7));
        window.targets().connectTo(board7);
        QuestionDialog *trust = nullptr;
        QTRY_VERIFY((trust = window.findChild<QuestionDialog *>()));
        QVERIFY(textOf(*trust).contains(u"SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDVeRxc"_s));
        trust->findChild<QPushButton *>()->click();
        QTRY_VERIFY(password(window));
        password(window)->setText(u"wrong"_s);
        QTest::keyClick(password(window), Qt::Key_Return);
        QTRY_VERIFY(password(window) && password(window)->text().isEmpty());
        QVERIFY(textOf(*window.findChild<QuestionDialog *>()).contains(u"not accepted"_s));
        password(window)->setText(u"secret"_s);
        QTest::keyClick(password(window), Qt::Key_Return);
        QTRY_VERIFY(window.targets().find(board7)->connected);
    }

    void cancelEndsTheAttempt()
    {
        MainWindow window(services());
        window.show();
        QTRY_VERIFY(window.targets().find(board7));
        window.targets().connectTo(board7);
        QTRY_VERIFY(window.findChild<QuestionDialog *>());
        window.findChild<QuestionDialog *>()->reject();
        QTRY_VERIFY(!window.targets().find(board7)->busy);
        QVERIFY(!window.targets().find(board7)->connected);
    }

    void closesWhileAQuestionWaits()
    {
        auto window = std::make_unique<MainWindow>(services());
        window->show();
        QTRY_VERIFY(window->targets().find(board7));
        window->targets().connectTo(board7);
        QTRY_VERIFY(window->findChild<QuestionDialog *>());
        window.reset(); // must not hang
    }

    void runsAsk()
    {
        WindowServices asking = services();
        asking.makeRun = [](const RunRequest &, RunObserver &observer) {
            return std::make_unique<AskingRun>(observer);
        };
        MainWindow window(asking);
        window.show();
        window.runProbe(u"filetop"_s);
        QTRY_VERIFY(password(window));
        QVERIFY(textOf(*window.findChild<QuestionDialog *>()).contains(u"\\x1b[31mred"_s));
        password(window)->setText(u"word"_s);
        QTest::keyClick(password(window), Qt::Key_Return);
        QTRY_VERIFY(window.runs().currentSession()->summary());
        QCOMPARE(window.runs().currentSession()->summary()->error->text, u"word"_s);
        window.runProbe(u"biolatency"_s);
        QTRY_VERIFY(password(window));
        window.runs().currentSession()->stop(); // the dialog goes with the run
        QTRY_VERIFY(window.runs().currentSession()->summary());
        QCOMPARE(window.runs().currentSession()->summary()->error->text, u"nothing"_s);
        QTRY_VERIFY(!window.findChild<QuestionDialog *>());
    }

    void runsOnTheChosenTarget()
    {
        MainWindow window(services());
        window.show();
        QTRY_VERIFY(window.targets().find(board7));
        window.targets().choose(board7);
        QCOMPARE(window.findChild<TargetBox *>()->currentData().toString(), board7);
        window.runProbe(u"filetop"_s);
        QTRY_VERIFY(window.runs().currentSession());
        QCOMPARE(window.runs().currentSession()->request().target, board7);
        QCOMPARE(window.runs().currentSession()->request().targetName, u"board-7"_s);
    }

    void checksForTheTargetsArchitecture()
    {
        TargetHub hub(demoTargets());
        hub.refresh();
        QTRY_VERIFY(hub.find(u"board://arm64"_s));
        hub.choose(u"board://arm64"_s);
        QCOMPARE(hub.chosenArchitecture(), hostArchitecture());
        hub.connectTo(u"board://arm64"_s);
        QTRY_COMPARE(hub.chosenArchitecture(), Architecture::Arm64);
    }

    void failuresAreSaid()
    {
        MainWindow window(services());
        window.show();
        QTRY_VERIFY(window.targets().find(u"ssh://gone"_s));
        window.targets().connectTo(u"ssh://gone"_s);
        QTRY_VERIFY(window.log().text().contains(u"<i>gone</i> refuses connections (is it on?)"_s));
        QVERIFY(!window.targets().find(u"ssh://gone"_s)->failure.isEmpty());
    }

    void savesTargets()
    {
        MainWindow window(services());
        window.show();
        QTRY_VERIFY(window.targets().find(board7));
        TargetDialog dialog(window.targets(), {}, {}, &window);
        const QList<QLineEdit *> fields = dialog.findChildren<QLineEdit *>();
        fields.at(0)->setText(u"a/b"_s);
        fields.at(1)->setText(u"ssh://new"_s);
        auto *save = dialog.findChild<QPushButton *>();
        save->click();
        QTRY_VERIFY(textOf(dialog).contains(u"cannot be called"_s));
        fields.at(0)->setText(u"new one"_s);
        save->click();
        QTRY_VERIFY(window.targets().find(u"ssh://new"_s));
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void pageShowsTheReport()
    {
        MainWindow window(services());
        window.show();
        QTRY_VERIFY(window.targets().find(u"ssh://lab-3"_s));
        window.openTargetPage(u"ssh://lab-3"_s);
        auto *page = window.findChild<TargetPage *>();
        QVERIFY(page);
        QTRY_VERIFY(textOf(*page).contains(u"CONFIG_FPROBE=y"_s));
        const QString text = textOf(*page);
        QVERIFY(text.contains(u"Raspberry Pi 4 Model B Rev 1.4 <b>"_s)); // as it is, no markup
        QVERIFY(text.contains(u"kprobe.multi"_s));
        for (QLabel *label : page->findChildren<QLabel *>())
            QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());
        window.openTargetPage(u"ssh://lab-3"_s);
        QCOMPARE(window.findChildren<TargetPage *>().size(), 1);
    }

    void installsByCommand()
    {
        QCOMPARE(installCommand({u"qemu-system-arm"_s, u"kmod"_s}),
                 u"sudo apt-get install qemu-system-arm kmod"_s);
        InstallDialog dialog({u"qemu-system-arm"_s}, nullptr);
        QVERIFY(textOf(dialog).contains(u"sudo apt-get install qemu-system-arm"_s));
    }

private:
    WindowServices services() const { return demoServices(m_folder->filePath(u"journal"_s)); }

    static QString textOf(const QWidget &widget)
    {
        QString text;
        for (const QLabel *label : widget.findChildren<QLabel *>())
            text += label->text() + u'\n';
        return text;
    }
    static QLineEdit *password(const MainWindow &window)
    {
        const auto *dialog = window.findChild<QuestionDialog *>();
        return dialog && dialog->isVisible() ? dialog->findChild<QLineEdit *>() : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestTargets)
#include "test_targets.moc"
