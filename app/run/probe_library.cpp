// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/probe_library.h"

#include "app/common/language.h"
#include "core/base/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

const QString probeSuffix = u".bpf.c"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("ProbeLibrary", text);
}

QString libraryFolder(const QString &folder)
{
    return folder.isEmpty() ? dataFolder() + u"/probes"_s : folder;
}

Result<QByteArray> readSource(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, tr("%1 cannot be read: %2").arg(path, file.errorString()));
    if (file.size() > maximumSourceBytes)
        return fail(ErrorKind::Usage,
                    tr("%1 is larger than %2 bytes, no source is").arg(path).arg(maximumSourceBytes));
    return file.read(maximumSourceBytes);
}

// The text of the first /** ... */ of a source, each line without its leading " * ".
QStringList leadingComment(const QByteArray &source)
{
    const qsizetype begin = source.indexOf("/**");
    const qsizetype end = begin < 0 ? -1 : source.indexOf("*/", begin);
    if (end < 0)
        return {};
    QStringList lines = QString::fromUtf8(source.mid(begin + 3, end - begin - 3)).split(u'\n');
    for (QString &line : lines) {
        line = line.trimmed();
        if (line.startsWith(u'*'))
            line = line.mid(1).trimmed();
    }
    return lines;
}

QString nameOf(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    if (name.endsWith(probeSuffix))
        return name.chopped(probeSuffix.size());
    return QFileInfo(path).completeBaseName();
}

bool looksLikeFile(const QString &probe)
{
    return probe.contains(u'/') || probe.endsWith(u".c") || QFileInfo(probe).isFile();
}

} // namespace

LibraryProbe describeSource(const QByteArray &source)
{
    LibraryProbe probe;
    for (const QString &line : leadingComment(source)) {
        if (line.startsWith(u"@category "))
            probe.category = line.mid(10).trimmed();
        else if (line.startsWith(u'@'))
            continue;
        else if (probe.title.isEmpty())
            probe.title = line.section(u" - "_s, 1);
        else
            probe.description += line + u'\n';
    }
    probe.description = probe.description.trimmed();
    return probe;
}

Result<QList<LibraryProbe>> listProbes(const QString &folder)
{
    const QDir library(libraryFolder(folder));
    if (!library.exists())
        return fail(ErrorKind::Internal, tr("the probe library %1 is missing").arg(library.absolutePath()),
                    tr("install the program again"));
    QList<LibraryProbe> probes;
    for (const QFileInfo &file : library.entryInfoList({u"*"_s + probeSuffix}, QDir::Files, QDir::Name)) {
        const Result<QByteArray> source = readSource(file.absoluteFilePath());
        if (!source)
            return std::unexpected(source.error());
        LibraryProbe probe = describeSource(*source);
        probe.name = nameOf(file.fileName());
        probe.path = file.absoluteFilePath();
        probes.append(probe);
    }
    return probes;
}

Result<ProbeSource> findProbe(const QString &probe, const QString &folder)
{
    QString path = QDir::cleanPath(libraryFolder(folder) + u'/' + probe + probeSuffix);
    if (looksLikeFile(probe)) {
        path = probe;
    } else if (!QFileInfo::exists(path)) {
        QStringList names;
        if (const auto probes = listProbes(folder)) {
            for (const LibraryProbe &each : *probes)
                names.append(each.name);
        }
        const QString near = nearest(probe, names);
        const QString hint = near.isEmpty() ? tr("the library has %1").arg(names.join(u", "_s))
                                            : tr("did you mean %1?").arg(near);
        return fail(ErrorKind::Usage, tr("there is no probe called %1").arg(probe), hint);
    }
    Result<QByteArray> source = readSource(path);
    if (!source)
        return std::unexpected(source.error());
    return ProbeSource{nameOf(path), path, *std::move(source)};
}

} // namespace radiosonde
