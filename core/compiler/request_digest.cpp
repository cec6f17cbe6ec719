// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/request_digest.h"

#include "core/compiler/header_digest.h"
#include "core/compiler/kernel_types/types_cache.h"

#include <QCryptographicHash>
#include <QFile>

#include <sys/stat.h>

namespace radiosonde
{

namespace
{

// Length first, so that no two requests run into the same bytes.
void add(QCryptographicHash &hash, QByteArrayView bytes)
{
    hash.addData(QByteArray::number(bytes.size()) + ':');
    hash.addData(QByteArray::fromRawData(bytes.data(), bytes.size()));
}

} // namespace

QByteArray requestDigest(const WorkerRequest &request, const QByteArray &buildId,
                         const QByteArray &workerIdentity)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    add(hash, headerDigest);
    add(hash, llvmVersion);
    add(hash, workerIdentity);
    add(hash, QByteArray::number(int(request.architecture)) + (request.fullHeader ? "f" : "s") +
                  (request.perfBuffers ? "p" : "r"));
    add(hash, request.fileName.toUtf8());
    add(hash, request.source);
    add(hash, request.extraVmlinux);
    add(hash, request.extraVmlinux.isEmpty() ? QByteArray() : buildId);
    if (!request.typesFolders.isEmpty())
        add(hash, TypesCache::digest({request.architecture, {}, request.typesFolders}, {}));
    for (const LocalHeader &header : request.headers) {
        add(hash, header.name.toUtf8());
        add(hash, header.text);
    }
    return hash.result().toHex();
}

QByteArray fileIdentity(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return QByteArray::number(qint64(status.st_size)) + '.' +
           QByteArray::number(qint64(status.st_mtim.tv_sec)) + '.' +
           QByteArray::number(qint64(status.st_mtim.tv_nsec));
}

} // namespace radiosonde
