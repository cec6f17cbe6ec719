// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/channel.h"

#include "core/base/text.h"
#include "remote/transport/link_kinds.h"

#include <QCoreApplication>
#include <QStringList>

namespace radiosonde
{

namespace
{

using namespace Qt::StringLiterals;

QString tr(const char *text)
{
    return QCoreApplication::translate("Transport", text);
}

QString targetKinds()
{
    QStringList forms;
    for (const LinkKind &kind : linkKinds())
        forms.append(kind.form);
    return tr("targets are %1").arg(forms.join(u", "_s));
}

std::unexpected<Error> notATarget(const QString &url)
{
    QStringList known{u"file"_s};
    for (const LinkKind &kind : linkKinds())
        known.append(kind.scheme);
    const QString near = nearest(url.section(u':', 0, 0).toLower(), known);
    const QString name = near == u"local" ? near : near + u':';
    return fail(ErrorKind::Usage, tr("There is no target '%1'").arg(url),
                near.isEmpty() ? targetKinds() : tr("did you mean %1?").arg(name));
}

} // namespace

Result<std::unique_ptr<Channel>> openChannel(const QString &url, ConnectObserver *observer,
                                             const Interruptor &interruptor, Boards *boards)
{
    if (const LinkKind *kind = linkKindOf(url)) {
        if (const Result<> wellFormed = kind->check(url); !wellFormed)
            return std::unexpected(wellFormed.error());
        return kind->open({url, observer, interruptor, boards});
    }
    if (url.startsWith("file:"_L1))
        return fail(ErrorKind::Usage, tr("A recording is not a live target: %1").arg(url));
    return notATarget(url);
}

} // namespace radiosonde
