// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/target_files.h"

#include "remote/session/fetch_progress.h"
#include "remote/wire/wire.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <cstring>

namespace radiosonde
{

namespace
{

constexpr quint64 largestBtf = 256u << 20;

// Names made of what a target says hold nothing but these.
QString harmless(QStringView text)
{
    QString name;
    for (const QChar c : text.first(std::min<qsizetype>(text.size(), 128))) {
        const bool plain = c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
        name.append(plain ? c : QChar(u'_'));
    }
    return name;
}

QString kernelName(const TargetInfo &target)
{
    if (!target.buildId.isEmpty())
        return QString::fromLatin1(target.buildId.toHex());
    return QStringLiteral("boot-") + harmless(target.bootId);
}

std::unexpected<Error> cannotWrite(const QString &name, const QString &reason)
{
    return fail(
        ErrorKind::Internal,
        QCoreApplication::translate("Session", "Can't write the cache file %1: %2").arg(name, reason));
}

// All of it at its place, or nothing.
Result<> store(const QString &name, const QByteArray &bytes)
{
    const QString folder = QFileInfo(name).path();
    if (!QDir().mkpath(folder))
        return cannotWrite(name, QCoreApplication::translate("Session", "the folder can't be made"));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return cannotWrite(name, file.errorString());
    return {};
}

// Bytes that a file is likely to have: as many as another kernel start's copy of it.
quint64 usualSize(const QString &name, const QString &boot)
{
    const QFileInfo file(name);
    const QString pattern = file.fileName().chopped(boot.size()) + u'*';
    const QFileInfoList others = QDir(file.path()).entryInfoList({pattern}, QDir::Files, QDir::Time);
    return others.isEmpty() ? 0 : quint64(others.first().size());
}

Result<QByteArray> fetch(Session &session, const QString &path, quint64 maximum, quint64 usual,
                         const Interruptor &interruptor)
{
    const auto told = [&session, progress = FetchProgress(path, usual, std::chrono::steady_clock::now())](
                          QByteArrayView soFar) mutable {
        if (const quint64 total = btfSize(soFar))
            progress.setTotal(total);
        const auto words = progress.take(quint64(soFar.size()), std::chrono::steady_clock::now());
        if (words)
            session.tellProgress(*words);
    };
    return session.readFile(path, maximum, interruptor, told);
}

} // namespace

Result<QByteArray> readTargetRange(Session &session, const QString &path, quint64 offset, quint64 maximum,
                                   const Interruptor &interruptor)
{
    const wire_readfile head{offset, maximum};
    const QByteArray name = path.toUtf8();
    constexpr qsizetype longestPath = 4095;
    if (!name.startsWith('/') || name.contains('\0') || name.size() > longestPath || maximum == 0)
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate("Session", "'%1' is no path of a target's file").arg(path));
    const QByteArray payload(reinterpret_cast<const char *>(&head), sizeof head);
    Result<Reply> reply = session.call(WIRE_READFILE, 0, payload + name, interruptor);
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->result < 0)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Session", "Can't read the target's %1: %2")
                        .arg(path, QString::fromLocal8Bit(std::strerror(int(-reply->result)))));
    return std::move(reply->bytes);
}

QString targetCacheFolder(const TargetInfo &target)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/radiosonde/targets/") + kernelName(target);
}

Result<QString> cachedTargetFile(Session &session, const QString &path, TargetFileLife life, quint64 maximum,
                                 const Interruptor &interruptor)
{
    const TargetInfo &target = session.target();
    QString name = targetCacheFolder(target) + u'/' + harmless(QStringView(path).mid(1));
    const QString boot = life == TargetFileLife::Boot ? u'-' + harmless(target.bootId) : QString();
    name += boot;
    const bool known =
        !target.bootId.isEmpty() || (life == TargetFileLife::Build && !target.buildId.isEmpty());
    if (!known) // neither says that it is the same kernel next time
        name += QStringLiteral("-%1-%2").arg(QCoreApplication::applicationPid()).arg(session.stubProcessId());
    if (QFileInfo::exists(name))
        return name;
    const Result<QByteArray> bytes = fetch(session, path, maximum + 1, usualSize(name, boot), interruptor);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (quint64(bytes->size()) > maximum)
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate("Session", "The target's %1 is larger than %2 bytes")
                        .arg(path)
                        .arg(maximum));
    if (const Result<> stored = store(name, *bytes); !stored)
        return std::unexpected(stored.error());
    return name;
}

Result<QString> cachedKernelBtf(Session &session, const Interruptor &interruptor)
{
    return cachedTargetFile(session, QStringLiteral("/sys/kernel/btf/vmlinux"), TargetFileLife::Build,
                            largestBtf, interruptor);
}

} // namespace radiosonde
