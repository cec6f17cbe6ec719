// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/source_editor.h"

#include "app/window/background.h"
#include "app/window/editor/code_editor.h"
#include "app/window/editor/find_bar.h"
#include "app/window/editor/journal_keeper.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextDocument>
#include <QUuid>

#include <utility>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int journalIdleMs = 200;
constexpr int journalLimitMs = 1000; // a text that is typed without a pause is written as often as this

} // namespace

SourceEditor::SourceEditor(JournalKeeper &journal, QWidget *parent)
    : QWidget(parent), m_journal(journal), m_id(QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_code(new CodeEditor), m_find(new FindBar(m_code)), m_notice(new QWidget), m_noticeText(new QLabel)
{
    auto *noticeLayout = new QHBoxLayout(m_notice);
    auto *again = new QPushButton(tr("Read it again"));
    auto *keep = new QPushButton(tr("Keep this text"));
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setWordWrap(true);
    noticeLayout->addWidget(m_noticeText, 1);
    noticeLayout->addWidget(again);
    noticeLayout->addWidget(keep);
    m_notice->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_code, 1);
    layout->addWidget(m_find);
    setFocusProxy(m_code);
    m_journalTimer.setSingleShot(true);
    m_journalLimit.setSingleShot(true);
    connect(&m_journalTimer, &QTimer::timeout, this, &SourceEditor::writeJournal);
    connect(&m_journalLimit, &QTimer::timeout, this, &SourceEditor::writeJournal);
    connect(again, &QPushButton::clicked, this, &SourceEditor::reload);
    connect(keep, &QPushButton::clicked, this, [this] {
        m_format.stamp = stampOf(m_path);
        m_notice->hide();
    });
    connect(m_code->document(), &QTextDocument::modificationChanged, this, &SourceEditor::titleChanged);
    connect(m_code->document(), &QTextDocument::contentsChange, this, [this] {
        // Colouring is told as a change, too, but is no new revision.
        const int revision = m_code->document()->revision();
        if (std::exchange(m_revision, revision) == revision || m_loading)
            return;
        journalSoon();
        Q_EMIT edited();
    });
}

SourceEditor::~SourceEditor()
{
    if (m_journalTimer.isActive())
        writeJournal();
}

void SourceEditor::load(const QString &text)
{
    m_loading = true;
    m_code->setPlainText(text);
    m_loading = false;
    m_code->document()->setModified(false);
}

void SourceEditor::setUntitled(const QString &title, const QString &text)
{
    m_title = title;
    load(text);
    Q_EMIT titleChanged();
}

void SourceEditor::setFile(const QString &path, const SourceText &source)
{
    m_path = path;
    m_title = QFileInfo(path).fileName();
    m_format = source;
    m_format.text.clear();
    load(source.text);
    Q_EMIT titleChanged();
}

void SourceEditor::restore(const JournalEntry &entry)
{
    m_id = entry.id;
    m_path = entry.path;
    m_title = entry.title;
    // How the file's lines end is read from the file, if it is still there; its text is the journal's.
    if (m_path.isEmpty()) {
        m_format = {};
    } else if (const auto source = readSource(m_path)) {
        m_format = *source;
    }
    m_format.text.clear();
    load(entry.text);
    m_code->document()->setModified(true);
    QTextCursor cursor(m_code->document());
    cursor.setPosition(qBound(0, entry.cursor, m_code->document()->characterCount() - 1));
    m_code->setTextCursor(cursor);
    Q_EMIT titleChanged();
}

QString SourceEditor::fileName() const
{
    return m_path.isEmpty() ? m_title : m_path;
}

QString SourceEditor::title() const
{
    return m_title;
}

QString SourceEditor::probeName() const
{
    QString name = m_title;
    for (const auto suffix : {".bpf.c"_L1, ".c"_L1}) {
        if (name.endsWith(suffix))
            return name.chopped(suffix.size());
    }
    return name;
}

bool SourceEditor::isModified() const
{
    return m_code->document()->isModified();
}

void SourceEditor::journalSoon()
{
    m_journalTimer.start(journalIdleMs);
    if (!m_journalLimit.isActive())
        m_journalLimit.start(journalLimitMs);
}

void SourceEditor::writeJournal()
{
    m_journalTimer.stop();
    m_journalLimit.stop();
    if (isModified())
        m_journal.write({m_id, m_path, m_title, m_code->text(), m_code->textCursor().position()});
    else
        m_journal.remove(m_id);
}

void SourceEditor::discard()
{
    m_journalTimer.stop();
    m_journalLimit.stop();
    m_code->document()->setModified(false);
    m_journal.remove(m_id);
}

void SourceEditor::save(const QString &path, std::function<void(bool)> done)
{
    SourceText source = m_format;
    source.text = m_code->text();
    m_saving = true;
    inBackground(
        this, [path, source] { return writeSource(path, source); },
        [this, path, text = source.text, done](const Result<FileStamp> &outcome) {
            finishSave(path, text, outcome);
            if (done)
                done(outcome.has_value());
        });
}

void SourceEditor::finishSave(const QString &path, const QString &text, const Result<FileStamp> &outcome)
{
    m_saving = false;
    if (!outcome) {
        Q_EMIT failed(describe(outcome.error()));
        return;
    }
    m_path = path;
    m_title = QFileInfo(path).fileName();
    m_format.stamp = *outcome;
    m_notice->hide();
    if (m_code->text() == text)
        m_code->document()->setModified(false);
    writeJournal();
    Q_EMIT titleChanged();
}

void SourceEditor::reload()
{
    m_notice->hide();
    inBackground(
        this, [path = m_path] { return readSource(path); },
        [this](const Result<SourceText> &source) {
            if (!source) {
                Q_EMIT failed(describe(source.error()));
                return;
            }
            m_format = *source;
            m_format.text.clear();
            QTextCursor cursor(m_code->document()); // as an edit, so that undo brings the old text back
            cursor.select(QTextCursor::Document);
            cursor.insertText(source->text);
            m_code->document()->setModified(false);
            writeJournal();
        });
}

void SourceEditor::checkOutside()
{
    if (m_path.isEmpty() || m_saving)
        return;
    inBackground(
        this, [path = m_path] { return stampOf(path); },
        [this](const FileStamp &stamp) {
            if (m_saving || stamp == m_format.stamp)
                return;
            if (stamp.size >= 0 && !isModified())
                reload();
            else
                showOutsideChange();
        });
}

void SourceEditor::showOutsideChange()
{
    const bool gone = !QFileInfo::exists(m_path);
    m_noticeText->setText(gone ? tr("The file is gone from the disk; this text is all there is.")
                               : tr("Another program has changed this file since it was read."));
    m_notice->show();
    m_code->document()->setModified(true);
}

void SourceEditor::openFind(bool withReplace)
{
    m_find->open(withReplace);
}

void SourceEditor::findNext(bool backwards)
{
    m_find->findNext(backwards);
}

} // namespace radiosonde
