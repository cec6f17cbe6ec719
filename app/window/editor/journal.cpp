// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/journal.h"

#include "core/base/cbor_fields.h"

#include <QCborMap>
#include <QCborValue>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QUuid>

#include <optional>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

const QString suffix = u".unsaved"_s;

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + "/lock"_L1);
    lock->setStaleLockTime(0); // only a dead process makes a lock stale
    return lock;
}

QByteArray encode(const JournalEntry &entry)
{
    const QCborMap map{{u"version"_s, 1},
                       {u"path"_s, entry.path},
                       {u"title"_s, entry.title},
                       {u"cursor"_s, entry.cursor},
                       {u"text"_s, entry.text}};
    return map.toCborValue().toCbor();
}

std::optional<JournalEntry> decode(const QString &file)
{
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return {};
    const QCborValue value = parseCbor(input.readAll());
    if (!value.isMap() || value[u"version"_s].toInteger() != 1 || !value[u"text"_s].isString())
        return {};
    return JournalEntry{QFileInfo(file).completeBaseName(), value[u"path"_s].toString(),
                        value[u"title"_s].toString(), value[u"text"_s].toString(),
                        int(value[u"cursor"_s].toInteger())};
}

} // namespace

Journal::Journal(const QString &folder)
    : m_root(folder), m_own(folder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    // Texts of a person's sources: for nobody else's eyes.
    QDir().mkpath(m_own);
    QFile::setPermissions(m_own, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_lock = lockOf(m_own);
    m_lock->tryLock(0);
}

Journal::~Journal()
{
    m_lock->unlock();
    QDir().rmdir(m_own); // fails, as it should, while texts are in it
}

QString Journal::fileOf(const QString &id) const
{
    return m_own + u'/' + id + suffix;
}

std::vector<JournalEntry> Journal::recover()
{
    std::vector<JournalEntry> entries;
    const QStringList folders = QDir(m_root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time);
    for (const QString &name : folders) {
        const QString folder = m_root + u'/' + name;
        if (folder == m_own)
            continue;
        const auto lock = lockOf(folder);
        if (!lock->tryLock(0))
            continue; // its process lives
        for (JournalEntry &entry : takeOver(folder))
            entries.push_back(std::move(entry));
        lock->unlock();
        QDir().rmdir(folder);
    }
    return entries;
}

std::vector<JournalEntry> Journal::takeOver(const QString &folder)
{
    std::vector<JournalEntry> entries;
    const QStringList files = QDir(folder).entryList({u'*' + suffix}, QDir::Files, QDir::Name);
    for (const QString &name : files) {
        const QString file = folder + u'/' + name;
        std::optional<JournalEntry> entry = decode(file);
        if (!entry || !write(*entry))
            continue;
        QFile::remove(file);
        entries.push_back(std::move(*entry));
    }
    return entries;
}

bool Journal::write(const JournalEntry &entry)
{
    QSaveFile file(fileOf(entry.id));
    const QByteArray bytes = encode(entry);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

void Journal::remove(const QString &id)
{
    QFile::remove(fileOf(id));
}

} // namespace radiosonde
