// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/stack_inference.h"

#include "core/layout/flatten.h"
#include "core/layout/scalar.h"
#include "core/model/map_kind.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// "user_stack_id", "ustack_id", "u_stackid"; "kern_stack_id", "kstack_id"; "stack_id".
StackSpace spaceOf(const QString &name)
{
    const QString last = name.section(u'.', -1);
    if (last.contains("user"_L1) || last.startsWith("ustack"_L1) || last.startsWith("u_"_L1))
        return StackSpace::User;
    if (last.contains("kern"_L1) || last.startsWith("kstack"_L1) || last.startsWith("k_"_L1))
        return StackSpace::Kernel;
    return StackSpace::Mixed;
}

// The program's only stack map, else the one that is called like the field: "user_stacks", "kernel_stacks".
QString stackMapOf(StackSpace space, const QList<MapFacts> &maps)
{
    QString first;
    for (const MapFacts &map : maps) {
        if (map.type != StackTrace)
            continue;
        const bool sameSpace = space != StackSpace::Mixed && spaceOf(map.name) == space;
        if (first.isEmpty() || sameSpace)
            first = map.name;
        if (sameSpace)
            break;
    }
    return first;
}

bool isStackNumber(const Column &column)
{
    const quint32 size = column.type ? column.type->size : 0;
    return column.meaning == Meaning::StackId && !column.bitWidth && (size == 4 || size == 8);
}

bool canWeigh(const Column &column)
{
    const bool number = column.type && isInteger(*column.type) && !column.bitWidth;
    return number && (column.meaning == Meaning::Plain || column.meaning == Meaning::Duration ||
                      column.meaning == Meaning::Size);
}

// The value's first number that grows, else its first number that is no name for something.
qsizetype weightOf(const QList<Column> &columns)
{
    qsizetype weight = -1;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i].inKey || !canWeigh(columns[i]))
            continue;
        if (columns[i].counter)
            return i;
        if (weight < 0)
            weight = i;
    }
    return weight;
}

// Of a value only its weight, and what names something, is part of the picture: other numbers would tell
// stacks apart that are the same.
bool isShown(const Column &column)
{
    return column.inKey || canWeigh(column) || column.meaning == Meaning::Text ||
           column.meaning == Meaning::Identifier || column.meaning == Meaning::User;
}

void takeFields(FoundStacks &found, const QList<MapFacts> &maps)
{
    QList<Column> others;
    for (const Column &column : std::as_const(found.columns)) {
        if (!isStackNumber(column)) {
            if (isShown(column))
                others.append(column);
            continue;
        }
        const StackSpace space = spaceOf(column.name);
        found.stacks.fields.append({0, column.offset, column.type->size, column.inKey, space});
        found.maps.append(stackMapOf(space, maps));
    }
    found.columns = others;
}

void moveWeightToTheEnd(FoundStacks &found)
{
    const qsizetype at = weightOf(found.columns);
    Column weight = at < 0 ? Column() : found.columns.takeAt(at);
    found.columns.removeIf([](const Column &column) { return !column.inKey && canWeigh(column); });
    for (Column &column : found.columns)
        column.counter = false;
    if (at < 0)
        return;
    weight.counter = true;
    found.stacks.unit = weight.unit;
    found.columns.append(weight);
}

} // namespace

std::optional<FoundStacks> findStacks(const MapFacts &map, const QList<MapFacts> &maps)
{
    const bool kept =
        std::any_of(maps.begin(), maps.end(), [](const MapFacts &other) { return other.type == StackTrace; });
    if (!isHash(map.type) || !kept)
        return std::nullopt;
    FoundStacks found;
    found.columns = flatten(map.key, u"key"_s, true, false) + flatten(map.value, u"value"_s, false, true);
    takeFields(found, maps);
    if (found.stacks.fields.isEmpty())
        return std::nullopt;
    moveWeightToTheEnd(found);
    return found;
}

} // namespace radiosonde
