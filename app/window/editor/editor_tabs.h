// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/editor/journal_keeper.h"
#include "app/window/editor/source_checker.h"

#include <QTabWidget>
#include <QTimer>

namespace radiosonde
{

class SourceEditor;

// The open sources. Saving, closing and recovering happen here; questions to the user too.
class EditorTabs : public QTabWidget
{
    Q_OBJECT
public:
    EditorTabs(const WindowServices &services, QWidget *parent = nullptr);
    ~EditorTabs() override;

    SourceEditor *current() const;
    SourceEditor *find(const QString &fileName) const; // null when it is not open
    QList<SourceEditor *> all() const;

    void newFile();
    void open(const QString &path, std::function<void(SourceEditor *)> done = {}); // reads in the background
    void saveCurrent();
    void saveCurrentAs();
    void closeCurrent();

    // Asks about each unsaved text. `done(true)` once nothing is left to be lost, `done(false)` when the user
    // would rather stay.
    void closeAll(std::function<void(bool)> done);

    // Opens what a crashed process has left.
    void recover();
    void checkOutside(); // all files
    void setCodeFont(const QFont &font);
    void setArchitecture(Architecture architecture); // that sources are checked for
    void
    setRunDiagnostics(const QList<Diagnostic> &diagnostics); // a run's: in the editors of the files they name

Q_SIGNALS:
    void countChanged(int count);
    void currentEdited(); // or filled
    void diagnosticsChanged(const QString &fileName, const QList<radiosonde::Diagnostic> &diagnostics);
    void factsFound(const QString &fileName, const radiosonde::Facts &facts);
    void fileUsed(const QString &path); // opened or saved: for the list of recent files
    void message(const QString &text);  // for the session log
    void recovered(int count);
    void recoveryDone(); // whatever it has found

private:
    SourceEditor *add();
    void updateTitle(SourceEditor *editor);
    void save(SourceEditor *editor, bool askName, std::function<void(bool)> done);
    void closeTab(int index);
    void askBeforeClosing(SourceEditor *editor, std::function<void(bool)> done);
    void remove(SourceEditor *editor);
    void restore(const std::vector<JournalEntry> &entries);
    void checkNow();

    JournalKeeper m_journal;
    SourceChecker m_checker;
    QTimer m_checkTimer;
    QFont m_font;
    int m_untitled = 0;
};

} // namespace radiosonde
