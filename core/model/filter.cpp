// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/filter.h"

#include "core/base/text.h"
#include "core/model/filter_node.h"
#include "core/model/filter_tokens.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct FilterText
{
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

qsizetype columnNamed(const QList<Column> &columns, QStringView name)
{
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const Column &column) {
        return name.compare(column.name, Qt::CaseInsensitive) == 0 ||
               name.compare(column.title, Qt::CaseInsensitive) == 0;
    });
    return at == columns.end() ? -1 : at - columns.begin();
}

struct Comparison
{
    FilterOperator what = FilterOperator::Equal;
    bool negated = false;
};

Comparison comparisonOf(QStringView text)
{
    if (text == "!="_L1)
        return {FilterOperator::NotEqual, false};
    if (text == "<"_L1)
        return {FilterOperator::Less, false};
    if (text == "<="_L1)
        return {FilterOperator::LessEqual, false};
    if (text == ">"_L1)
        return {FilterOperator::Greater, false};
    if (text == ">="_L1)
        return {FilterOperator::GreaterEqual, false};
    if (text == "~"_L1 || text == "!~"_L1)
        return {FilterOperator::Matches, text == "!~"_L1};
    return {};
}

class Parser
{
public:
    Parser(QStringView text, const QList<Column> &columns)
        : m_tokens(filterTokens(text)), m_columns(columns), m_size(text.size())
    {
    }

    std::expected<FilterNode, FilterError> parse();
    bool isEmpty() const { return m_tokens.isEmpty(); }
    bool usesCounters() const { return m_usesCounters; }

private:
    using Parsed = std::expected<FilterNode, FilterError>;

    Parsed anyOf();
    Parsed allOf();
    Parsed term();
    Parsed parenthesized();
    Parsed word(const FilterToken &token);
    QString quotedBehind(const FilterToken &token, const QString &otherwise);
    Parsed comparison(const FilterToken &name);
    Parsed compare(qsizetype column, Comparison comparison, const FilterToken &value);
    Parsed pattern(qsizetype column, bool negated, const FilterToken &value);
    std::optional<FilterToken> takeValue();
    FilterNode contains(qsizetype column, const QString &text);

    bool atEnd() const { return m_next >= m_tokens.size(); }
    const FilterToken &token() const { return m_tokens.at(m_next); }
    bool isNext(FilterTokenKind kind) const { return !atEnd() && token().kind == kind; }
    FilterKeyword keyword() const { return atEnd() ? FilterKeyword::None : filterKeyword(token()); }
    bool endsTerms() const
    {
        return atEnd() || isNext(FilterTokenKind::Close) || keyword() == FilterKeyword::Or;
    }

    std::unexpected<FilterError> refuse(QString message) const
    {
        if (atEnd())
            return std::unexpected(FilterError{m_size, 0, std::move(message)});
        return refuse(token(), std::move(message));
    }
    static std::unexpected<FilterError> refuse(const FilterToken &token, QString message)
    {
        return std::unexpected(FilterError{token.position, token.length, std::move(message)});
    }

    QList<FilterToken> m_tokens;
    const QList<Column> &m_columns;
    qsizetype m_size;
    qsizetype m_next = 0;
    int m_depth = 0;
    int m_terms = 0;
    bool m_usesCounters = false;
};

Parser::Parsed Parser::parse()
{
    Parsed parsed = anyOf();
    if (parsed && !atEnd())
        return refuse(FilterText::tr("this parenthesis closes none"));
    return parsed;
}

FilterNode grouped(bool all, std::vector<FilterNode> children)
{
    if (children.size() == 1)
        return std::move(children.front());
    return {FilterGroup{all, std::move(children)}, false};
}

Parser::Parsed Parser::anyOf()
{
    std::vector<FilterNode> children;
    do {
        if (!children.empty())
            ++m_next; // the `or`
        Parsed child = allOf();
        if (!child)
            return child;
        children.push_back(std::move(*child));
    } while (keyword() == FilterKeyword::Or);
    return grouped(false, std::move(children));
}

Parser::Parsed Parser::allOf()
{
    std::vector<FilterNode> children;
    bool due = true; // nothing stands before, or an `and` does
    while (due || !endsTerms()) {
        if (!due && keyword() == FilterKeyword::And) {
            ++m_next;
            due = true;
            continue;
        }
        Parsed child = term();
        if (!child)
            return child;
        children.push_back(std::move(*child));
        due = false;
    }
    return grouped(true, std::move(children));
}

Parser::Parsed Parser::term()
{
    if (endsTerms() || keyword() == FilterKeyword::And)
        return refuse(FilterText::tr("a condition is missing here"));
    if (++m_terms > Filter::maximumTerms)
        return refuse(FilterText::tr("more than %1 conditions").arg(Filter::maximumTerms));
    if (isNext(FilterTokenKind::Open) || keyword() == FilterKeyword::Not)
        return parenthesized();
    const FilterToken first = m_tokens.at(m_next++);
    if (first.kind == FilterTokenKind::Operator)
        return refuse(first, FilterText::tr("a column's name is missing before “%1”").arg(first.text));
    const bool compared = isNext(FilterTokenKind::Operator) && keyword() == FilterKeyword::None;
    return compared ? comparison(first) : word(first);
}

