// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/editor_tabs.h"

#include "app/window/background.h"
#include "app/window/editor/code_editor.h"
#include "app/window/editor/new_source.h"
#include "app/window/editor/source_editor.h"
#include "views/theme.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QStandardPaths>
#include <QTextDocument>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int checkDelayMs = 150;

QString journalFolder(const WindowServices &services)
{
    return services.journalFolder.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/unsaved"_L1
               : services.journalFolder;
}

QList<Diagnostic> about(const QString &fileName, const QList<Diagnostic> &diagnostics)
{
    QList<Diagnostic> own;
    std::copy_if(diagnostics.begin(), diagnostics.end(), std::back_inserter(own),
                 [&](const Diagnostic &each) { return each.file == fileName; });
    return own;
}

} // namespace

EditorTabs::EditorTabs(const WindowServices &services, QWidget *parent)
    : QTabWidget(parent), m_journal(journalFolder(services)), m_checker(services), m_font(codeFont())
{
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideMiddle);
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(checkDelayMs);
    connect(&m_checkTimer, &QTimer::timeout, this, &EditorTabs::checkNow);
    connect(this, &QTabWidget::tabCloseRequested, this, &EditorTabs::closeTab);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        if (current())
            m_checkTimer.start();
    });
    connect(&m_checker, &SourceChecker::checked, this,
            [this](const QString &fileName, const QList<Diagnostic> &diagnostics) {
                if (SourceEditor *editor = find(fileName))
                    editor->code().setDiagnostics(about(fileName, diagnostics));
                Q_EMIT diagnosticsChanged(fileName, diagnostics);
            });
    connect(&m_checker, &SourceChecker::factsFound, this, &EditorTabs::factsFound);
    connect(&m_checker, &SourceChecker::failed, this, &EditorTabs::message);
    connect(&m_journal, &JournalKeeper::recovered, this, &EditorTabs::restore);
}

EditorTabs::~EditorTabs()
{
    // Pages write their last journal entry when they go: they go before the journal does.
    while (count() > 0)
        delete widget(0);
}

SourceEditor *EditorTabs::current() const
{
    return static_cast<SourceEditor *>(currentWidget());
}

QList<SourceEditor *> EditorTabs::all() const
{
    QList<SourceEditor *> editors;
    for (int i = 0; i < count(); ++i)
        editors += static_cast<SourceEditor *>(widget(i));
    return editors;
}

SourceEditor *EditorTabs::find(const QString &fileName) const
{
    const QList<SourceEditor *> editors = all();
    const auto at = std::find_if(editors.begin(), editors.end(),
                                 [&](SourceEditor *editor) { return editor->fileName() == fileName; });
    return at == editors.end() ? nullptr : *at;
}

SourceEditor *EditorTabs::add()
{
    auto *editor = new SourceEditor(m_journal);
    editor->code().setCodeFont(m_font);
    connect(editor, &SourceEditor::titleChanged, this, [this, editor] { updateTitle(editor); });
    connect(editor, &SourceEditor::failed, this, [this](const QString &text) {
        Q_EMIT message(text);
        QMessageBox box(QMessageBox::Warning, tr("Radiosonde"), text, QMessageBox::Ok, this);
        box.setTextFormat(Qt::PlainText);
        box.exec();
    });
    connect(editor, &SourceEditor::edited, this, [this, editor] {
        if (editor != current())
            return;
        m_checkTimer.start();
        Q_EMIT currentEdited();
    });
    setCurrentIndex(addTab(editor, QString()));
    Q_EMIT countChanged(count());
    return editor;
}

void EditorTabs::updateTitle(SourceEditor *editor)
{
    const int index = indexOf(editor);
    QString title = editor->title();
    title.replace(u'&', "&&"_L1);
    setTabText(index, editor->isModified() ? title + " *"_L1 : title);
    setTabToolTip(index, Qt::convertFromPlainText(editor->fileName()));
}

void EditorTabs::newFile()
{
    ++m_untitled;
    SourceEditor *editor = add();
    editor->setUntitled(m_untitled == 1 ? u"untitled.bpf.c"_s : u"untitled-%1.bpf.c"_s.arg(m_untitled),
                        newSource());
    Q_EMIT currentEdited();
    editor->setFocus();
}

