// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/kernel_types/header_sets.h"

#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>

#include <optional>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

std::optional<Architecture> builtFor(const QString &folder)
{
    const std::pair<QLatin1StringView, Architecture> folders[] = {
        {"x86"_L1, Architecture::X86_64}, {"arm64"_L1, Architecture::Arm64}, {"arm"_L1, Architecture::Arm}};
    for (const auto &[name, architecture] : folders) {
        if (QFile::exists(folder + u"/arch/"_s + name + u"/include/generated"_s))
            return architecture;
    }
    return std::nullopt;
}

QString commonFolder(const QString &folder)
{
    QFile makefile(folder + u"/Makefile"_s);
    if (!makefile.open(QIODevice::ReadOnly))
        return {};
    const QString line = QString::fromUtf8(makefile.readLine()).trimmed();
    return folder.section(u'/', 0, -2) + u'/' + line.section(u'/', -2, -2);
}

} // namespace

QList<HeaderSet> findHeaderSets()
{
    QList<HeaderSet> sets;
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    for (const QString &root : {u"/usr/src"_s, cache + u"/radiosonde/boards"_s,
                                qEnvironmentVariable("RADIOSONDE_KERNEL_HEADERS")}) {
        QDirIterator found(root, {u"linux-headers-*"_s}, QDir::Dirs | QDir::NoSymLinks,
                           QDirIterator::Subdirectories);
        while (!root.isEmpty() && found.hasNext()) {
            const QString folder = found.next();
            const auto architecture = builtFor(folder);
            const QString common = commonFolder(folder);
            if (architecture && QFile::exists(common + u"/include/linux/sched.h"_s))
                sets.append({found.fileName(), *architecture, {folder, common}});
        }
    }
    return sets;
}
