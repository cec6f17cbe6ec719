// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/trampolines.h"

#include "remote/loader/refusal.h"
#include "remote/session/target_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

QString describe(int error)
{
    constexpr int kernelNotSupported = 524;
    if (error == 0)
        return {};
    if (error == kernelNotSupported)
        return tr("the kernel cannot put trampolines at functions on this architecture (error 524)");
    return tr("the kernel does not let functions be hooked by fentry or fexit: %1").arg(errnoText(error));
}

std::optional<int> readNumber(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    bool good = false;
    const int number = file.read(16).trimmed().toInt(&good);
    return good ? std::optional(number) : std::nullopt;
}

// A cache that cannot be written costs time and nothing else.
void writeNumber(const QString &path, int number)
{
    QSaveFile file(path);
    if (QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray::number(number) + '\n');
        file.commit();
    }
}

} // namespace

QString Trampolines::cacheFile() const
{
    const TargetInfo &target = m_session.target();
    if (target.bootId.isEmpty())
        return {};
    const QString boot = QString::fromLatin1(target.bootId.toUtf8().toHex()); // it becomes a file's name
    return u"%1/fentry-%2-%3"_s.arg(targetCacheFolder(target), boot).arg(target.capabilities, 0, 16);
}

Result<QString> Trampolines::complaint(const Interruptor &interruptor)
{
    if (m_known)
        return *m_known;
    const QString path = cacheFile();
    std::optional<int> error = path.isEmpty() ? std::nullopt : readNumber(path);
    if (!error) {
        const auto answer = m_worker.ask<ProbeAnswer>(JobProbe, ProbeJob{{"fentry"}}, interruptor);
        if (!answer)
            return std::unexpected(answer.error());
        error = answer->outcomes.empty() ? 0 : answer->outcomes.front().error;
        if (!path.isEmpty())
            writeNumber(path, *error);
    }
    m_known = describe(*error);
    return *m_known;
}

} // namespace radiosonde
