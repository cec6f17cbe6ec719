// SPDX-License-Identifier: GPL-3.0-or-later
// How MainWindow runs probes.
#include "app/targets/target_choice.h"
#include "app/window/background.h"
#include "app/window/editor/code_editor.h"
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/source_editor.h"
#include "app/window/pages/run_view.h"
#include "app/window/pages/welcome_page.h"
#include "app/window/panels/call_list.h"
#include "app/window/panels/parameter_form.h"
#include "app/window/panels/problems_panel.h"
#include "app/window/panels/session_log.h"
#include "app/window/run/loss_report.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_text.h"
#include "app/window/shell/main_window.h"
#include "app/window/shell/status_line.h"
#include "app/window/targets/target_hub.h"
#include "views/quantity.h"

#include <QAction>
#include <QDateTime>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTimer>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int panelWidth = 240;

} // namespace

void MainWindow::chooseProbe(const QString &name)
{
    m_libraryProbe = name;
    m_parameters->setProbe(name);
    updateActions();
    inBackground(
        this,
        [services = m_services, name, interruptor = m_interruptor,
         architecture = m_targets->chosenArchitecture()]() -> Result<Facts> {
            const auto source = services.findProbe(name);
            if (!source)
                return std::unexpected(source.error());
            CompileRequest request{
                .fileName = source->fileName, .source = source->source, .architecture = architecture};
            auto compiled = services.compile(request, *interruptor);
            if (!compiled)
                return std::unexpected(compiled.error());
            return std::move(compiled->facts);
        },
        [this, name](const Result<Facts> &facts) {
            if (facts && m_libraryProbe == name)
                m_parameters->setFacts(*facts);
        });
}

void MainWindow::chooseEditor()
{
    SourceEditor *editor = m_editors->current();
    if (!editor)
        return;
    m_libraryProbe.clear();
    m_parameters->setProbe(editor->probeName());
    updateActions();
}

void MainWindow::runCurrent()
{
    if (!m_libraryProbe.isEmpty())
        runProbe(m_libraryProbe);
    else if (SourceEditor *editor = m_editors->current())
        start({editor->probeName(), editor->fileName(), editor->code().text().toUtf8()});
}

void MainWindow::runProbe(const QString &name)
{
    if (m_libraryProbe != name)
        chooseProbe(name);
    inBackground(
        this, [find = m_services.findProbe, name] { return find(name); },
        [this](const Result<ProbeSource> &source) {
            if (source)
                start(*source);
            else
                m_log->add(Severity::Error, {}, describe(source.error()));
        });
}

void MainWindow::start(const ProbeSource &source)
{
    if (!m_parameters->valid()) {
        m_log->add(Severity::Error, source.name,
                   tr("A parameter has a value that does not fit: see the form"));
        return;
    }
    RunRequest request;
    request.parameters = m_parameters->values();
    request.intervalNs = m_parameters->intervalNs();
    m_problems->setRun(source.fileName, {});
    const QList<TargetEntry> targets = m_targets->targetsToRun();
    if (targets.size() > 1)
        m_sideBySide->setChecked(true);
    for (const TargetEntry &entry : targets) // each on its own: the end of one leaves the others alone
        startOn(request, source, entry.known);
}

void MainWindow::startOn(RunRequest request, const ProbeSource &source, const KnownTarget &target)
{
    request.probe = source.name;
    request.fileName = source.fileName;
    request.source = source.source;
    request.target = target.url;
    request.targetName = target.kind == TargetKind::Local ? QString() : target.name;
    request.kernelTypes = target.saved.kernelTypes;
    request.symbols = m_settings.symbols();
    request.symbols.folders = target.saved.sysroots + request.symbols.folders;
    request.targetLog = targetLogOfRun(target.saved.targetLog);
    request.reconnect = true;
    m_runs->start(request);
}

void MainWindow::openRecording(const QString &path)
{
    RunRequest request;
    request.target = u"file:"_s + QFileInfo(path).absoluteFilePath();
    useFile(QFileInfo(path).absoluteFilePath());
    m_runs->start(request);
}

void MainWindow::watch(RunSession *session, RunView *view)
{
    watchTarget(session);
    connect(session, &RunSession::begun, this, [this, session] { reportStart(*session); });
    connect(session, &RunSession::stateChanged, this, &MainWindow::updateActions);
    connect(session, &RunSession::progressed, this,
            [this, session](const QString &what) { m_log->add(Severity::Note, session->title(), what); });
    connect(session, &RunSession::diagnosticsReported, this,
            [this, session](const QList<Diagnostic> &diagnostics) {
                m_problems->setRun(session->request().fileName, diagnostics);
                m_editors->setRunDiagnostics(diagnostics);
                if (m_problems->errorCount() > 0)
                    m_problemsDock->raise();
            });
    auto *losses = new LossReport(session);
    connect(session, &RunSession::lossReported, losses, &LossReport::add);
    connect(session, &RunSession::ended, losses, &LossReport::flush);
    connect(losses, &LossReport::told, this,
            [this, session](const QString &text) { m_log->add(Severity::Warning, session->title(), text); });
    connect(session, &RunSession::holeReported, this, [this, session](qint64, qint64 durationNs) {
        m_log->add(Severity::Warning, session->title(),
                   tr("Nothing is known of %1").arg(durationText(durationNs)));
    });
    connect(session, &RunSession::linkChanged, this, [this, session] { reportLink(*session); });
    connect(session, &RunSession::audited, this,
            [this, session](const AuditEntry &entry) { m_calls->add(session->title(), entry); });
    connect(session, &RunSession::warned, this, [this, session](const Error &error) {
        m_log->add(Severity::Warning, session->title(), describe(error));
    });
    connect(session, &RunSession::recordingChanged, this, [this, session] {
        if (session->recording().error)
            m_log->add(Severity::Error, session->title(),
                       tr("The recording has ended: %1").arg(describe(*session->recording().error)));
        updateActions();
    });
    connect(session, &RunSession::ended, this, [this, session] { reportEnd(*session); });
    connect(view, &RunView::frozenChanged, this, &MainWindow::updateActions);
    connect(view, &RunView::message, this,
            [this, session](const QString &text) { m_log->add(Severity::Note, session->title(), text); });
}

