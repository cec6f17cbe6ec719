// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>
#include <vector>

namespace radiosonde
{

// An editor's unsaved text as it is kept on disk.
struct JournalEntry
{
    QString id;    // names the file in the journal; unique
    QString path;  // of the source; empty for one that was never saved
    QString title; // shown in the tab
    QString text;
    int cursor = 0; // UTF-16 units

    bool operator==(const JournalEntry &) const = default;
};

// Keeps unsaved texts in a folder of this process, locked while it lives. What a crashed process leaves there
// is taken over at the next start. Not thread-safe; each method may block on the disk, so it lives on a
// worker thread.
class Journal
{
public:
    // `folder` holds one sub-folder per process; it is made when it is missing.
    explicit Journal(const QString &folder);
    ~Journal(); // removes the own folder when it is empty

    // Entries of processes that are gone, removed from their folders and kept in the own one. An entry that
    // cannot be read is left where it is.
    std::vector<JournalEntry> recover();

    // True when the text is safely on disk: the file is either the old or the new one, never half.
    bool write(const JournalEntry &entry);
    void remove(const QString &id);

private:
    QString fileOf(const QString &id) const;
    std::vector<JournalEntry> takeOver(const QString &folder);

    QString m_root;
    QString m_own;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace radiosonde
