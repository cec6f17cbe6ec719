// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/journal_keeper.h"

#include "app/window/background.h"

namespace radiosonde
{

JournalKeeper::JournalKeeper(const QString &folder, QObject *parent)
    : QObject(parent), m_journal(std::make_shared<Journal>(folder))
{
    m_thread.setMaxThreadCount(1);
}

JournalKeeper::~JournalKeeper()
{
    m_thread.waitForDone();
}

void JournalKeeper::recover()
{
    inBackground(
        this, [journal = m_journal] { return journal->recover(); },
        [this](const std::vector<JournalEntry> &entries) { Q_EMIT recovered(entries); }, &m_thread);
}

void JournalKeeper::write(const JournalEntry &entry)
{
    m_thread.start([journal = m_journal, entry] { journal->write(entry); });
}

void JournalKeeper::remove(const QString &id)
{
    m_thread.start([journal = m_journal, id] { journal->remove(id); });
}

} // namespace radiosonde
