// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/symbols/host_files.h"

#include "remote/loader/host_copies.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QStandardPaths>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostIndexed = 500'000; // files below one folder

} // namespace

QString HostFiles::cacheFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/radiosonde/files"_s;
}

QString HostFiles::cachePath(const QByteArray &buildId)
{
    const QString hex = QString::fromLatin1(buildId.toHex());
    return cacheFolder() + u"/.build-id/%1/%2"_s.arg(hex.first(2), hex.sliced(2));
}

bool HostFiles::fits(const ElfIdentity &identity, const Wanted &wanted)
{
    if (!wanted.buildId.isEmpty())
        return identity.buildId == wanted.buildId;
    return identity.buildId.isEmpty() && wanted.identity && haveSameCode(identity, *wanted.identity);
}

const QStringList &HostFiles::filesCalled(const QString &name, const QString &folder)
{
    if (!m_index.contains(folder)) {
        QHash<QString, QStringList> &index = m_index[folder];
        QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
        for (int i = 0; i < mostIndexed && files.hasNext(); ++i) {
            files.next();
            index[files.fileName()].append(files.filePath());
        }
    }
    return m_index[folder][name];
}

QStringList HostFiles::candidates(const Wanted &wanted)
{
    const QString path = QString::fromUtf8(wanted.path);
    const QString name = path.sliced(path.lastIndexOf(u'/') + 1);
    QStringList paths;
    for (const QString &folder : m_folders) {
        paths.append(folder + path);
        paths.append(folder + u"/usr/lib/debug"_s + path + u".debug"_s);
        if (const QString copy = findHostCopy(wanted.buildId, {folder}); !copy.isEmpty())
            paths.append(copy);
        if (!name.isEmpty())
            paths += filesCalled(name, folder) + filesCalled(name + u".debug"_s, folder);
    }
    const QString perf = QDir::homePath() + u"/.debug"_s;
    for (const QString &folder : {cacheFolder(), perf, u"/"_s}) {
        if (const QString copy = findHostCopy(wanted.buildId, {folder}); !copy.isEmpty())
            paths.append(copy);
    }
    if (wanted.buildId.size() > 1) { // perf keeps a folder there, with the file in it
        const QString hex = QString::fromLatin1(wanted.buildId.toHex());
        for (const QString &file : {u"/debug"_s, u"/elf"_s})
            paths.append(perf + u"/.build-id/%1/%2"_s.arg(hex.first(2), hex.sliced(2)) + file);
    }
    paths.removeDuplicates();
    return paths;
}

std::optional<HostFiles::Found> HostFiles::find(const Wanted &wanted)
{
    std::optional<Found> stripped;
    for (const QString &path : candidates(wanted)) {
        if (!QFileInfo(path).isFile())
            continue;
        auto identity = identityOf(path);
        if (!identity || !fits(*identity, wanted))
            continue;
        if (identity->hasSymbols)
            return Found{path, *std::move(identity)};
        if (!stripped)
            stripped = Found{path, *std::move(identity)};
    }
    return stripped;
}

} // namespace radiosonde
