// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/missing_types.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace radiosonde
{

QString missingType(const QString &verifierLog)
{
    // "failed to resolve CO-RE relocation <byte_off> [38] struct mount.mnt_devname (0:4 @ offset 32)"
    static const QRegularExpression relocation(
        u"failed to resolve CO-RE relocation <\\w+> \\[\\d+\\] ([^\\n(]+?)(?: \\(|$|\\n)"_s,
        QRegularExpression::MultilineOption);
    const auto match = relocation.match(verifierLog);
    return match.hasMatch() ? escapeControl(match.captured(1).trimmed()) : QString();
}

bool lacksKernelTypes(const LoadAnswer &answer)
{
    return answer.words.find("loading vmlinux BTF") != std::string::npos ||
           answer.words.find("find valid kernel BTF") != std::string::npos;
}

void explainMissingType(const QString &program, const QString &verifierLog, const QString &hint,
                        Diagnostic &diagnostic)
{
    const QString type = missingType(verifierLog);
    if (type.isEmpty())
        return;
    diagnostic.message = QCoreApplication::translate(
                             "Loader", "The program %1 reads %2, which the types of the target's kernel lack")
                             .arg(program, type);
    if (!hint.isEmpty())
        diagnostic.hint = hint;
}

} // namespace radiosonde
