// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/host_copies.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace radiosonde
{

QString findHostCopy(const QByteArray &buildId, const QStringList &folders)
{
    constexpr qsizetype shortest = 2, longest = 64;
    if (buildId.size() < shortest || buildId.size() > longest)
        return {};
    const QString hex = QString::fromLatin1(buildId.toHex());
    const QString name = u".build-id/%1/%2"_s.arg(hex.first(2), hex.sliced(2));
    for (const QString &folder : folders) {
        for (const QString &below : {u""_s, u"/usr/lib/debug"_s, u"/usr/lib"_s}) {
            for (const QString &suffix : {u".debug"_s, u""_s}) {
                const QString path = folder + below + u'/' + name + suffix;
                if (QFileInfo(path).isFile())
                    return path;
            }
        }
    }
    return {};
}

} // namespace radiosonde
