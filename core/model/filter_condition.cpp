// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/filter_condition.h"

#include "core/model/filter_completion.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// The cell's value as filters may write it: exact, and as it is shown.
QStringList valuesOf(const Column &column, QByteArrayView bytes, const DisplayContext &context)
{
    const Value value = readValue(column, bytes);
    if (const auto *text = std::get_if<QString>(&value))
        return {filterValue(*text)};
    QByteArray json;
    appendJson(json, column, bytes);
    if (json.startsWith('"') && json.endsWith('"') && json.size() >= 2)
        json = json.sliced(1, json.size() - 2);
    return {filterValue(QString::fromUtf8(json)), filterValue(displayText(column, bytes, context))};
}

} // namespace

QString conditionOf(const QList<Column> &columns, qsizetype column, const FilterRow &row,
                    const DisplayContext &context)
{
    if (column < 0 || column >= columns.size())
        return {};
    const QStringList values = valuesOf(columns.at(column), row.bytes(column), context);
    for (const QString &value : values) {
        const QString text = columns.at(column).name + u" = "_s + value;
        const auto filter = Filter::parse(text, columns);
        if (filter && filter->matches(row, context))
            return text;
    }
    return {};
}

QString joinedFilter(const QStringList &conditions, const QString &typed, const QList<Column> &columns)
{
    QStringList terms;
    for (const QString &condition : conditions) {
        if (Filter::parse(condition, columns))
            terms += u'(' + condition + u')';
    }
    if (terms.isEmpty())
        return typed;
    if (!typed.trimmed().isEmpty())
        terms += u'(' + typed + u')';
    return terms.join(u" and "_s);
}

} // namespace radiosonde
