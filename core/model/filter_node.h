// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/filter.h"
#include "core/model/filter_number.h"

#include <QRegularExpression>

#include <variant>
#include <vector>

namespace radiosonde
{

enum class FilterOperator : quint8 { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Matches };

// Finds a text in a cell, letter case ignored.
struct FilterNeedle
{
    explicit FilterNeedle(QString wanted);

    bool in(const QString &text) const { return text.contains(wanted, Qt::CaseInsensitive); }
    bool inBytes(QByteArrayView bytes) const; // UTF-8

    QString wanted;
    QByteArray lower;    // where `ascii`
    bool ascii = false;  // bytes can be compared as they stand
    bool number = false; // holds nothing but digits and signs, so that a plain number may have it
};

struct NumberTest
{
    qsizetype column = 0;
    FilterOperator comparison = FilterOperator::Equal;
    FilterNumber number;
};

struct TextTest // = != < <= > >= of text, letter case heeded
{
    qsizetype column = 0;
    FilterOperator comparison = FilterOperator::Equal;
    QByteArray text; // UTF-8
};

struct ContainsTest
{
    qsizetype column = 0;
    FilterNeedle needle;
};

struct PatternTest
{
    qsizetype column = 0;
    QRegularExpression pattern;
};

struct WordTest // in any column
{
    FilterNeedle needle;
};

// All or any of `children`.
struct FilterGroup
{
    bool all = true;
    std::vector<FilterNode> children;
};

struct FilterNode
{
    std::variant<FilterGroup, NumberTest, TextTest, ContainsTest, PatternTest, WordTest> what;
    bool negated = false;
};

bool matchesNode(const FilterNode &node, const QList<Column> &columns, const FilterRow &row,
                 const DisplayContext &context);

} // namespace radiosonde
