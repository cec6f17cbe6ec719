// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/meaning.h"

#include "core/layout/scalar.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

template<size_t n> bool isOneOf(QStringView name, const QLatin1StringView (&words)[n])
{
    return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

template<size_t n> bool startsWithOneOf(QStringView name, const QLatin1StringView (&words)[n])
{
    return std::any_of(std::begin(words), std::end(words), [&](auto word) { return name.startsWith(word); });
}

template<size_t n> bool endsWithOneOf(QStringView name, const QLatin1StringView (&words)[n])
{
    return std::any_of(std::begin(words), std::end(words), [&](auto word) { return name.endsWith(word); });
}

bool isIdentifier(QStringView name)
{
    static constexpr QLatin1StringView whole[] = {"pid"_L1, "tgid"_L1,  "tid"_L1,   "ppid"_L1,
                                                  "gid"_L1, "ino"_L1,   "inode"_L1, "cpu"_L1,
                                                  "fd"_L1,  "sysno"_L1, "nr"_L1};
    static constexpr QLatin1StringView ends[] = {"_pid"_L1, "_tgid"_L1, "_tid"_L1, "_gid"_L1,
                                                 "_ino"_L1, "_cpu"_L1,  "_id"_L1,  "_fd"_L1};
    static constexpr QLatin1StringView starts[] = {"mntns"_L1,  "mnt_ns"_L1, "netns"_L1, "net_ns"_L1,
                                                   "cgroup"_L1, "pidns"_L1,  "pid_ns"_L1};
    return isOneOf(name, whole) || endsWithOneOf(name, ends) || startsWithOneOf(name, starts);
}

bool isTime(QStringView name, const Type &type)
{
    if (type.size != 8 || (type.kind != TypeKind::Unsigned && type.kind != TypeKind::Signed))
        return false;
    return name == "ts"_L1 || name == "ts_ns"_L1 || name == "tstamp"_L1 || name.endsWith("_ts"_L1) ||
           name.startsWith("timestamp"_L1) || (name.startsWith("ts_"_L1) && durationSuffix(name).isEmpty());
}

bool isDuration(QStringView name)
{
    static constexpr QLatin1StringView starts[] = {"delta"_L1, "lat"_L1, "dur"_L1};
    return !durationSuffix(name).isEmpty() || startsWithOneOf(name, starts);
}

bool isSize(QStringView name)
{
    static constexpr QLatin1StringView ends[] = {"bytes"_L1, "size"_L1, "_len"_L1};
    return name == "len"_L1 || name == "length"_L1 || endsWithOneOf(name, ends);
}

bool isNetworkAddress(QStringView name, const Type &type)
{
    static constexpr QLatin1StringView starts[] = {"saddr"_L1, "daddr"_L1, "addr"_L1, "laddr"_L1, "raddr"_L1};
    return (type.size == 4 || type.size == 16) && startsWithOneOf(name, starts);
}

bool isErrorNumber(QStringView name, const Type &type)
{
    static constexpr QLatin1StringView names[] = {"errno"_L1, "err"_L1, "error"_L1, "ret"_L1, "retval"_L1};
    return type.kind == TypeKind::Signed && isOneOf(name, names);
}

Meaning integerMeaning(QStringView name, const Type &type)
{
    if (name.endsWith("stack_id"_L1) || name.endsWith("stackid"_L1))
        return Meaning::StackId;
    if (name == "uid"_L1 || name.endsWith("_uid"_L1))
        return Meaning::User;
    if (isIdentifier(name))
        return Meaning::Identifier;
    if (isTime(name, type))
        return Meaning::Time;
    if (isDuration(name))
        return Meaning::Duration;
    if (isSize(name))
        return Meaning::Size;
    if (name == "dev"_L1 || name.endsWith("_dev"_L1))
        return Meaning::Device;
    if (isNetworkAddress(name, type))
        return Meaning::Address;
    if (name.endsWith("port"_L1) && type.size <= 4)
        return Meaning::Port;
    if (isErrorNumber(name, type))
        return Meaning::ErrorNumber;
    const bool address = type.size == 8 && (name == "ip"_L1 || name.startsWith("addr"_L1));
    return address || type.kind == TypeKind::Pointer ? Meaning::KernelAddress : Meaning::Plain;
}

Meaning arrayMeaning(QStringView name, const Type &type)
{
    static constexpr QLatin1StringView texts[] = {"comm"_L1, "name"_L1, "path"_L1,
                                                  "str"_L1,  "file"_L1, "disk"_L1};
    if (!type.element || type.element->size != 1)
        return isNetworkAddress(name, type) ? Meaning::Address : Meaning::Plain;
    if (isCharacter(*type.element) || endsWithOneOf(name, texts))
        return Meaning::Text;
    return isNetworkAddress(name, type) ? Meaning::Address : Meaning::Bytes;
}

Meaning typeMeaning(QStringView name, const Type &type)
{
    switch (type.kind) {
    case TypeKind::Array:
        return arrayMeaning(name, type);
    case TypeKind::Record:
    case TypeKind::Opaque:
        return isNetworkAddress(name, type) ? Meaning::Address : Meaning::Bytes;
    case TypeKind::Boolean:
        return Meaning::Boolean;
    case TypeKind::Enumeration:
        return Meaning::Enumerated;
    case TypeKind::Float:
        return Meaning::Plain;
    case TypeKind::Character:
        if (isCharacter(type))
            return Meaning::Text;
        [[fallthrough]];
    case TypeKind::Unsigned:
    case TypeKind::Signed:
    case TypeKind::Pointer:
        break;
    }
    return integerMeaning(name, type);
}

std::optional<Meaning> meaningFromName(const QString &name)
{
    static constexpr struct
    {
        QLatin1StringView name;
        Meaning meaning;
    } table[] = {
        {"dev"_L1, Meaning::Device},        {"id"_L1, Meaning::Identifier},
        {"time"_L1, Meaning::Time},         {"size"_L1, Meaning::Size},
        {"address"_L1, Meaning::Address},   {"port"_L1, Meaning::Port},
        {"errno"_L1, Meaning::ErrorNumber}, {"kernel"_L1, Meaning::KernelAddress},
        {"text"_L1, Meaning::Text},         {"bytes"_L1, Meaning::Bytes},
        {"stack"_L1, Meaning::StackId},     {"plain"_L1, Meaning::Plain},
        {"user"_L1, Meaning::User},
    };
    for (const auto &entry : table) {
        if (entry.name == name)
            return entry.meaning;
    }
    return std::nullopt;
}

bool fits(Meaning meaning, const Type &type)
{
    if (meaning == Meaning::Text)
        return type.kind == TypeKind::Array || type.kind == TypeKind::Character;
    return meaning == Meaning::Bytes || meaning == Meaning::Address || isInteger(type);
}

void setUnit(Column &column, const QString &unit)
{
    column.unit = unit;
    if (unit == "ns"_L1 || unit == "us"_L1 || unit == "ms"_L1)
        column.meaning = Meaning::Duration;
    else if (unit == "bytes"_L1)
        column.meaning = Meaning::Size;
}

} // namespace

