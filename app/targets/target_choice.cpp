// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/target_choice.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

TargetChoice choiceOf(const SavedTarget &target)
{
    return {target.url, target.name, target.kernelTypes, target.sysroots, target.targetLog};
}

} // namespace

QString targetLogOfRun(const QString &path)
{
    if (path.isEmpty())
        return {};
    return path + QDateTime::currentDateTime().toString(u"-yyyyMMdd-HHmmss-zzz"_s);
}

Result<TargetChoice> chooseTarget(const QString &given, const QList<SavedTarget> &saved)
{
    if (given.isEmpty())
        return TargetChoice{};
    const auto named =
        std::ranges::find_if(saved, [&](const SavedTarget &target) { return target.name == given; });
    if (named != saved.end())
        return choiceOf(*named);
    const auto known =
        std::ranges::find_if(saved, [&](const SavedTarget &target) { return target.url == given; });
    if (known != saved.end())
        return choiceOf(*known);
    if (given == "local"_L1 || given.contains(u':'))
        return TargetChoice{.url = given};
    QStringList names{u"local"_s};
    for (const SavedTarget &target : saved)
        names.append(target.name);
    const QString near = nearest(given, names);
    return fail(
        ErrorKind::Usage, QCoreApplication::translate("Targets", "There is no target '%1'").arg(given),
        near.isEmpty()
            ? QCoreApplication::translate("Targets", "radiosonde targets lists those that are known; a board "
                                                     "that is reached by ssh is ssh://HOST")
            : QCoreApplication::translate("Targets", "did you mean %1?").arg(near));
}

} // namespace radiosonde
