// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/local_headers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace radiosonde
{

namespace
{

constexpr qsizetype maxHeaders = 64;
constexpr qint64 maxTotalSize = 4 * 1024 * 1024;

// `name` of a line `  # include "name"`, else empty.
QByteArray quotedInclude(QByteArray line)
{
    line = line.trimmed();
    if (!line.startsWith('#'))
        return {};
    line = line.mid(1).trimmed();
    if (!line.startsWith("include"))
        return {};
    line = line.mid(7).trimmed();
    const qsizetype end = line.indexOf('"', 1);
    return line.startsWith('"') && end > 0 ? line.mid(1, end - 1) : QByteArray();
}

QStringList quotedIncludes(const QByteArray &text)
{
    QStringList names;
    if (!text.contains("include"))
        return names;
    for (const QByteArray &line : text.split('\n')) {
        const QByteArray name = quotedInclude(line);
        if (!name.isEmpty())
            names.append(QString::fromUtf8(name));
    }
    return names;
}

bool servedByUs(const QString &name)
{
    return name == QLatin1StringView("vmlinux.h") || name.startsWith(QLatin1StringView("bpf/"));
}

// Below `folder` also after links were followed.
bool isInside(const QFileInfo &file, const QString &folder)
{
    const QString path = file.canonicalFilePath();
    return !path.isEmpty() && file.isFile() && path.startsWith(folder + QLatin1Char('/'));
}

} // namespace

QList<LocalHeader> findLocalHeaders(const QString &fileName, const QByteArray &source)
{
    QList<LocalHeader> headers;
    QStringList pending = quotedIncludes(source);
    if (pending.isEmpty() || fileName.isEmpty())
        return headers;
    const QDir folder(QFileInfo(fileName).absolutePath());
    const QString canonicalFolder = folder.canonicalPath();
    QSet<QString> seen;
    qint64 totalSize = 0;
    while (!pending.isEmpty() && headers.size() < maxHeaders) {
        const QString name = QDir::cleanPath(pending.takeFirst());
        if (servedByUs(name) || QDir::isAbsolutePath(name) || name.startsWith(QLatin1StringView("..")) ||
            seen.contains(name))
            continue;
        seen.insert(name);
        const QFileInfo info(folder.filePath(name));
        QFile file(info.filePath());
        if (!isInside(info, canonicalFolder) || totalSize + info.size() > maxTotalSize ||
            !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = file.read(maxTotalSize - totalSize);
        totalSize += text.size();
        headers.append({name, text});
        // A header's own includes are looked up beside it, then beside the source.
        const QString subFolder = QFileInfo(name).path();
        for (const QString &inner : quotedIncludes(text)) {
            if (subFolder != QLatin1StringView("."))
                pending.append(subFolder + QLatin1Char('/') + inner);
            pending.append(inner);
        }
    }
    return headers;
}

} // namespace radiosonde
