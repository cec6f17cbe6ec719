// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/boards/catalogue.h"

#include <QCryptographicHash>
#include <QFile>
#include <QStandardPaths>

namespace radiosonde
{

namespace
{

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The words of each line that is no comment.
QList<QStringList> words(const QString &path)
{
    QList<QStringList> lines;
    for (const QByteArray &line : contents(path).split('\n')) {
        const QStringList parts = QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
        if (!parts.isEmpty() && parts.first() != u"#")
            lines.append(parts);
    }
    return lines;
}

// As `describe` of board.sh computes it.
QString versionOf(const QString &folder)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const char *name : {"archive.sh", "boards.txt", "image.sh", "init"})
        hash.addData(contents(folder + u'/' + QLatin1StringView(name)));
    return QString::fromLatin1(hash.result().toHex().first(12));
}

bool isThere(const QString &program)
{
    // A user's path need not have the folders of the system's programs, which board.sh adds.
    return !QStandardPaths::findExecutable(program).isEmpty() ||
           !QStandardPaths::findExecutable(program, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")})
                .isEmpty();
}

} // namespace

BoardCatalogue::BoardCatalogue(QString folder) : m_folder(std::move(folder)), m_version(versionOf(m_folder))
{
    for (const QStringList &line : words(m_folder + QStringLiteral("/boards.txt"))) {
        if (line.size() == 3)
            m_kinds.append({line[0], line[0].section(u'-', 0, 0), line[1]});
    }
}

QString BoardCatalogue::fullName(const QString &name) const
{
    const QString full = name.contains(u'-') ? name : name + QStringLiteral("-bookworm");
    for (const BoardKind &kind : m_kinds) {
        if (kind.name == full)
            return full;
    }
    return {};
}

QString BoardCatalogue::image(const QString &name) const
{
    return QStringLiteral("%1/radiosonde/boards/%2-%3")
        .arg(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation), fullName(name),
             m_version);
}

bool BoardCatalogue::isMade(const QString &name) const
{
    return QFile::exists(image(name) + QStringLiteral("/vmlinuz"));
}

QStringList BoardCatalogue::missingPackages(const QString &architecture) const
{
    QStringList missing;
    for (const QStringList &tool : words(m_folder + QStringLiteral("/tools.txt"))) {
        const bool wanted = tool.size() < 3 || architecture.isEmpty() || tool[2] == architecture;
        if (tool.size() >= 2 && wanted && !missing.contains(tool[1]) && !isThere(tool[0]))
            missing.append(tool[1]);
    }
    return missing;
}

QStringList BoardCatalogue::kernelHeaders(const QString &name) const
{
    QStringList folders;
    const QString path = image(name);
    for (const QStringList &line : words(path + QStringLiteral("/kernel-headers")))
        folders.append(path + u'/' + line.first());
    return folders;
}

} // namespace radiosonde
