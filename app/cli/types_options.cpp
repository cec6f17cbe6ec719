// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/types_options.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

void addTypesOptions(Arguments &arguments)
{
    arguments.addOption(
        u"kernel-headers"_s,
        tr("Take the types of the target's kernel from its header packages (for a kernel without "
           "BTF)."),
        u"DIR[:DIR]"_s);
    arguments.addOption(
        u"btf"_s, tr("Take them from a file: BTF, or a vmlinux with BTF or debug information."), u"FILE"_s);
}

Result<KernelTypesSource> readTypesOptions(const Arguments &arguments, const KernelTypesSource &otherwise)
{
    const bool hasFile = arguments.has(u"btf"_s), hasFolders = arguments.has(u"kernel-headers"_s);
    if (hasFile && hasFolders)
        return fail(ErrorKind::Usage, tr("--btf and --kernel-headers exclude each other"));
    if (!hasFile && !hasFolders)
        return otherwise;
    KernelTypesSource source;
    if (hasFile)
        source.btfFile = arguments.value(u"btf"_s);
    else
        source.headerFolders = arguments.value(u"kernel-headers"_s).split(u':', Qt::SkipEmptyParts);
    if (source.isEmpty())
        return fail(ErrorKind::Usage, tr("--btf and --kernel-headers take a path"));
    for (const QString &path : source.headerFolders + QStringList(source.btfFile)) {
        if (!path.isEmpty() && !QFileInfo::exists(path))
            return fail(ErrorKind::Usage, tr("there is no %1").arg(path));
    }
    return source;
}

} // namespace radiosonde
