// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/target_url.h"

#include "core/base/text.h"
#include "remote/transport/link_kinds.h"

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
    if (const LinkKind *kind = linkKindOf(url))
        return kind->check(url);
    if (url.startsWith("file:"_L1))
        return fail(ErrorKind::Usage, tr("A recording is no target to be saved"));
    QStringList schemes;
    for (const LinkKind &kind : linkKinds())
        schemes.append(kind.scheme);
    const QString near = nearest(url.section(u':', 0, 0).toLower(), schemes);
    return fail(ErrorKind::Usage, tr("'%1' is no address of a target").arg(escapeControl(url)),
                near.isEmpty() ? tr("a board that is reached by ssh is ssh://[user@]host[:port]")
                               : tr("did you mean %1?").arg(near == "local"_L1 ? near : near + u':'));
}

} // namespace radiosonde
