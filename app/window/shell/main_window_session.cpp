// SPDX-License-Identifier: GPL-3.0-or-later
// What was open comes back at the next start. It is written a moment after it has changed, so that a kill
// loses nothing.
#include "app/window/background.h"
#include "app/window/editor/code_editor.h"
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/source_editor.h"
#include "app/window/pages/welcome_page.h"
#include "app/window/panels/probe_list.h"
#include "app/window/panels/session_log.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/target_hub.h"

#include <QFileInfo>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int rememberDelayMs = 1000;

QStringList titlesOf(const QList<SessionMemory::Run> &runs)
{
    QStringList titles;
    for (const SessionMemory::Run &run : runs)
        titles += run.title;
    return titles;
}

// By which the probe of a run is found again: a library name or a path. Recordings are among the recent
// files, a text without a file is in the journal: empty.
QString probeToFind(const RunRequest &request, const LibraryProbe *inLibrary)
{
    if (request.target.startsWith("file:"_L1))
        return {};
    if (inLibrary && inLibrary->path == request.fileName)
        return request.probe;
    return QFileInfo(request.fileName).isAbsolute() ? request.fileName : QString();
}

} // namespace

void MainWindow::connectSession()
{
    m_lastSession = m_settings.session();
    m_rememberTimer.setSingleShot(true);
    m_rememberTimer.setInterval(rememberDelayMs);
    const auto changed = [this] { m_rememberTimer.start(); };
    connect(&m_rememberTimer, &QTimer::timeout, this, &MainWindow::rememberSession);
    connect(m_editors, &EditorTabs::countChanged, this, changed);
    connect(m_editors, &EditorTabs::fileUsed, this, changed);
    connect(m_editors, &QTabWidget::currentChanged, this, changed);
    connect(m_runs, &RunDeck::countChanged, this, changed);
    connect(m_targets, &TargetHub::chosenChanged, this, changed);
    connect(m_welcome, &WelcomePage::lastRunsRequested, this, &MainWindow::runLastAgain);
    m_welcome->setLastRuns(titlesOf(m_lastSession.runs));
    // Texts that a kill has left come first: their files are not opened once more.
    connect(m_editors, &EditorTabs::recoveryDone, this, &MainWindow::restoreSession,
            Qt::SingleShotConnection);
}

SessionMemory MainWindow::currentSession() const
{
    SessionMemory memory;
    for (SourceEditor *editor : m_editors->all()) {
        if (!editor->path().isEmpty() && memory.sources.size() < SessionMemory::maximumSources)
            memory.sources += {editor->path(), editor->code().textCursor().blockNumber() + 1};
    }
    if (const SourceEditor *editor = m_editors->current())
        memory.currentSource = editor->path();
    memory.target = m_targets->chosen().known.url;
    for (const RunSession *session : m_runs->sessions()) {
        const RunRequest &request = session->request();
        const QString probe = probeToFind(request, m_probes->probe(request.probe));
        if (!probe.isEmpty() && memory.runs.size() < SessionMemory::maximumRuns)
            memory.runs += {probe, request.target, session->title(), request.intervalNs, request.parameters};
    }
    return memory;
}

// The last session's runs stay on offer until there are new ones.
void MainWindow::rememberSession()
{
    if (!m_sessionKnown)
        return;
    SessionMemory memory = currentSession();
    if (memory.runs.isEmpty())
        memory.runs = m_lastSession.runs;
    m_settings.setSession(memory);
}

void MainWindow::restoreSession()
{
    m_sessionKnown = true;
    if (!m_settings.restoresSession())
        return;
    const auto chooseTarget = [this] { m_targets->choose(m_lastSession.target); };
    chooseTarget();
    connect(m_targets, &TargetHub::listChanged, this, chooseTarget, Qt::SingleShotConnection);
    for (const SessionMemory::Source &source : std::as_const(m_lastSession.sources)) {
        if (!QFileInfo(source.path).isFile() || m_editors->find(source.path))
            continue;
        m_editors->open(source.path, [this, line = source.line](SourceEditor *editor) {
            editor->code().goTo(line);
            if (SourceEditor *current = m_editors->find(m_lastSession.currentSource))
                m_editors->setCurrentWidget(current);
        });
    }
}

void MainWindow::runLastAgain()
{
    for (const SessionMemory::Run &run : std::as_const(m_lastSession.runs))
        runAgain(run);
}

void MainWindow::runAgain(const SessionMemory::Run &run)
{
    inBackground(
        this, [find = m_services.findProbe, probe = run.probe] { return find(probe); },
        [this, run](const Result<ProbeSource> &source) {
            if (!source) {
                m_log->add(Severity::Error, run.title, describe(source.error()));
                return;
            }
            RunRequest request;
            request.parameters = run.parameters;
            if (run.intervalNs > 0)
                request.intervalNs = run.intervalNs;
            const TargetEntry *target = m_targets->find(run.target);
            // One that is not in the list any more is reached by its address all the same.
            startOn(request, *source, target ? target->known : KnownTarget{.url = run.target, .name = {}});
        });
}

} // namespace radiosonde
