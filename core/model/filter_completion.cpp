// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/filter_completion.h"

#include "core/model/filter_number.h"
#include "core/model/filter_tokens.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype maximumCandidates = 50;

const Column *columnNamed(const QList<Column> &columns, const FilterToken &token, qsizetype *index = nullptr)
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (token.kind == FilterTokenKind::Word &&
            token.text.compare(columns.at(i).name, Qt::CaseInsensitive) == 0) {
            if (index)
                *index = i;
            return &columns.at(i);
        }
    }
    return nullptr;
}

bool isComparison(const FilterToken &token)
{
    return token.kind == FilterTokenKind::Operator && filterKeyword(token) == FilterKeyword::None;
}

// Those that begin with what is typed, then those that hold it.
QStringList narrowed(const QStringList &candidates, const QString &typed)
{
    QStringList begin;
    QStringList inside;
    for (const QString &candidate : candidates) {
        if (candidate.startsWith(typed, Qt::CaseInsensitive))
            begin += candidate;
        else if (candidate.contains(typed, Qt::CaseInsensitive))
            inside += candidate;
    }
    begin += inside;
    begin.removeDuplicates();
    if (begin.size() == 1 && begin.first() == typed)
        begin.clear(); // all is typed
    return begin.first(std::min(begin.size(), maximumCandidates));
}

QStringList columnNames(const QList<Column> &columns)
{
    QStringList names;
    for (const Column &column : columns)
        names += column.name;
    return names;
}

QStringList operatorsFor(const Column &column)
{
    if (comparesAsNumber(column))
        return {u"="_s, u"!="_s, u"<"_s, u"<="_s, u">"_s, u">="_s};
    return {u"~"_s, u"="_s, u"!="_s, u"!~"_s};
}

QStringList valuesOf(const Column &column, const QStringList &seen)
{
    QStringList values;
    if (column.type && column.type->kind == TypeKind::Boolean)
        values = {u"true"_s, u"false"_s};
    for (const Enumerator &enumerator : column.type ? column.type->enumerators : QList<Enumerator>())
        values += enumerator.name;
    for (const QString &value : seen) {
        const QString word = value.section(u' ', -1); // "-2 ENOENT"
        values += column.meaning == Meaning::ErrorNumber ? word : value;
    }
    return values;
}

} // namespace

QString filterValue(const QString &text)
{
    const QList<FilterToken> tokens = filterTokens(text);
    const bool plain = tokens.size() == 1 && tokens.first().kind == FilterTokenKind::Word &&
                       tokens.first().length == text.size() &&
                       filterKeyword(tokens.first()) == FilterKeyword::None && !text.startsWith(u'-');
    if (plain)
        return text;
    QString escaped = text;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + escaped + u'"';
}

FilterCompletion completeFilter(QStringView text, qsizetype cursor, const QList<Column> &columns,
                                const std::function<QStringList(qsizetype)> &seen)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    QList<FilterToken> before = filterTokens(text.first(cursor));
    FilterCompletion completion{cursor, 0, {}};
    QString typed;
    const bool touches = !before.isEmpty() && before.last().position + before.last().length == cursor;
    if (touches && (before.last().kind == FilterTokenKind::Word || before.last().open)) {
        const FilterToken partial = before.takeLast();
        completion.position = partial.position;
        completion.length = partial.length;
        typed = partial.text;
    }
    const bool value = !before.isEmpty() && isComparison(before.last());
    qsizetype index = 0;
    if (value && before.size() >= 2 && columnNamed(columns, before.at(before.size() - 2), &index)) {
        for (const QString &found : narrowed(valuesOf(columns.at(index), seen(index)), typed))
            completion.candidates += comparesAsNumber(columns.at(index)) ? found : filterValue(found);
        return completion;
    }
    if (value)
        return completion;
    const bool operand = before.isEmpty() || before.last().kind == FilterTokenKind::Open ||
                         filterKeyword(before.last()) != FilterKeyword::None;
    const Column *column = operand ? nullptr : columnNamed(columns, before.last());
    if (column && typed.isEmpty() && !(before.size() >= 2 && isComparison(before.at(before.size() - 2)))) {
        completion.candidates = operatorsFor(*column);
        return completion;
    }
    const QStringList words = operand ? QStringList{u"not"_s} : QStringList{u"and"_s, u"or"_s};
    completion.candidates =
        narrowed(operand ? columnNames(columns) + words : words + columnNames(columns), typed);
    return completion;
}

} // namespace radiosonde
