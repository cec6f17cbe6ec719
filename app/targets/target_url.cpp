// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/target_url.h"

#include "core/base/text.h"
#include "remote/transport/ssh_address.h"

#include <QCoreApplication>
#include <QStringList>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Targets", text);
}

} // namespace

Result<> checkTargetUrl(const QString &url)
{
    if (url == "local"_L1)
        return {};
    if (url.startsWith("ssh://"_L1)) {
        const Result<SshAddress> address = parseSshUrl(url);
        return address ? Result<>() : std::unexpected(address.error());
    }
    if (url.startsWith("board://"_L1) && url.size() > 8)
        return {};
    if (url.startsWith("cmd:"_L1) && !url.sliced(4).trimmed().isEmpty())
        return {};
    if (url.startsWith("file:"_L1))
        return fail(ErrorKind::Usage, tr("A recording is no target to be saved"));
    const QString near =
        nearest(url.section(u':', 0, 0).toLower(), {u"local"_s, u"ssh"_s, u"board"_s, u"cmd"_s});
    return fail(ErrorKind::Usage, tr("'%1' is no address of a target").arg(escapeControl(url)),
                near.isEmpty() ? tr("a board that is reached by ssh is ssh://[user@]host[:port]")
                               : tr("did you mean %1?").arg(near == "local"_L1 ? near : near + u':'));
}

} // namespace radiosonde
