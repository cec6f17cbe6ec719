// SPDX-License-Identifier: GPL-3.0-or-later
// What the command palette of MainWindow offers.
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/source_editor.h"
#include "app/window/palette/command_palette.h"
#include "app/window/palette/key_sheet.h"
#include "app/window/panels/probe_list.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/target_hub.h"
#include "views/icon.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>

namespace radiosonde
{

using namespace Qt::StringLiterals;

void MainWindow::makePaletteActions(QMenu *view, QMenu *help)
{
    view->addSeparator();
    addAction(view, u"find"_s, tr("Do &anything..."), QKeySequence(u"Ctrl+K"_s), [this] { openPalette(); });
    addAction(view, {}, tr("&Full screen"), QKeySequence(Qt::Key_F11), [this] { toggleFullScreen(); });
    addAction(help, {}, tr("&Keys"), QKeySequence(u"Shift+F1"_s), [this] {
        auto *sheet = new KeySheet(keySheetLines(*menuBar()), this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    });
}

void MainWindow::openPalette()
{
    auto *palette = new CommandPalette(paletteEntries(), this);
    palette->show();
}

// Probes first: they are what people look for most.
QList<PaletteEntry> MainWindow::paletteEntries()
{
    QList<PaletteEntry> entries;
    addProbeEntries(entries);
    addTargetEntries(entries);
    addPlaceEntries(entries);
    return entries + actionEntries(*menuBar());
}

void MainWindow::addProbeEntries(QList<PaletteEntry> &entries)
{
    for (const LibraryProbe &probe : m_probes->probes())
        entries += {tr("Run %1").arg(probe.name),
                    probe.title,
                    {},
                    icon(u"run"_s, IconRole::Good),
                    [this, name = probe.name] { runProbe(name); }};
    for (const LibraryProbe &probe : m_probes->probes())
        entries +=
            {tr("Edit %1").arg(probe.name), probe.title, {}, icon(u"edit"_s), [this, name = probe.name] {
                 editProbe(name);
             }};
}

void MainWindow::addTargetEntries(QList<PaletteEntry> &entries)
{
    for (const TargetEntry &target : m_targets->entries()) {
        const QString url = target.known.url;
        entries += {tr("Target: %1").arg(target.known.name), url, {}, icon(u"machine"_s), [this, url] {
                        m_targets->choose(url);
                    }};
        entries += {tr("About %1").arg(target.known.name), url, {}, icon(u"note"_s), [this, url] {
                        openTargetPage(url);
                    }};
    }
}

// What is open, and what was.
void MainWindow::addPlaceEntries(QList<PaletteEntry> &entries)
{
    for (SourceEditor *editor : m_editors->all())
        entries += {tr("Go to %1").arg(editor->title()),
                    editor->path(),
                    {},
                    icon(u"edit"_s),
                    [this, editor = QPointer(editor)] {
                        if (editor)
                            m_editors->setCurrentWidget(editor);
                    }};
    for (RunSession *session : m_runs->sessions())
        entries += {tr("Go to %1").arg(session->title()),
                    {},
                    {},
                    icon(u"table"_s),
                    [this, session = QPointer(session)] {
                        if (session)
                            m_runs->raise(*session);
                    }};
    for (const QString &path : m_settings.recentFiles())
        entries += {tr("Open %1").arg(path.section(u'/', -1)), path, {}, icon(u"open"_s), [this, path] {
                        openFile(path);
                    }};
}

// The views alone on the whole screen, and back.
void MainWindow::toggleFullScreen()
{
    const bool full = !isFullScreen();
    setWindowState(windowState() ^ Qt::WindowFullScreen);
    if (m_runs->count() > 0)
        setWatching(full);
}

} // namespace radiosonde