QString annotation(const QList<Annotation> &annotations, QLatin1StringView name)
{
    for (const Annotation &annotation : annotations) {
        if (annotation.name == name)
            return annotation.argument.isNull() ? u""_s : annotation.argument;
    }
    return {};
}

bool hasAnnotation(const QList<Annotation> &annotations, QLatin1StringView name)
{
    return !annotation(annotations, name).isNull();
}

QString durationSuffix(QStringView name)
{
    for (const auto suffix : {"_ns"_L1, "_us"_L1, "_ms"_L1}) {
        if (name.endsWith(suffix))
            return suffix.mid(1).toString();
    }
    return {};
}

void setMeaning(Column &column, const QList<Annotation> &annotations)
{
    const Type &type = *column.type;
    const QStringView name = QStringView(column.name).mid(column.name.lastIndexOf(u'.') + 1);
    column.meaning = typeMeaning(name, type);
    const std::optional<Meaning> said = meaningFromName(annotation(annotations, "type"_L1));
    if (said && fits(*said, type))
        column.meaning = *said;
    if (column.meaning == Meaning::Duration) {
        const QString suffix = durationSuffix(name);
        column.unit = suffix.isEmpty() ? u"ns"_s : suffix;
    } else if (column.meaning == Meaning::Size) {
        column.unit = u"bytes"_s;
    } else if (column.meaning == Meaning::Time) {
        column.unit = u"ns"_s;
    }
    if (hasAnnotation(annotations, "unit"_L1))
        setUnit(column, annotation(annotations, "unit"_L1));
}

bool looksLikeCounter(const Column &column, const QList<Annotation> &annotations)
{
    static constexpr QLatin1StringView gauges[] = {"max"_L1,  "min"_L1,   "avg"_L1,  "last"_L1, "mode"_L1,
                                                   "flag"_L1, "state"_L1, "type"_L1, "prio"_L1, "version"_L1};
    if (column.inKey || column.bitWidth || !isInteger(*column.type) || hasAnnotation(annotations, "gauge"_L1))
        return false;
    if (hasAnnotation(annotations, "counter"_L1))
        return true;
    const QStringView name = QStringView(column.name).mid(column.name.lastIndexOf(u'.') + 1);
    const bool grows = column.meaning == Meaning::Plain || column.meaning == Meaning::Size ||
                       column.meaning == Meaning::Duration;
    const bool number = column.type->kind == TypeKind::Unsigned || column.type->kind == TypeKind::Signed;
    return grows && number && column.type->size >= 4 && !startsWithOneOf(name, gauges) &&
           !name.endsWith("flags"_L1) && !name.endsWith("mode"_L1) && !name.endsWith("_max"_L1) &&
           !name.endsWith("_min"_L1);
}

} // namespace radiosonde
