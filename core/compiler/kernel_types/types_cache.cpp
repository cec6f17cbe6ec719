// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/types_cache.h"

#include "core/compiler/request_digest.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostFiles = 32;
constexpr qint64 mostConfiguration = 16 << 20; // bytes of autoconf.h

void add(QCryptographicHash &hash, const QByteArray &bytes)
{
    hash.addData(QByteArray::number(bytes.size()) + ':');
    hash.addData(bytes);
}

// Packages change as a whole: what they were made from is told by a few small files.
void addFolder(QCryptographicHash &hash, const QString &folder)
{
    add(hash, QFileInfo(folder).absoluteFilePath().toUtf8());
    for (const QLatin1StringView name :
         {"include/generated/autoconf.h"_L1, "include/generated/utsrelease.h"_L1,
          "include/generated/compile.h"_L1, "include/generated/asm-offsets.h"_L1, "include/linux/sched.h"_L1,
          "include/linux/fs.h"_L1}) {
        QFile file(folder + u'/' + name);
        const bool open = file.open(QIODevice::ReadOnly);
        add(hash, open ? file.read(mostConfiguration) : QByteArray());
    }
}

} // namespace

QByteArray TypesCache::digest(const KernelTypesRequest &request, const QByteArray &workerIdentity)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    add(hash, workerIdentity);
    add(hash, QByteArray::number(int(request.architecture)));
    add(hash, QFileInfo(request.file).absoluteFilePath().toUtf8());
    add(hash, fileIdentity(request.file));
    for (const QString &folder : request.folders)
        addFolder(hash, folder);
    return hash.result().toHex();
}

QString TypesCache::path(const QByteArray &digest) const
{
    return m_folder + u'/' + QString::fromLatin1(digest) + u".btf"_s;
}

std::optional<QString> TypesCache::find(const QByteArray &digest) const
{
    QFile file(path(digest));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || file.size() == 0)
        return std::nullopt;
    file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime); // the newest stay
    return file.fileName();
}

Result<QString> TypesCache::store(const QByteArray &digest, const QByteArray &btf) const
{
    QSaveFile file(path(digest));
    const bool written = QDir().mkpath(m_folder) && file.open(QIODevice::WriteOnly) &&
                         file.write(btf) == btf.size() && file.commit();
    if (!written)
        return fail(ErrorKind::Internal, QCoreApplication::translate("Compiler", "%1 cannot be written: %2")
                                             .arg(file.fileName(), file.errorString()));
    evict();
    return file.fileName();
}

void TypesCache::evict() const
{
    const QFileInfoList newestFirst = QDir(m_folder).entryInfoList({u"*.btf"_s}, QDir::Files, QDir::Time);
    for (qsizetype i = mostFiles; i < newestFirst.size(); ++i)
        QFile::remove(newestFirst[i].filePath());
}

} // namespace radiosonde