void MainWindow::reportStart(RunSession &session)
{
    const Plan &plan = *session.plan();
    m_log->add(Severity::Note, session.title(),
               tr("Attached on %1, Linux %2").arg(plan.target.hostName, plan.target.release));
    const QStringList lines = programLines(plan);
    for (const QString &line : lines)
        m_log->add(Severity::Note, session.title(), line);
    for (const StreamSpec &stream : plan.streams) {
        if (stream.enlarged)
            m_log->add(Severity::Note, session.title(),
                       tr("The buffer %1 was enlarged to %2")
                           .arg(stream.map, shortQuantity(stream.maxEntries, u"bytes"_s)));
    }
}

void MainWindow::reportLink(RunSession &session)
{
    const LinkState &link = session.link();
    if (link.phase == LinkPhase::Down && link.attempts == 0)
        m_targets->noteEnd(session.request().target, link.reason);
    if (link.phase == LinkPhase::Down)
        m_log->add(Severity::Warning, session.title(), describe(link.reason));
    if (link.phase != LinkPhase::Up)
        return;
    m_targets->noteSession(link.target, session.figures().roundTripMs);
    m_log->add(Severity::Note, session.title(), tr("The target is back"));
    for (const QString &change : link.news)
        m_log->add(Severity::Warning, session.title(), change);
}

void MainWindow::reportEnd(RunSession &session)
{
    const RunSummary &summary = *session.summary();
    if (summary.error && summary.error->kind != ErrorKind::Cancelled)
        m_log->add(Severity::Error, session.title(), describe(*summary.error));
    if (!summary.started)
        return;
    const QString conservation = conservationText(summary.end);
    const QString duration = durationText(summary.end.durationNs);
    m_log->add(Severity::Note, session.title(),
               conservation.isEmpty() ? tr("Ended after %1").arg(duration)
                                      : tr("Ended after %1: %2").arg(duration, conservation));
}

void MainWindow::stopCurrent()
{
    if (RunSession *session = m_runs->currentSession())
        session->stop();
}

void MainWindow::toggleRecording()
{
    RunSession *session = m_runs->currentSession();
    if (!session)
        return;
    if (!session->recording().path.isEmpty()) {
        session->stopRecording();
        m_log->add(Severity::Note, session->title(), tr("Recorded to %1").arg(session->recording().path));
        useFile(session->recording().path);
        return;
    }
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = u"%1-%2.rsrec"_s.arg(session->request().probe,
                                              QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s));
    QString path = QFileDialog::getSaveFileName(this, tr("Record to a file"), folder + u'/' + name,
                                                tr("Recordings (*.rsrec)"));
    if (path.isEmpty()) {
        updateActions();
        return;
    }
    if (QFileInfo(path).suffix().isEmpty())
        path += ".rsrec"_L1;
    session->record(path);
}

void MainWindow::toggleFreeze()
{
    if (RunView *view = m_runs->current())
        view->setFrozen(!view->frozen());
}

// Without a source the middle makes room for the views; with nothing at all it welcomes.
void MainWindow::updateCentre()
{
    const bool editing = m_editors->count() > 0;
    m_centre->setCurrentWidget(editing ? static_cast<QWidget *>(m_editors)
                                       : static_cast<QWidget *>(m_welcome));
    const bool watching = m_watch && m_watch->isChecked();
    const bool shown = m_runs->count() == 0 || (editing && !watching);
    const bool changed = shown == m_centre->isHidden();
    m_centre->setVisible(shown);
    if (m_runs->count() > 0 && (changed || m_runs->count() == 1))
        QTimer::singleShot(0, this, &MainWindow::shareWidth);
    if (m_run)
        updateActions();
}

// Views get half of the room beside the panels when they share it with sources, else all of it.
void MainWindow::shareWidth()
{
    RunView *view = m_runs->current();
    auto *dock = view ? qobject_cast<QDockWidget *>(view->parentWidget()) : nullptr;
    if (!dock || dock->isFloating())
        return;
    const int panels = m_panels.first()->isVisible() ? panelWidth : 0;
    const int room = width() - panels;
    const int views = m_centre->isVisible() ? room / 2 : room;
    if (panels > 0)
        resizeDocks({m_panels.first(), dock}, {panels, views}, Qt::Horizontal);
    else
        resizeDocks({dock}, {views}, Qt::Horizontal);
}

void MainWindow::setWatching(bool watching)
{
    for (QDockWidget *panel : std::as_const(m_panels))
        panel->setVisible(!watching);
    if (watching)
        showTimeline();
    m_watch->setChecked(watching);
    updateCentre();
}

} // namespace radiosonde
