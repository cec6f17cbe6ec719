// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh_address.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QUrl>

#include <arpa/inet.h>

namespace radiosonde
{

namespace
{

std::unexpected<Error> bad(const QString &url, const QString &why)
{
    return fail(
        ErrorKind::Usage,
        QCoreApplication::translate("Transport", "The target '%1' %2").arg(escapeControl(url), why),
        QCoreApplication::translate("Transport", "an ssh target is ssh://[user@]host[:port][?become=sudo]"));
}

QString decoded(QStringView part)
{
    return QUrl::fromPercentEncoding(part.toUtf8());
}

// What a shell, a configuration file or a terminal might take for something else is no name.
bool isName(const QString &text)
{
    for (const QChar c : text) {
        if (c.isSpace() || !c.isPrint() || QStringView(u"'\"`$\\;&<>|(){}*?!#,/").contains(c))
            return false;
    }
    return !text.isEmpty() && !text.startsWith(u'-');
}

// With or without a zone: fe80::1%eth0.
bool isIpv6(const QString &text)
{
    const QString zone = text.section(u'%', 1);
    in6_addr address{};
    return inet_pton(AF_INET6, text.section(u'%', 0, 0).toLatin1().constData(), &address) == 1 &&
           (!text.contains(u'%') || isName(zone));
}

Result<> parseQuery(const QString &url, QStringView query, SshAddress &address)
{
    if (query.isEmpty())
        return {};
    for (const QStringView part : query.split(u'&')) {
        if (part != u"become=sudo")
            return bad(url, QCoreApplication::translate("Transport", "has an unknown setting '%1'")
                                .arg(escapeControl(part)));
        address.becomeRoot = true;
    }
    return {};
}

Result<> parsePort(const QString &url, QStringView text, SshAddress &address)
{
    bool digits = !text.isEmpty();
    for (const QChar c : text)
        digits &= c >= u'0' && c <= u'9';
    address.port = digits ? text.toInt() : 0;
    if (address.port < 1 || address.port > 65535)
        return bad(url, QCoreApplication::translate("Transport", "has no valid port: '%1' is not 1 to 65535")
                            .arg(escapeControl(text)));
    return {};
}

Result<> parseHost(const QString &url, QStringView text, SshAddress &address)
{
    if (text.startsWith(u'[')) {
        const qsizetype end = text.indexOf(u']');
        const QString inside = decoded(text.mid(1, end < 0 ? -1 : end - 1));
        if (end < 0 || !isIpv6(inside))
            return bad(url,
                       QCoreApplication::translate("Transport", "has no valid IPv6 address in its brackets"));
        address.host = inside;
        const QStringView rest = text.sliced(end + 1);
        if (rest.isEmpty())
            return {};
        if (!rest.startsWith(u':'))
            return bad(url, QCoreApplication::translate("Transport", "has '%1' after its address")
                                .arg(escapeControl(rest)));
        return parsePort(url, rest.sliced(1), address);
    }
    if (text.count(u':') > 1)
        return bad(url, QCoreApplication::translate("Transport", "needs brackets around its IPv6 address"));
    const qsizetype colon = text.indexOf(u':');
    address.host = decoded(colon < 0 ? text : text.first(colon));
    if (address.host.isEmpty())
        return bad(url, QCoreApplication::translate("Transport", "has no host"));
    if (!isName(address.host))
        return bad(url, QCoreApplication::translate("Transport", "has no valid host: '%1'")
                            .arg(escapeControl(address.host)));
    return colon < 0 ? Result<>() : parsePort(url, text.sliced(colon + 1), address);
}

} // namespace

Result<SshAddress> parseSshUrl(const QString &url)
{
    const QString scheme = QStringLiteral("ssh://");
    if (!url.startsWith(scheme, Qt::CaseInsensitive))
        return bad(url, QCoreApplication::translate("Transport", "does not begin with ssh://"));
    QStringView rest = QStringView(url).sliced(scheme.size());
    SshAddress address;
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        if (const Result<> parsed = parseQuery(url, rest.sliced(mark + 1), address); !parsed)
            return std::unexpected(parsed.error());
        rest = rest.first(mark);
    }
    if (rest.endsWith(u'/'))
        rest.chop(1);
    if (rest.contains(u'/'))
        return bad(url, QCoreApplication::translate("Transport", "has a path, which an ssh target has not"));
    if (const qsizetype at = rest.lastIndexOf(u'@'); at >= 0) {
        const QStringView user = rest.first(at);
        if (user.contains(u':'))
            return bad(QStringLiteral("ssh://...@") + rest.sliced(at + 1).toString(),
                       QCoreApplication::translate(
                           "Transport", "has a password, which does not belong into a URL: it is asked for"));
        address.user = decoded(user);
        if (!isName(address.user))
            return bad(url, QCoreApplication::translate("Transport", "has no valid user: '%1'")
                                .arg(escapeControl(address.user)));
        rest = rest.sliced(at + 1);
    }
    if (const Result<> parsed = parseHost(url, rest, address); !parsed)
        return std::unexpected(parsed.error());
    return address;
}

} // namespace radiosonde
