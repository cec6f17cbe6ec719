// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_series.h"

#include "core/layout/scalar.h"

namespace radiosonde
{

namespace
{

// The tracked values of all `rows` in an interval, added up.
std::vector<quint64> sumOf(const TableHistory &history, const TableInterval &interval,
                           const std::vector<quint32> &rows)
{
    std::vector<quint64> sum(history.tracked(), 0);
    for (const quint32 row : rows) {
        const quint64 *values = history.find(interval, row);
        for (std::size_t column = 0; values && column < sum.size(); ++column)
            sum[column] += values[column];
    }
    return sum;
}

} // namespace

std::vector<std::vector<SeriesPoint>> tableSeries(const TableData &data, const std::vector<quint32> &rows,
                                                  CounterValues values)
{
    const TableHistory &history = data.history();
    std::vector<std::vector<SeriesPoint>> series(history.tracked());
    std::vector<quint64> totals(history.tracked(), 0);
    bool afterHole = false;
    for (const auto &interval : history.intervals()) {
        if (interval->hole) {
            afterHole = true;
            continue;
        }
        const std::vector<quint64> sum = sumOf(history, *interval, rows);
        const qint64 lasted = interval->to - interval->from;
        for (std::size_t column = 0; column < sum.size(); ++column) {
            totals[column] += sum[column];
            const quint64 bits = values == CounterValues::Total ? totals[column] : sum[column];
            double number = isSignedColumn(data.trackedColumn(column))
                                ? static_cast<double>(static_cast<qint64>(bits))
                                : static_cast<double>(bits);
            if (values == CounterValues::Rate)
                number = lasted > 0 ? number * 1e9 / static_cast<double>(lasted) : 0;
            series[column].push_back({interval->to, lasted, number, afterHole});
        }
        afterHole = false;
    }
    return series;
}

} // namespace radiosonde
