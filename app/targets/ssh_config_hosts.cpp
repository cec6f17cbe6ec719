// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/ssh_config_hosts.h"

#include "core/base/text.h"
#include "remote/transport/ssh/config_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QUrl>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 mostBytes = 1 << 20;
constexpr int deepestInclude = 16;
constexpr qsizetype mostFiles = 256;
constexpr qsizetype mostHosts = 10'000;

bool isPlainHost(const QString &host)
{
    return !host.isEmpty() && !host.contains(u'*') && !host.contains(u'?') && !host.startsWith(u'!') &&
           !host.startsWith(u'-') && escapeControl(host) == host;
}

// Reads files and what they include, each once.
class Walker
{
public:
    explicit Walker(QString folder) : m_folder(std::move(folder)) {}

    void read(const QString &path, int depth)
    {
        if (depth > deepestInclude || m_seen.size() >= mostFiles || m_seen.contains(path))
            return;
        m_seen.insert(path);
        QFile file(path);
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
            return;
        const SshConfigNames names = readSshConfigNames(file.read(mostBytes));
        for (const QString &host : names.hosts) {
            if (!m_known.contains(host) && m_hosts.size() < mostHosts) {
                m_known.insert(host);
                m_hosts.append(host);
            }
        }
        for (const QString &pattern : names.includes)
            include(pattern, depth + 1);
    }

    const QStringList &hosts() const { return m_hosts; }

private:
    // Relative patterns are meant in the folder of the user's configuration; only the last part may hold
    // wildcards.
    void include(QString pattern, int depth)
    {
        if (pattern.startsWith("~/"_L1))
            pattern = QDir::homePath() + pattern.sliced(1);
        const QFileInfo info(QDir(m_folder), pattern);
        const QDir folder = info.dir();
        for (const QString &name :
             folder.entryList({info.fileName()}, QDir::Files | QDir::Hidden, QDir::Name))
            read(folder.filePath(name), depth);
    }

    QString m_folder;
    QStringList m_hosts;
    QSet<QString> m_known;
    QSet<QString> m_seen;
};

} // namespace

SshConfigNames readSshConfigNames(QByteArrayView text)
{
    SshConfigNames names;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const QStringList words =
            splitConfigLine(decodeText(end < 0 ? text : text.first(end))).value_or(QStringList());
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (words.size() < 2)
            continue;
        const QString keyword = words.constFirst().toLower();
        if (keyword == "include"_L1)
            names.includes += words.sliced(1);
        if (keyword != "host"_L1)
            continue;
        for (const QString &host : words.sliced(1)) {
            if (isPlainHost(host))
                names.hosts.append(host);
        }
    }
    return names;
}

QStringList sshConfigHosts(const QString &path)
{
    const QString file = path.isEmpty() ? QDir::homePath() + "/.ssh/config"_L1 : path;
    Walker walker(QFileInfo(file).path());
    walker.read(file, 0);
    return walker.hosts();
}

QString sshUrlOfHost(const QString &host)
{
    const bool address6 = host.contains(u':');
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(host, ":"));
    return "ssh://"_L1 + (address6 ? u'[' + name + u']' : name);
}

} // namespace radiosonde
