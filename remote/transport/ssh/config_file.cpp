// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/config_file.h"

#include "core/base/text.h"
#include "remote/transport/ssh/patterns.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <glob.h>

namespace radiosonde
{

namespace
{

constexpr int maxDepth = 16;
constexpr qint64 maxBytes = 1 << 20; // of one file

std::unexpected<Error> misunderstood(const QString &path, int line, const QString &why)
{
    return fail(ErrorKind::Usage, QCoreApplication::translate("Transport", "%1 line %2: %3")
                                      .arg(path)
                                      .arg(line)
                                      .arg(escapeControl(why)));
}

// Paths that a wildcard pattern names, sorted; none when nothing matches.
QStringList expandWildcards(const QString &pattern)
{
    QStringList paths;
    glob_t found{};
    if (glob(QFile::encodeName(pattern).constData(), 0, nullptr, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; ++i)
            paths.append(QFile::decodeName(found.gl_pathv[i]));
    }
    globfree(&found);
    return paths;
}

bool isListOfFiles(const QByteArray &keyword)
{
    return keyword == "userknownhostsfile" || keyword == "globalknownhostsfile";
}

} // namespace

std::optional<QStringList> splitConfigLine(const QString &line)
{
    QStringList words;
    QString word;
    bool inWord = false;
    bool quoted = false;
    bool separated = false; // by the `=` that may follow the keyword
    for (const QChar c : line) {
        if (c == u'"') {
            quoted = !quoted;
            inWord = true;
        } else if (quoted || !(c.isSpace() || (c == u'=' && !separated && words.size() + inWord == 1))) {
            if (c == u'#' && !inWord && !quoted)
                break;
            word += c;
            inWord = true;
        } else {
            separated |= c == u'=';
            if (inWord)
                words.append(std::exchange(word, {}));
            inWord = false;
        }
    }
    if (quoted)
        return {};
    if (inWord)
        words.append(word);
    return words;
}

Result<> SshConfigFile::read(const QString &path)
{
    return readLines({path, 0, 0}, true);
}

Result<> SshConfigFile::readLines(const Place &file, bool active)
{
    QFile source(file.path);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(source.read(maxBytes));
    const bool enclosing = active;
    Place place = file;
    for (const QString &line : text.split(u'\n')) {
        ++place.line;
        if (const Result<> read = readLine(place, line, active, enclosing); !read)
            return read;
    }
    return {};
}

Result<> SshConfigFile::readLine(const Place &place, const QString &line, bool &active, bool enclosing)
{
    const std::optional<QStringList> words = splitConfigLine(line);
    if (!words)
        return misunderstood(place.path, place.line,
                             QCoreApplication::translate("Transport", "a quote is not closed"));
    if (words->isEmpty())
        return {};
    const QByteArray keyword = words->first().toLower().toUtf8();
    const QStringList arguments = words->sliced(1);
    if (arguments.isEmpty())
        return misunderstood(
            place.path, place.line,
            QCoreApplication::translate("Transport", "'%1' needs a value").arg(words->first()));
    if (keyword == "host") {
        active = enclosing && matchesAny(m_query.host, arguments);
    } else if (keyword == "match") {
        const Result<bool> matched = match(place, arguments);
        if (!matched)
            return std::unexpected(matched.error());
        active = enclosing && *matched;
    } else if (keyword == "include") {
        return include(place, arguments, active);
    } else if (active && keyword == "proxycommand") { // a shell's line, quotes and all
        const qsizetype start = line.indexOf(words->first()) + words->first().size();
        QString command = line.sliced(start).trimmed();
        if (command.startsWith(u'='))
            command = command.sliced(1).trimmed();
        store(keyword, {command});
    } else if (active) {
        store(keyword, arguments);
    }
    return {};
}

void SshConfigFile::store(const QByteArray &keyword, const QStringList &words)
{
    if (keyword == "identityfile")
        m_values[keyword].append(words.first());
    else if (keyword == "proxyjump" && m_values.contains("proxycommand"))
        return; // whichever comes first counts
    else if (keyword == "proxycommand" && m_values.contains("proxyjump"))
        return;
    else if (!m_values.contains(keyword))
        m_values.insert(keyword, isListOfFiles(keyword) ? words : QStringList{words.first()});
}

Result<> SshConfigFile::include(const Place &place, const QStringList &patterns, bool active)
{
    if (place.depth >= maxDepth)
        return misunderstood(place.path, place.line,
                             QCoreApplication::translate("Transport", "files include each other too deeply"));
    for (QString pattern : patterns) {
        if (pattern.startsWith(u"~/"))
            pattern = m_query.home + pattern.sliced(1);
        else if (!pattern.startsWith(u'/'))
            pattern = (place.path.startsWith(u"/etc/") ? QStringLiteral("/etc/ssh")
                                                       : m_query.home + QStringLiteral("/.ssh")) +
                      u'/' + pattern;
        for (const QString &path : expandWildcards(pattern)) {
            if (const Result<> read = readLines({path, 0, place.depth + 1}, active); !read)
                return read;
        }
    }
    return {};
}

QString SshConfigFile::currentHost() const
{
    return has("hostname") ? value("hostname").replace(QStringLiteral("%h"), m_query.host) : m_query.host;
}

QString SshConfigFile::currentUser() const
{
    if (!m_query.user.isEmpty())
        return m_query.user;
    return has("user") ? value("user") : m_query.account;
}

Result<bool> SshConfigFile::match(const Place &place, const QStringList &words) const
{
    bool all = true;
    for (qsizetype at = 0; at < words.size(); ++at) {
        QString name = words[at].toLower();
        const bool negated = name.startsWith(u'!');
        name = name.sliced(negated ? 1 : 0);
        bool matched = name == u"all";
        if (name == u"canonical" || name == u"final") {
            matched = name == u"final"; // names are not canonicalized, and one pass is all there is
        } else if (!matched) {
            if (at + 1 >= words.size())
                return misunderstood(
                    place.path, place.line,
                    QCoreApplication::translate("Transport", "Match %1 needs a value").arg(name));
            const Result<bool> met = all ? criterion(place, name, words[++at]) : Result<bool>(++at < 0);
            if (!met)
                return met;
            matched = *met;
        }
        all &= matched != negated;
    }
    return all;
}

Result<bool> SshConfigFile::criterion(const Place &place, const QString &name, const QString &argument) const
{
    const QStringList patterns = argument.split(u',');
    if (name == u"host")
        return matchesAny(currentHost(), patterns);
    if (name == u"originalhost")
        return matchesAny(m_query.host, patterns);
    if (name == u"user")
        return matchesAny(currentUser(), patterns);
    if (name == u"localuser")
        return matchesAny(m_query.account, patterns);
    if (name == u"exec")
        return m_query.run && m_query.run(QString(argument).replace(QStringLiteral("%h"), currentHost()));
    if (name == u"tagged" || name == u"localnetwork")
        return false;
    return misunderstood(place.path, place.line,
                         QCoreApplication::translate("Transport", "Match knows no '%1'").arg(name));
}

bool SshConfigFile::isYes(const char *keyword, bool otherwise) const
{
    const QString word = value(keyword).toLower();
    return word.isEmpty() ? otherwise : word == u"yes" || word == u"true";
}

} // namespace radiosonde