// `not` and parentheses: what makes the text nest.
Parser::Parsed Parser::parenthesized()
{
    if (++m_depth > Filter::maximumDepth)
        return refuse(FilterText::tr("nested too deeply"));
    const FilterToken first = m_tokens.at(m_next++);
    const bool negation = first.kind != FilterTokenKind::Open;
    Parsed inner = negation ? term() : anyOf();
    --m_depth;
    if (!inner)
        return inner;
    if (negation)
        inner->negated = !inner->negated;
    else if (!isNext(FilterTokenKind::Close))
        return refuse(first, FilterText::tr("this parenthesis is not closed"));
    else
        ++m_next;
    return inner;
}

FilterNode Parser::contains(qsizetype column, const QString &text)
{
    m_usesCounters = m_usesCounters || m_columns.at(column).counter;
    return {ContainsTest{column, FilterNeedle(text)}, false};
}

// The quoted text that stands right behind `token`, taken; else `otherwise`.
QString Parser::quotedBehind(const FilterToken &token, const QString &otherwise)
{
    const bool there =
        isNext(FilterTokenKind::Quoted) && this->token().position == token.position + token.length;
    return there && otherwise.isEmpty() ? m_tokens.at(m_next++).text : otherwise;
}

Parser::Parsed Parser::word(const FilterToken &token)
{
    if (token.kind == FilterTokenKind::Quoted)
        return FilterNode{WordTest{FilterNeedle(token.text)}, false};
    const bool sign = token.text[0] == u'-' || token.text[0] == u'!';
    const QString text = sign ? token.text.sliced(1) : token.text;
    const qsizetype colon = text.indexOf(u':');
    const qsizetype column = colon > 0 ? columnNamed(m_columns, QStringView(text).first(colon)) : -1;
    if (column >= 0) {
        FilterNode node = contains(column, quotedBehind(token, text.sliced(colon + 1)));
        node.negated = sign;
        return node;
    }
    const QString wanted = sign ? quotedBehind(token, text) : text;
    const bool negated = sign && !wanted.isEmpty(); // a lone sign is text
    return FilterNode{WordTest{FilterNeedle(negated ? wanted : token.text)}, negated};
}

// The word or quoted text behind an operator.
std::optional<FilterToken> Parser::takeValue()
{
    const bool there = isNext(FilterTokenKind::Word) || isNext(FilterTokenKind::Quoted);
    return there ? std::optional(m_tokens.at(m_next++)) : std::nullopt;
}

Parser::Parsed Parser::comparison(const FilterToken &name)
{
    const Comparison comparison = comparisonOf(m_tokens.at(m_next++).text);
    const qsizetype column = columnNamed(m_columns, name.text);
    if (column < 0) {
        QStringList names;
        for (const Column &known : m_columns)
            names += known.name;
        const QString near = nearest(name.text, names);
        return refuse(name, near.isEmpty()
                                ? FilterText::tr("there is no column “%1”; put text between quotes")
                                      .arg(escapeControl(name.text))
                                : FilterText::tr("there is no column “%1”; did you mean %2?")
                                      .arg(escapeControl(name.text), near));
    }
    const std::optional<FilterToken> value = takeValue();
    if (!value)
        return refuse(FilterText::tr("a value is missing here"));
    m_usesCounters = m_usesCounters || m_columns.at(column).counter;
    return compare(column, comparison, *value);
}

Parser::Parsed Parser::compare(qsizetype column, Comparison comparison, const FilterToken &value)
{
    if (comparison.what == FilterOperator::Matches)
        return pattern(column, comparison.negated, value);
    if (!comparesAsNumber(m_columns.at(column)))
        return FilterNode{TextTest{column, comparison.what, value.text.toUtf8()}, false};
    const auto number = parseFilterNumber(value.text, m_columns.at(column));
    if (!number)
        return refuse(value, number.error());
    return FilterNode{NumberTest{column, comparison.what, *number}, false};
}

Parser::Parsed Parser::pattern(qsizetype column, bool negated, const FilterToken &value)
{
    FilterNode node;
    if (QRegularExpression::escape(value.text) == value.text) {
        node = contains(column, value.text);
    } else {
        QRegularExpression expression(value.text, QRegularExpression::CaseInsensitiveOption |
                                                      QRegularExpression::UseUnicodePropertiesOption);
        if (!expression.isValid())
            return refuse(value, FilterText::tr("no regular expression: %1").arg(expression.errorString()));
        node.what = PatternTest{column, std::move(expression)};
    }
    node.negated = negated;
    return node;
}

} // namespace

std::expected<Filter, FilterError> Filter::parse(QStringView text, const QList<Column> &columns)
{
    Parser parser(text, columns);
    Filter filter;
    if (parser.isEmpty())
        return filter;
    std::expected<FilterNode, FilterError> root = parser.parse();
    if (!root)
        return std::unexpected(root.error());
    filter.m_columns = std::make_shared<const QList<Column>>(columns);
    filter.m_root = std::make_shared<const FilterNode>(std::move(*root));
    filter.m_usesCounters = parser.usesCounters();
    return filter;
}

bool Filter::matches(const FilterRow &row, const DisplayContext &context) const
{
    return !m_root || matchesNode(*m_root, *m_columns, row, context);
}

} // namespace radiosonde
