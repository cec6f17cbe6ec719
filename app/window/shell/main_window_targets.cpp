// SPDX-License-Identifier: GPL-3.0-or-later
// How MainWindow knows targets and asks its user about them.
#include "app/window/background.h"
#include "app/window/editor/editor_tabs.h"
#include "app/window/pages/target_page.h"
#include "app/window/pages/welcome_page.h"
#include "app/window/panels/session_log.h"
#include "app/window/panels/target_panel.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/install_dialog.h"
#include "app/window/targets/question_dialog.h"
#include "app/window/targets/target_dialog.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace radiosonde
{

using namespace Qt::StringLiterals;

void MainWindow::makeTargets()
{
    m_targets = new TargetHub(m_services.targets, this);
    m_questions = new QuestionDesk(this);
}

void MainWindow::connectTargets()
{
    connect(m_targets, &TargetHub::asked, this,
            [this](const QString &about, const QuestionPtr &question, const QString &url) {
                m_questions->ask(about, question, [this, url] { m_targets->cancel(url); });
            });
    connect(m_targets, &TargetHub::message, this,
            [this](Severity severity, const QString &text) { m_log->add(severity, {}, text); });
    connect(m_targets, &TargetHub::chosenChanged, this, &MainWindow::useChosenTarget);
    connect(m_targets, &TargetHub::tickedChanged, this, &MainWindow::updateActions);
    connect(m_targetPanel, &TargetPanel::pageRequested, this, &MainWindow::openTargetPage);
    connect(m_targetPanel, &TargetPanel::newRequested, this, [this] { editTarget({}, {}); });
    connect(m_targetPanel, &TargetPanel::editRequested, this, [this](const QString &name) {
        for (const TargetEntry &entry : m_targets->entries()) {
            if (entry.known.kind == TargetKind::Saved && entry.known.name == name) {
                editTarget(entry.known.saved, name);
                return;
            }
        }
    });
    connect(m_targetPanel, &TargetPanel::installRequested, this, &MainWindow::installPackages);
    connect(m_welcome, &WelcomePage::targetChosen, m_targets, &TargetHub::choose);
    connect(m_welcome, &WelcomePage::boardRequested, this, &MainWindow::startBoard);
    connect(m_welcome, &WelcomePage::newTargetRequested, this, [this] { editTarget({}, {}); });
    useChosenTarget();
    m_targets->refresh();
    m_targets->follow();
}

void MainWindow::makeTargetsMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Targets"));
    addAction(menu, u"machine"_s, tr("&Choose a target"), QKeySequence(u"Ctrl+T"_s), [this] {
        m_panels.at(1)->show();
        m_panels.at(1)->raise();
        m_targetPanel->focusList();
    });
    addAction(menu, u"new"_s, tr("&New target..."), QKeySequence(u"Ctrl+Shift+T"_s),
              [this] { editTarget({}, {}); });
    addAction(menu, u"run"_s, tr("C&onnect"), QKeySequence(u"Ctrl+Shift+C"_s),
              [this] { m_targets->connectTo(m_targets->chosen().known.url); });
    addAction(menu, u"note"_s, tr("Open the target's &page"), QKeySequence(u"Ctrl+I"_s),
              [this] { openTargetPage(m_targets->chosen().known.url); });
    menu->addSeparator();
    addAction(menu, {}, tr("&Import from ~/.ssh/config"), {}, [this] { m_targets->importHosts(); });
    addAction(menu, u"reset"_s, tr("&Read the list again"), {}, [this] { m_targets->refresh(); });
}

// Sources are checked, and the form's parameters found, for the architecture that the probe will run on.
void MainWindow::useChosenTarget()
{
    m_editors->setArchitecture(m_targets->chosenArchitecture());
    const TargetEntry &target = m_targets->chosen();
    m_welcome->setTarget(target.known.name, target.known.kind == TargetKind::Local
                                                ? target.known.detail
                                                : target.factsBesideName());
}

void MainWindow::editTarget(const SavedTarget &target, const QString &replaces)
{
    auto *dialog = new TargetDialog(*m_targets, target, replaces, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TargetDialog::saved, this, [this](const QString &url) {
        connect(
            m_targets, &TargetHub::listChanged, this, [this, url] { m_targets->choose(url); },
            Qt::SingleShotConnection);
    });
    dialog->open();
}

void MainWindow::startBoard(const QString &url)
{
    const TargetEntry *entry = m_targets->find(url);
    if (!entry)
        return;
    if (entry->known.state == TargetState::Unavailable && m_services.targets.missingPackages) {
        inBackground(
            this, [missing = m_services.targets.missingPackages, url] { return missing(url); },
            [this](const QStringList &packages) { installPackages(packages); });
        return;
    }
    m_targets->choose(url);
    m_targets->connectTo(url);
    openTargetPage(url);
}

void MainWindow::installPackages(const QStringList &packages)
{
    if (packages.isEmpty()) {
        m_targets->refresh();
        return;
    }
    auto *dialog = new InstallDialog(packages, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &InstallDialog::installed, m_targets, &TargetHub::refresh);
    dialog->open();
}

void MainWindow::openTargetPage(const QString &url)
{
    for (QDockWidget *dock : std::as_const(m_targetPages)) {
        if (static_cast<TargetPage *>(dock->widget())->url() == url) {
            dock->show();
            dock->raise();
            return;
        }
    }
    auto *page = new TargetPage(*m_targets, url);
    auto *dock = new QDockWidget(tr("Target %1").arg(page->title()), this);
    dock->setObjectName(u"target-%1"_s.arg(m_targetPages.size() + 1));
    dock->setWidget(page);
    m_targetPages += dock;
    addDockWidget(Qt::RightDockWidgetArea, dock);
    resizeDocks({dock}, {qMax(420, width() / 2)}, Qt::Horizontal);
    dock->show();
    dock->raise();
}

void MainWindow::watchTarget(RunSession *session)
{
    connect(session, &RunSession::asked, this, [this, session](const QuestionPtr &question) {
        m_questions->ask(session->title(), question, [run = QPointer(session)] {
            if (run)
                run->stop();
        });
    });
    connect(session, &RunSession::begun, this, [this, session] {
        if (!session->request().target.startsWith("file:"_L1))
            m_targets->noteSession(session->plan()->target, session->figures().roundTripMs);
    });
    connect(session, &RunSession::figuresChanged, this, [this, session] {
        if (session->plan() && session->state() == RunSession::State::Running &&
            !session->request().target.startsWith("file:"_L1))
            m_targets->noteSession(session->plan()->target, session->figures().roundTripMs);
    });
    connect(session, &RunSession::ended, this,
            [this, session] { m_targets->noteEnd(session->request().target, session->summary()->error); });
}

} // namespace radiosonde
