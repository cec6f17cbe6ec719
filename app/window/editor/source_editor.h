// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/editor/source_file.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;

namespace radiosonde
{

class CodeEditor;
class FindBar;
class JournalKeeper;
struct JournalEntry;

// One source in a tab: its file, its text, its journal entry, the bar that finds and the bar that tells of
// changes made by others.
class SourceEditor : public QWidget
{
    Q_OBJECT
public:
    SourceEditor(JournalKeeper &journal, QWidget *parent = nullptr);
    ~SourceEditor() override;

    // A text that is no file yet; `title` is what the tab shows.
    void setUntitled(const QString &title, const QString &text);
    void setFile(const QString &path, const SourceText &source);
    void restore(const JournalEntry &entry); // modified from the start

    CodeEditor &code() { return *m_code; }
    const QString &path() const { return m_path; } // empty: never saved
    QString fileName() const;                      // as diagnostics shall name it
    QString title() const;                         // without path
    QString probeName() const;                     // without .bpf.c or .c
    bool isModified() const;

    // Writes to `path` in the background; `done` is told whether it worked. Text typed meanwhile stays
    // unsaved.
    void save(const QString &path, std::function<void(bool)> done);
    void discard(); // forgets the journal entry: the text is not wanted
    void reload();
    void openFind(bool withReplace);
    void findNext(bool backwards);

    // Looks whether somebody else has changed the file, and offers to read it again.
    void checkOutside();

Q_SIGNALS:
    void titleChanged();
    void edited(); // the text has changed
    void failed(const QString &message);

private:
    void load(const QString &text);
    void journalSoon();
    void writeJournal();
    void showOutsideChange();
    void finishSave(const QString &path, const QString &text, const Result<FileStamp> &outcome);

    JournalKeeper &m_journal;
    QString m_id;
    QString m_path;
    QString m_title;
    SourceText m_format; // how the file is written, and its stamp; the text is in the editor
    CodeEditor *m_code;
    FindBar *m_find;
    QWidget *m_notice;
    QLabel *m_noticeText;
    QTimer m_journalTimer;
    QTimer m_journalLimit;
    bool m_saving = false;
    bool m_loading = false;
    int m_revision = 0;
};

} // namespace radiosonde
