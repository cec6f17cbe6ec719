// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/editor/journal.h"

#include <QObject>
#include <QThreadPool>

namespace radiosonde
{

// The journal's face on the GUI thread: nothing here waits for the disk, but for the destructor, which writes
// out what is under way.
class JournalKeeper : public QObject
{
    Q_OBJECT
public:
    explicit JournalKeeper(const QString &folder, QObject *parent = nullptr);
    ~JournalKeeper() override;

    void recover(); // recovered() follows
    void write(const JournalEntry &entry);
    void remove(const QString &id);

Q_SIGNALS:
    void recovered(const std::vector<radiosonde::JournalEntry> &entries);

private:
    QThreadPool m_thread; // one thread: writes stay in order
    std::shared_ptr<Journal> m_journal;
};

} // namespace radiosonde
