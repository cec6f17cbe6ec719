// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"
#include "core/layout/value.h"

#include <QList>

#include <expected>
#include <memory>
#include <optional>

namespace radiosonde
{

struct FilterNode;

// Why a text is no filter. The place is in UTF-16 units of the text; length 0: behind its end.
struct FilterError
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString message; // one sentence, translated

    bool operator==(const FilterError &) const = default;
};

// The row that a filter looks at.
class FilterRow
{
public:
    virtual ~FilterRow() = default;

    // Of column `index` of the columns that the filter was made for: what readValue() takes.
    virtual QByteArrayView bytes(qsizetype index) const = 0;
    // What the view shows in place of the cell's own number, such as a rate.
    virtual std::optional<double> shownNumber(qsizetype) const { return std::nullopt; }
};

// A filter expression over the columns of a view (docs/user-guide.md, "Filters"):
//
//     comm ~ "ssh" and (reads > 10 or rbytes >= 4KiB) and not ret = ENOENT
//
// Comparisons are = != < <= > >= ~ !~ and `column:text` (contains). ~ takes a regular expression; letter case
// is ignored. Words that stand alone must occur in any column that is no counter; -word must not. Terms that
// only stand side by side must all hold. A value; copies share what they hold. Any thread, also several at a
// time.
class Filter
{
public:
    Filter() = default; // lets everything pass

    // Texts that nest deeper, or have more terms, are refused.
    static constexpr int maximumDepth = 100;
    static constexpr int maximumTerms = 1000;

    static std::expected<Filter, FilterError> parse(QStringView text, const QList<Column> &columns);

    bool isEmpty() const { return !m_root; }

    // `context` decides how words find numbers that are shown in words: "4 KiB".
    bool matches(const FilterRow &row, const DisplayContext &context = {}) const;

    // Whether a row that passes may not do so once its counters change.
    bool usesCounters() const { return m_usesCounters; }

private:
    std::shared_ptr<const QList<Column>> m_columns;
    std::shared_ptr<const FilterNode> m_root;
    bool m_usesCounters = false;
};

} // namespace radiosonde
