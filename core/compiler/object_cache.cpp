// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/object_cache.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace radiosonde
{

namespace
{

// Of the entry's form, the facts' included.
constexpr char magic[] = "radiosonde object 1\n";
constexpr qsizetype magicSize = sizeof(magic) - 1;
constexpr qsizetype checksumSize = 20;
constexpr qint64 maxEntrySize = 16 * 1024 * 1024;
constexpr qint64 maxFolderSize = 64 * 1024 * 1024;
constexpr qsizetype maxEntries = 2000;

// Against damage, not against a forger: who may write here may do anything as this user.
QByteArray checksum(const QByteArray &payload)
{
    return QCryptographicHash::hash(payload, QCryptographicHash::Sha1);
}

} // namespace

ObjectCache::ObjectCache(QString folder) : m_folder(std::move(folder)) {}

QString ObjectCache::path(const QByteArray &digest) const
{
    return m_folder + QLatin1Char('/') + QString::fromLatin1(digest) + QLatin1StringView(".object");
}

std::optional<WorkerReply> ObjectCache::find(const QByteArray &digest) const
{
    QFile file(path(digest));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || file.size() > maxEntrySize)
        return {};
    const QByteArray bytes = file.read(maxEntrySize);
    const QByteArray payload = bytes.mid(magicSize + checksumSize);
    if (!bytes.startsWith(magic) || bytes.mid(magicSize, checksumSize) != checksum(payload))
        return {};
    Result<WorkerReply> reply = decodeReply(payload);
    if (!reply || reply->object.isEmpty())
        return {};
    return std::move(*reply);
}

void ObjectCache::store(const QByteArray &digest, const WorkerReply &reply) const
{
    const QByteArray payload = encode(reply);
    if (payload.size() > maxEntrySize - magicSize - checksumSize || !QDir().mkpath(m_folder))
        return;
    QSaveFile file(path(digest));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(magic, magicSize);
    file.write(checksum(payload));
    file.write(payload);
    if (file.commit())
        evict();
}

void ObjectCache::evict() const
{
    const QFileInfoList newestFirst =
        QDir(m_folder).entryInfoList({QStringLiteral("*.object")}, QDir::Files, QDir::Time);
    qint64 size = 0;
    for (qsizetype i = 0; i < newestFirst.size(); ++i) {
        size += newestFirst[i].size();
        if (i > 0 && (size > maxFolderSize || i >= maxEntries))
            QFile::remove(newestFirst[i].filePath());
    }
}

} // namespace radiosonde
