// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_sort.h"

#include "core/layout/scalar.h"

#include <algorithm>
#include <numeric>

namespace radiosonde
{

namespace
{

// What lines are ordered by: numbers for a tracked column, else cells. One of the two is filled, by line.
struct Key
{
    std::vector<quint64> numbers; // rise as what they stand for
    std::vector<Value> values;
    bool descending = false;
};

constexpr quint64 signBit = quint64(1) << 63;

Key keyOf(const TableData &data, const TableQuery &query, const TableResult &result, const TableSortKey &sort)
{
    Key key;
    key.descending = sort.order == Qt::DescendingOrder;
    const auto &columns = data.view().columns;
    const std::size_t tracked = data.tracked().size();
    const auto at = std::find(data.tracked().begin(), data.tracked().end(), sort.column);
    if (sort.column >= columns.size()) {
        for (const TableLine &line : result.lines)
            key.numbers.push_back(quint64(line.row));
    } else if (at != data.tracked().end() && columns.at(sort.column).counter) {
        const quint64 flip = isSignedColumn(columns.at(sort.column)) ? signBit : 0;
        key.numbers.reserve(result.lines.size());
        for (std::size_t i = std::size_t(at - data.tracked().begin()); i < result.numbers.size();
             i += tracked)
            key.numbers.push_back(result.numbers[i] ^ flip);
    } else {
        const auto values =
            query.values == TableValues::Total ? TableData::Values::Total : TableData::Values::Interval;
        const Column &column = columns.at(sort.column);
        const quint64 bit = sort.column < 64 ? quint64(1) << sort.column : 0;
        for (const TableLine &line : result.lines)
            key.values.push_back(line.members == 1 || (line.same & bit)
                                     ? readValue(column, data.cell(line.row, column, values))
                                     : Value());
    }
    return key;
}

int compare(const Key &key, quint32 a, quint32 b)
{
    int order = 0;
    if (!key.numbers.empty()) {
        order = key.numbers[a] < key.numbers[b] ? -1 : key.numbers[a] > key.numbers[b];
    } else {
        const auto weak = compareValues(key.values[a], key.values[b]);
        order = weak < 0 ? -1 : weak > 0;
    }
    return key.descending ? -order : order;
}

// The usual case, without looking around in memory.
void sortByNumbers(std::vector<quint32> &order, const Key &key)
{
    struct Entry
    {
        quint64 number;
        quint32 line;
    };
    std::vector<Entry> entries;
    entries.reserve(order.size());
    for (const quint32 line : order)
        entries.push_back({key.descending ? ~key.numbers[line] : key.numbers[line], line});
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
        return a.number != b.number ? a.number < b.number : a.line < b.line;
    });
    std::transform(entries.begin(), entries.end(), order.begin(),
                   [](const Entry &entry) { return entry.line; });
}

void reorder(TableResult &result, const std::vector<quint32> &order, std::size_t tracked)
{
    TableResult ordered;
    ordered.lines.reserve(order.size());
    ordered.numbers.reserve(result.numbers.size());
    for (const quint32 line : order) {
        ordered.lines.push_back(result.lines[line]);
        const auto numbers = result.numbers.begin() + std::ptrdiff_t(line * tracked);
        ordered.numbers.insert(ordered.numbers.end(), numbers, numbers + std::ptrdiff_t(tracked));
    }
    result = std::move(ordered);
}

} // namespace

void sortTableLines(const TableData &data, const TableQuery &query, TableResult &result)
{
    std::vector<Key> keys;
    for (const TableSortKey &sort : query.sort)
        keys.push_back(keyOf(data, query, result, sort));
    std::vector<quint32> order(result.lines.size());
    std::iota(order.begin(), order.end(), 0);
    if (keys.size() == 1 && !keys[0].numbers.empty() && query.pins.isEmpty()) {
        sortByNumbers(order, keys[0]);
        reorder(result, order, data.tracked().size());
        return;
    }
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) {
        if (result.lines[a].pinned != result.lines[b].pinned)
            return result.lines[a].pinned;
        for (const Key &key : keys) {
            const int compared = compare(key, a, b);
            if (compared != 0)
                return compared < 0;
        }
        return a < b;
    });
    reorder(result, order, data.tracked().size());
}

} // namespace radiosonde
