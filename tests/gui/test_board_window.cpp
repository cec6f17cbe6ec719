// SPDX-License-Identifier: GPL-3.0-or-later
// The window's way to a virtual board, with nothing made up behind it.
#include "app/window/pages/run_view.h"
#include "app/window/pages/target_page.h"
#include "app/window/panels/session_log.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/target_hub.h"
#include "views/table_panel.h"

#include <QFileInfo>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

constexpr int patienceMs = 120'000; // a board is slow, and slower on a busy machine
constexpr int bootMs = 240'000;     // made from packages where this is the first time

const QString boardUrl = u"board://arm64"_s;

} // namespace

class TestBoardWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void startsTheBoardWithProgress();
    void showsRowsAndStops();
    void showsTheTargetsPage();

private:
    void picture(const QString &name);

    RunEnvironment m_environment;
    std::optional<MainWindow> m_window;
    QTemporaryDir m_folder;
};

void TestBoardWindow::initTestCase()
{
    if (const QStringList missing = m_environment.boards.missingPackages(u"arm64-bookworm"_s);
        !missing.isEmpty())
        QSKIP(qPrintable(u"not installed: "_s + missing.join(u", "_s)));
    QSettings().clear();
    WindowServices services = liveServices(m_environment);
    services.journalFolder = m_folder.filePath(u"journal"_s);
    m_window.emplace(std::move(services));
    m_window->resize(1400, 900);
    m_window->show();
}

void TestBoardWindow::cleanupTestCase()
{
    m_window.reset();
    QThreadPool::globalInstance()->waitForDone(); // what the window has begun still uses the environment
}

// For people who want to look at it: RADIOSONDE_PICTURES names a folder.
void TestBoardWindow::picture(const QString &name)
{
    if (const QString folder = qEnvironmentVariable("RADIOSONDE_PICTURES"); !folder.isEmpty())
        m_window->grab().save(folder + u'/' + name + u".png"_s);
}

void TestBoardWindow::startsTheBoardWithProgress()
{
    TargetHub &hub = m_window->targets();
    QTRY_VERIFY_WITH_TIMEOUT(hub.find(boardUrl), patienceMs);
    hub.choose(boardUrl);
    QStringList told;
    connect(&hub, &TargetHub::changed, this, [&](const QString &url) {
        if (url == boardUrl && !hub.find(url)->progress.isEmpty() && !told.contains(hub.find(url)->progress))
            told += hub.find(url)->progress;
    });
    hub.connectTo(boardUrl);
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty() || !hub.find(boardUrl)->failure.isEmpty(), patienceMs);
    picture(u"board-starting"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!hub.find(boardUrl)->busy, bootMs);
    disconnect(&hub, nullptr, this, nullptr);
    QCOMPARE(hub.find(boardUrl)->failure, QString());
    QVERIFY(hub.find(boardUrl)->connected);
    QCOMPARE(hub.chosenArchitecture(), Architecture::Arm64);
    qInfo("%s", qPrintable(told.join(u"; "_s)));
}

void TestBoardWindow::showsRowsAndStops()
{
    const Interruptor never;
    const Result<BoardAccess> board =
        m_environment.boards.start(u"arm64-bookworm"_s, nullptr, never); // it runs
    QVERIFY(board);
    QProcess reader; // something to see, without end
    reader.start(QFileInfo(board->identityFile).path() + u"/ssh"_s,
                 {u"while :; do cat /etc/passwd > /dev/null; sleep 0.1; done"_s});
    m_window->runProbe(u"filetop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->runs().currentSession(), patienceMs);
    RunSession *session = m_window->runs().currentSession();
    QTRY_VERIFY_WITH_TIMEOUT(session->state() != RunSession::State::Starting, patienceMs);
    QVERIFY2(session->state() == RunSession::State::Running, qPrintable(m_window->log().text()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->runs().current()->currentPanel(), patienceMs);
    auto *panel = qobject_cast<TablePanel *>(m_window->runs().current()->currentPanel());
    QVERIFY(panel);
    QTRY_VERIFY_WITH_TIMEOUT(panel->model().rowCount() > 0, patienceMs);
    picture(u"board-filetop"_s);
    session->stop();
    QTRY_VERIFY_WITH_TIMEOUT(session->state() == RunSession::State::Ended, patienceMs);
    QVERIFY(!session->summary()->error);
    reader.kill();
    reader.waitForFinished();
}

void TestBoardWindow::showsTheTargetsPage()
{
    m_window->openTargetPage(boardUrl);
    QTRY_VERIFY(m_window->findChild<TargetPage *>());
    auto *page = m_window->findChild<TargetPage *>();
    const auto shows = [page](const QString &text) {
        const QList<QLabel *> labels = page->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(text); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"aarch64"_s), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->targets().find(boardUrl)->busy, patienceMs);
    QVERIFY(shows(u"kprobe"_s));
    picture(u"board-page"_s);
}

QTEST_MAIN(TestBoardWindow)
#include "test_board_window.moc"