void EditorTabs::open(const QString &path, std::function<void(SourceEditor *)> done)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (SourceEditor *editor = find(absolute)) {
        setCurrentWidget(editor);
        if (done)
            done(editor);
        return;
    }
    inBackground(
        this, [absolute] { return readSource(absolute); },
        [this, absolute, done](const Result<SourceText> &source) {
            if (!source) {
                Q_EMIT message(describe(source.error()));
                QMessageBox::warning(this, tr("Open"), Qt::convertFromPlainText(describe(source.error())));
                return;
            }
            SourceEditor *editor = find(absolute);
            if (!editor) {
                editor = add();
                editor->setFile(absolute, *source);
                Q_EMIT currentEdited();
            }
            editor->setFocus();
            Q_EMIT fileUsed(absolute);
            if (done)
                done(editor);
        });
}

void EditorTabs::save(SourceEditor *editor, bool askName, std::function<void(bool)> done)
{
    QString path = editor->path();
    if (askName || path.isEmpty()) {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        path = QFileDialog::getSaveFileName(this, tr("Save the source"),
                                            path.isEmpty() ? folder + u'/' + editor->title() : path,
                                            tr("Probes (*.bpf.c *.c *.h);;All files (*)"));
    }
    if (path.isEmpty()) {
        if (done)
            done(false);
        return;
    }
    editor->save(path, [this, path, done](bool saved) {
        if (saved)
            Q_EMIT fileUsed(path);
        if (done)
            done(saved);
    });
}

void EditorTabs::saveCurrent()
{
    if (current())
        save(current(), false, {});
}

void EditorTabs::saveCurrentAs()
{
    if (current())
        save(current(), true, {});
}

void EditorTabs::closeCurrent()
{
    if (current())
        closeTab(currentIndex());
}

void EditorTabs::closeTab(int index)
{
    auto *editor = static_cast<SourceEditor *>(widget(index));
    askBeforeClosing(editor, [this, editor](bool close) {
        if (close)
            remove(editor);
    });
}

void EditorTabs::askBeforeClosing(SourceEditor *editor, std::function<void(bool)> done)
{
    if (!editor->isModified()) {
        done(true);
        return;
    }
    setCurrentWidget(editor);
    QMessageBox box(QMessageBox::Question, tr("Unsaved text"),
                    tr("%1 has changes that are not saved.").arg(editor->title()),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    box.setDefaultButton(QMessageBox::Save);
    const int answer = box.exec();
    if (answer == QMessageBox::Save) {
        save(editor, false, std::move(done));
        return;
    }
    if (answer == QMessageBox::Discard)
        editor->discard();
    done(answer == QMessageBox::Discard);
}

void EditorTabs::remove(SourceEditor *editor)
{
    Q_EMIT diagnosticsChanged(editor->fileName(), {});
    removeTab(indexOf(editor));
    delete editor;
    Q_EMIT countChanged(count());
}

void EditorTabs::closeAll(std::function<void(bool)> done)
{
    const QList<SourceEditor *> editors = all();
    const auto unsaved = std::find_if(editors.begin(), editors.end(),
                                      [](const SourceEditor *editor) { return editor->isModified(); });
    if (unsaved == editors.end()) {
        done(true);
        return;
    }
    askBeforeClosing(*unsaved, [this, done](bool close) {
        if (close)
            closeAll(done);
        else
            done(false);
    });
}

void EditorTabs::recover()
{
    m_journal.recover();
}

void EditorTabs::restore(const std::vector<JournalEntry> &entries)
{
    for (const JournalEntry &entry : entries)
        add()->restore(entry);
    if (!entries.empty()) {
        Q_EMIT currentEdited();
        Q_EMIT recovered(int(entries.size()));
    }
    Q_EMIT recoveryDone();
}

void EditorTabs::checkOutside()
{
    for (SourceEditor *editor : all())
        editor->checkOutside();
}

void EditorTabs::setArchitecture(Architecture architecture)
{
    m_checker.setArchitecture(architecture);
    checkNow();
}

void EditorTabs::setCodeFont(const QFont &font)
{
    m_font = font;
    for (SourceEditor *editor : all())
        editor->code().setCodeFont(font);
}

void EditorTabs::setRunDiagnostics(const QList<Diagnostic> &diagnostics)
{
    for (SourceEditor *editor : all()) {
        const QList<Diagnostic> own = about(editor->fileName(), diagnostics);
        if (!own.isEmpty())
            editor->code().setDiagnostics(own);
    }
}

void EditorTabs::checkNow()
{
    if (SourceEditor *editor = current())
        m_checker.check(editor->fileName(), editor->code().text());
}

} // namespace radiosonde
