// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/uprobe_words.h"

#include "core/base/text.h"
#include "remote/loader/refusal.h"

#include <QCoreApplication>

#include <elf.h>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

QString safe(const std::string &text)
{
    return escapeControl(QString::fromStdString(text));
}

QStringList safeNames(const UprobeOutcome &outcome)
{
    QStringList names;
    for (const std::string &name : outcome.names)
        names.append(safe(name));
    names.removeDuplicates();
    return names;
}

QString firstOf(const QStringList &names)
{
    constexpr qsizetype shown = 5;
    return names.size() > shown ? tr("%1, ...").arg(names.first(shown).join(", "_L1)) : names.join(", "_L1);
}

QString missingFunction(const UprobeOutcome &outcome)
{
    const QString name = safe(outcome.subject), path = safe(outcome.path);
    const QStringList names = safeNames(outcome);
    QStringList holding;
    for (const QString &candidate : names) {
        if (candidate.contains(name))
            holding.append(candidate);
    }
    if (!holding.isEmpty())
        return tr("%1 has no function %2; there are %3").arg(path, name, firstOf(holding));
    const QString near = nearest(name, names);
    return near.isEmpty() ? tr("%1 has no function %2").arg(path, name)
                          : tr("%1 has no function %2; did you mean %3?").arg(path, name, near);
}

QString missingUsdt(const UprobeOutcome &outcome)
{
    const QString name = safe(outcome.subject), path = safe(outcome.path);
    const QStringList names = safeNames(outcome);
    const QString near = nearest(name, names);
    if (names.isEmpty())
        return tr("%1 has no USDT probes").arg(path);
    return near.isEmpty() ? tr("%1 has no USDT probe %2; there are %3").arg(path, name, firstOf(names))
                          : tr("%1 has no USDT probe %2; did you mean %3?").arg(path, name, near);
}

QString missingBinary(const UprobeOutcome &outcome)
{
    const QString name = safe(outcome.subject);
    if (outcome.number != 0)
        return tr("the target's %1 cannot be read: %2").arg(name, errnoText(int(outcome.number)));
    return tr("the target has no program or library %1 in the usual places: give its whole path").arg(name);
}

QString otherMachine(const UprobeOutcome &outcome)
{
    const QString path = safe(outcome.path);
    if (outcome.number == EM_ARM)
        return tr("%1 is a 32-bit ARM program, and a 64-bit kernel cannot set probes in those").arg(path);
    return tr("%1 was made for another processor than the target's (ELF machine %2)")
        .arg(path)
        .arg(outcome.number);
}

QString thumb(const UprobeOutcome &outcome)
{
    const QString words =
        tr("%1 of %2 is Thumb code, where the kernel sets a probe that never fires: build it with -marm")
            .arg(safe(outcome.subject), safe(outcome.path));
    const QStringList names = safeNames(outcome);
    return names.isEmpty() ? words : tr("%1, or probe one in ARM code: %2").arg(words, firstOf(names));
}

QString indirect(const UprobeOutcome &outcome)
{
    const QStringList names = safeNames(outcome);
    const QString words =
        tr("%1 is chosen when a program starts, among several functions (IFUNC)").arg(safe(outcome.subject));
    return names.size() < 2 ? tr("%1: probe the one that is chosen").arg(words)
                            : tr("%1: probe the one that is chosen, such as %2").arg(words, firstOf(names));
}

} // namespace

QString uprobeRefusal(const UprobeOutcome &outcome)
{
    const QString subject = safe(outcome.subject), path = safe(outcome.path);
    switch (outcome.failure) {
    case UprobeFailure::NoBinary:
        return tr("the section names no program or library: set the parameter binary, or write "
                  "SEC(\"uprobe/PATH:FUNCTION\")");
    case UprobeFailure::NoSymbol:
        return tr(
            "no function or USDT probe is named: set the parameter symbol, or write it into the section");
    case UprobeFailure::BadSymbol:
        return tr("\"%1\" is no function, FUNCTION+OFFSET, FUNCTION@VERSION or 0xADDRESS").arg(subject);
    case UprobeFailure::BinaryMissing:
        return missingBinary(outcome);
    case UprobeFailure::ProcessMissing:
        return tr("the target has no process %1, or the stub may not look into it").arg(outcome.number);
    case UprobeFailure::NotMapped:
        return tr("process %1 has no library %2").arg(outcome.number).arg(subject);
    case UprobeFailure::NoElf:
        return tr("%1 is no program: its first bytes are not those of an ELF file").arg(path);
    case UprobeFailure::BrokenElf:
        return tr("%1 is damaged: its ELF headers contradict themselves").arg(path);
    case UprobeFailure::NoProgram:
        return tr("%1 is an object file or a core dump, and no program or library").arg(path);
    case UprobeFailure::OtherMachine:
        return otherMachine(outcome);
    case UprobeFailure::SymbolMissing:
        return missingFunction(outcome);
    case UprobeFailure::Stripped:
        return tr("%1 was stripped of all names: probe 0xADDRESS, or keep a copy with symbols on this "
                  "machine")
            .arg(path);
    case UprobeFailure::NotCode:
        return tr("%1 does not lie in the code of %2").arg(subject, path);
    case UprobeFailure::Indirect:
        return indirect(outcome);
    case UprobeFailure::Thumb:
        return thumb(outcome);
    case UprobeFailure::UsdtMissing:
        return missingUsdt(outcome);
    case UprobeFailure::TooMany:
        return tr("%1 means more than %2 places").arg(subject).arg(outcome.number);
    case UprobeFailure::None:
        break;
    }
    return {};
}

QList<UprobeWarning> uprobeWarnings(const UprobeOutcome &outcome)
{
    QList<UprobeWarning> warnings;
    if (outcome.stepped) {
        const QByteArray bytes = QByteArray::fromStdString(outcome.instruction).toHex(' ');
        const QString name = outcome.mnemonic.empty()
                                 ? QString::fromLatin1(bytes)
                                 : safe(outcome.mnemonic) + u" ("_s + QString::fromLatin1(bytes) + u')';
        const QString cost =
            outcome.machine == EM_X86_64
                ? tr("two exceptions a hit, about 19 us instead of 0.3 on some virtual machines")
                : tr("two exceptions a hit instead of one");
        warnings.append(
            {tr("%1 begins with %2, which the processor must execute apart: %3")
                 .arg(safe(outcome.via), name, cost),
             outcome.cheaper.empty()
                 ? QString()
                 : tr("%1 is the same place for a probe, and costs one").arg(safe(outcome.cheaper))});
    }
    for (const std::string &argument : outcome.arguments) {
        warnings.append({tr("%1 has an argument \"%2\" that bpf_usdt_arg() cannot read")
                             .arg(safe(outcome.via), safe(argument)),
                         {}});
    }
    return warnings;
}

} // namespace radiosonde
