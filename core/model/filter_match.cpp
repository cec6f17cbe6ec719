// SPDX-License-Identifier: GPL-3.0-or-later
// How a filter's tests look at a row. Millions of rows are looked at: no cell is turned into a string that
// need not be.
#include "core/layout/scalar.h"
#include "core/model/filter_node.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace radiosonde
{

namespace
{

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

bool isRawText(const Column &column)
{
    return column.type && column.meaning != Meaning::Address && isTextArray(column);
}

QByteArrayView rawText(const Column &column, QByteArrayView bytes)
{
    const QByteArrayView raw = bytesOf(column, bytes);
    const void *end = raw.isEmpty() ? nullptr : std::memchr(raw.data(), 0, size_t(raw.size()));
    return end ? raw.first(static_cast<const char *>(end) - raw.data()) : raw;
}

// A number that is shown by its digits alone.
bool isPlainNumber(const Column &column)
{
    const bool plain = column.meaning == Meaning::Plain || column.meaning == Meaning::Identifier ||
                       column.meaning == Meaning::Port;
    return plain && column.type && isInteger(*column.type) && column.type->enumerators.isEmpty() &&
           column.type->kind != TypeKind::Boolean;
}

bool digitsHave(const Value &value, const QByteArray &wanted)
{
    char digits[24];
    std::to_chars_result end{digits, {}};
    if (const auto *number = std::get_if<quint64>(&value))
        end = std::to_chars(digits, digits + sizeof digits, *number);
    else if (const auto *signedNumber = std::get_if<qint64>(&value))
        end = std::to_chars(digits, digits + sizeof digits, *signedNumber);
    return QByteArrayView(digits, end.ptr - digits).contains(wanted);
}

class Matcher
{
public:
    Matcher(const QList<Column> &columns, const FilterRow &row, const DisplayContext &context)
        : m_columns(columns), m_row(row), m_context(context)
    {
    }

    bool operator()(const FilterGroup &group) const
    {
        const auto passes = [this](const FilterNode &node) { return matches(node); };
        return group.all ? std::all_of(group.children.begin(), group.children.end(), passes)
                         : std::any_of(group.children.begin(), group.children.end(), passes);
    }

    bool operator()(const NumberTest &test) const
    {
        const std::optional<double> shown = m_row.shownNumber(test.column);
        const auto order = test.number.compare(shown ? Value(*shown) : value(test.column));
        return order == std::partial_ordering::unordered ? test.comparison == FilterOperator::NotEqual
                                                         : holds(test.comparison, order);
    }

    bool operator()(const TextTest &test) const
    {
        const Column &column = m_columns.at(test.column);
        if (isRawText(column))
            return holds(test.comparison, rawText(column, bytes(test.column)).compare(test.text) <=> 0);
        return holds(test.comparison, text(test.column).toUtf8().compare(test.text) <=> 0);
    }

    bool operator()(const ContainsTest &test) const { return contains(test.column, test.needle); }

    bool operator()(const PatternTest &test) const
    {
        return test.pattern.match(text(test.column)).hasMatch();
    }

    bool operator()(const WordTest &test) const
    {
        for (qsizetype i = 0; i < m_columns.size(); ++i) {
            if (!m_columns.at(i).counter && m_columns.at(i).meaning != Meaning::Time &&
                contains(i, test.needle))
                return true;
        }
        return false;
    }

    bool matches(const FilterNode &node) const { return std::visit(*this, node.what) != node.negated; }

private:
    static bool holds(FilterOperator comparison, std::partial_ordering order)
    {
        switch (comparison) {
        case FilterOperator::NotEqual:
            return order != 0;
        case FilterOperator::Less:
            return order < 0;
        case FilterOperator::LessEqual:
            return order <= 0;
        case FilterOperator::Greater:
            return order > 0;
        case FilterOperator::GreaterEqual:
            return order >= 0;
        case FilterOperator::Equal:
        case FilterOperator::Matches:
            break;
        }
        return order == 0;
    }

    QByteArrayView bytes(qsizetype column) const { return m_row.bytes(column); }
    Value value(qsizetype column) const { return readValue(m_columns.at(column), bytes(column)); }
    QString text(qsizetype column) const
    {
        return displayText(m_columns.at(column), bytes(column), m_context);
    }

    // Errors are looked at by the million, too: "-2 ENOENT" without a string of its own.
    static bool errorHas(qint64 number, const FilterNeedle &needle)
    {
        char text[48];
        char *last = std::to_chars(text, text + 24, number).ptr;
        if (const char *name = errorName(number)) {
            *last++ = ' ';
            last = std::copy_n(name, std::min<std::size_t>(std::strlen(name), 20), last);
        }
        return needle.inBytes(QByteArrayView(text, last - text));
    }

    bool contains(qsizetype index, const FilterNeedle &needle) const
    {
        const Column &column = m_columns.at(index);
        if (isRawText(column))
            return needle.inBytes(rawText(column, bytes(index)));
        if (isPlainNumber(column))
            return needle.number && digitsHave(value(index), needle.lower);
        if (column.meaning == Meaning::ErrorNumber) {
            const Value number = value(index);
            if (const auto *error = std::get_if<qint64>(&number))
                return errorHas(*error, needle);
        }
        return needle.in(text(index));
    }

    const QList<Column> &m_columns;
    const FilterRow &m_row;
    const DisplayContext &m_context;
};

} // namespace

FilterNeedle::FilterNeedle(QString text) : wanted(std::move(text))
{
    const QByteArray utf8 = wanted.toUtf8();
    ascii = std::all_of(utf8.begin(), utf8.end(), [](char c) { return uchar(c) < 0x80; });
    number = std::all_of(utf8.begin(), utf8.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
    lower = utf8.toLower();
}

bool FilterNeedle::inBytes(QByteArrayView bytes) const
{
    if (!ascii)
        return in(QString::fromUtf8(bytes));
    if (lower.isEmpty())
        return true;
    if (bytes.size() < lower.size())
        return false;
    const char first = lower.front();
    const char fold = first >= 'a' && first <= 'z' ? 0x20 : 0; // what sets capitals apart
    const char *last = bytes.data() + bytes.size() - lower.size();
    for (const char *at = bytes.data(); at <= last; ++at) {
        if ((*at | fold) == first && std::equal(lower.begin() + 1, lower.end(), at + 1,
                                                [](char a, char b) { return lowered(b) == a; }))
            return true;
    }
    return false;
}

bool matchesNode(const FilterNode &node, const QList<Column> &columns, const FilterRow &row,
                 const DisplayContext &context)
{
    return Matcher(columns, row, context).matches(node);
}

} // namespace radiosonde
