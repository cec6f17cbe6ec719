// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/config.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "remote/transport/ssh/config_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QSysInfo>

#include <map>

#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// What stands for %x in values; a letter that is not here stays as it is.
using Tokens = std::map<QChar, QString>;

QString expandTokens(const QString &text, const Tokens &tokens)
{
    QString expanded;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const auto token =
            text[at] == u'%' && at + 1 < text.size() ? tokens.find(text[at + 1]) : tokens.end();
        if (token == tokens.end()) {
            expanded += text[at];
        } else {
            expanded += token->second;
            ++at;
        }
    }
    return expanded;
}

QString expandVariables(QString text)
{
    qsizetype start = 0;
    while ((start = text.indexOf(u"${", start)) >= 0) {
        const qsizetype end = text.indexOf(u'}', start);
        if (end < 0)
            break;
        const QByteArray name = text.sliced(start + 2, end - start - 2).toLocal8Bit();
        const QString value = qEnvironmentVariable(name.constData());
        text.replace(start, end - start + 1, value);
        start += value.size();
    }
    return text;
}

QString expandPath(const QString &path, const Tokens &tokens, const QString &home)
{
    QString expanded = expandTokens(expandVariables(path), tokens);
    if (expanded == u"~" || expanded.startsWith(u"~/"))
        expanded = home + expanded.sliced(1);
    return QDir::cleanPath(expanded);
}

Tokens tokensFor(const SshConfig &config, const SshConfigQuery &query)
{
    const QString machine = QSysInfo::machineHostName();
    return {{u'%', QStringLiteral("%")},
            {u'h', config.hostName},
            {u'n', query.host},
            {u'p', QString::number(config.port)},
            {u'r', config.user},
            {u'u', query.account},
            {u'd', query.home},
            {u'i', QString::number(getuid())},
            {u'l', machine},
            {u'L', machine.section(u'.', 0, 0)},
            {u'k', config.hostKeyAlias.isEmpty() ? query.host : config.hostKeyAlias}};
}

QStringList paths(const QStringList &values, const QStringList &usual, const Tokens &tokens,
                  const QString &home)
{
    QStringList all;
    for (const QString &value : values.isEmpty() ? usual : values) {
        if (value != u"none")
            all.append(expandPath(value, tokens, home));
    }
    return all;
}

QStringList usualIdentities()
{
    return {QStringLiteral("~/.ssh/id_ed25519"), QStringLiteral("~/.ssh/id_ecdsa"),
            QStringLiteral("~/.ssh/id_rsa")};
}

QString agentSocket(const SshConfigFile &file, const Tokens &tokens, const QString &home)
{
    const QString value = file.value("identityagent");
    if (value.isEmpty() || value == u"SSH_AUTH_SOCK")
        return qEnvironmentVariable("SSH_AUTH_SOCK");
    if (value.startsWith(u'$') && !value.startsWith(u"${"))
        return qEnvironmentVariable(value.sliced(1).toLocal8Bit().constData());
    return value == u"none" ? QString() : expandPath(value, tokens, home);
}

// Seconds, or a time such as 1m30s; 0 for `none` and what is no time.
int seconds(const QString &text)
{
    int total = 0;
    int number = 0;
    for (const QChar c : text.toLower()) {
        const int unit = c == u's' ? 1 : c == u'm' ? 60 : c == u'h' ? 3600 : 0;
        if (c.isDigit())
            number = qMin(number * 10 + c.digitValue(), 86400);
        else if (unit == 0)
            return 0;
        else
            total += std::exchange(number, 0) * unit;
    }
    return qMin(total + number, 86400);
}

void readMeans(SshConfig &config, const SshConfigFile &file)
{
    config.identitiesOnly = file.isYes("identitiesonly", false);
    config.publicKey = file.isYes("pubkeyauthentication", true);
    config.password = file.isYes("passwordauthentication", true);
    const char *older = "challengeresponseauthentication"; // its name until OpenSSH 8.7
    config.keyboardInteractive = file.isYes("kbdinteractiveauthentication", file.isYes(older, true));
}

void readAlgorithms(SshConfig &config, const SshConfigFile &file)
{
    config.ciphers = file.value("ciphers").toLatin1();
    config.macs = file.value("macs").toLatin1();
    config.keyExchange = file.value("kexalgorithms").toLatin1();
    config.hostKeyAlgorithms = file.value("hostkeyalgorithms").toLatin1();
    config.acceptedKeys = file.value(file.has("pubkeyacceptedalgorithms") ? "pubkeyacceptedalgorithms"
                                                                          : "pubkeyacceptedkeytypes")
                              .toLatin1();
    config.compression = file.isYes("compression", false);
}

int family(const QString &word)
{
    return word == u"inet" ? AF_INET : word == u"inet6" ? AF_INET6 : 0;
}

} // namespace

QString localHome()
{
    return QDir::homePath();
}

QString localAccount()
{
    const passwd *account = getpwuid(geteuid());
    return account ? QString::fromLocal8Bit(account->pw_name) : qEnvironmentVariable("LOGNAME");
}

Result<SshConfig> readSshConfig(const SshConfigQuery &query)
{
    SshConfigFile file(query);
    const QStringList usual{query.home + QStringLiteral("/.ssh/config"),
                            QStringLiteral("/etc/ssh/ssh_config")};
    for (const QString &path : query.files.isEmpty() ? usual : query.files) {
        if (const Result<> read = file.read(path); !read)
            return std::unexpected(read.error());
    }
    SshConfig config;
    const QString name = file.value("hostname");
    config.hostName =
        name.isEmpty() ? query.host : expandTokens(name, {{u'h', query.host}, {u'%', QStringLiteral("%")}});
    config.user = !query.user.isEmpty() ? query.user : file.has("user") ? file.value("user") : query.account;
    if (query.port != 0)
        config.port = query.port;
    else if (const int port = file.value("port").toInt(); port > 0 && port < 65536)
        config.port = port;
    else if (file.has("port"))
        return fail(ErrorKind::Usage, QCoreApplication::translate(
                                          "Transport", "The ssh configuration has no valid port for %1: %2")
                                          .arg(query.host, escapeControl(file.value("port"))));
    config.hostKeyAlias = file.value("hostkeyalias");
    const Tokens tokens = tokensFor(config, query);
    if (const QString jump = file.value("proxyjump"); jump != u"none")
        config.proxyJump = expandTokens(jump, tokens);
    if (const QString command = file.value("proxycommand"); command != u"none")
        config.proxyCommand = expandTokens(command, tokens);
    config.bindAddress = file.value("bindaddress");
    config.family = family(file.value("addressfamily"));
    config.connectTimeout = seconds(file.value("connecttimeout"));
    config.identitiesAreDefault = !file.has("identityfile");
    config.identityFiles = paths(file.values("identityfile"), usualIdentities(), tokens, query.home);
    config.agentSocket = agentSocket(file, tokens, query.home);
    config.userKnownHosts = paths(
        file.values("userknownhostsfile"),
        {QStringLiteral("~/.ssh/known_hosts"), QStringLiteral("~/.ssh/known_hosts2")}, tokens, query.home);
    config.globalKnownHosts =
        paths(file.values("globalknownhostsfile"),
              {QStringLiteral("/etc/ssh/ssh_known_hosts"), QStringLiteral("/etc/ssh/ssh_known_hosts2")},
              tokens, query.home);
    config.hashKnownHosts = file.isYes("hashknownhosts", false);
    readMeans(config, file);
    readAlgorithms(config, file);
    return config;
}

} // namespace radiosonde
