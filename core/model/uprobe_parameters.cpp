// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/uprobe_parameters.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct UprobeParameters
{
    Q_DECLARE_TR_FUNCTIONS(Parameters)
};

QString prefixOf(const QString &section)
{
    QString prefix = section.mid(section.startsWith(u'?') ? 1 : 0).section(u'/', 0, 0);
    for (const QLatin1StringView suffix : {".s"_L1, ".multi"_L1}) {
        if (prefix.endsWith(suffix))
            prefix.chop(suffix.size());
    }
    return prefix;
}

GlobalFacts textParameter(QLatin1StringView name, const QString &description)
{
    constexpr quint32 size = 512; // bytes, with the NUL
    Type character;
    character.kind = TypeKind::Character;
    character.name = u"char"_s;
    character.size = 1;
    Type text;
    text.kind = TypeKind::Array;
    text.size = size;
    text.count = size;
    text.element = std::make_shared<const Type>(character);
    GlobalFacts global;
    global.name = name;
    global.type = std::make_shared<const Type>(text);
    global.isParameter = true;
    global.initial = QByteArray(size, '\0');
    global.description = description;
    return global;
}

bool declares(const Facts &facts, QLatin1StringView name)
{
    return std::ranges::any_of(facts.globals, [&](const GlobalFacts &global) { return global.name == name; });
}

} // namespace

bool isUprobeSection(const QString &section)
{
    const QString prefix = prefixOf(section);
    return prefix == "uprobe"_L1 || prefix == "uretprobe"_L1 || prefix == "usdt"_L1;
}

QList<GlobalFacts> uprobeParameters(const Facts &facts)
{
    bool binary = false, symbol = false;
    for (const ProgramFacts &program : facts.programs) {
        if (!isUprobeSection(program.section))
            continue;
        const QString target = program.section.section(u'/', 1);
        binary |= target.section(u':', 0, 0).isEmpty();
        symbol |= target.section(u':', 1).isEmpty();
    }
    QList<GlobalFacts> parameters;
    if (binary && !declares(facts, binaryParameter))
        parameters.append(textParameter(
            binaryParameter,
            UprobeParameters::tr("Program or library on the target: a path, a name such as libc, "
                                 "a process id, or PID:NAME")));
    if (symbol && !declares(facts, symbolParameter))
        parameters.append(textParameter(
            symbolParameter, UprobeParameters::tr("Function, FUNCTION+OFFSET, FUNCTION@VERSION or 0xADDRESS; "
                                                  "PROVIDER:NAME of a USDT probe")));
    return parameters;
}

} // namespace radiosonde
