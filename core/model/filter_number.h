// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"

#include <expected>
#include <optional>

namespace radiosonde
{

// A number of 64 bits with a sign, exact; or, where it is none, as near as a double comes.
class FilterNumber
{
public:
    static FilterNumber ofInteger(quint64 magnitude, bool negative);
    static FilterNumber ofDouble(double value);

    // How a cell compares with the number: exact for integers; unordered for NaN and what is no number.
    std::partial_ordering compare(const Value &cell) const;

    bool operator==(const FilterNumber &) const = default;

private:
    double m_value = 0;
    quint64 m_magnitude = 0;
    bool m_negative = false;
    bool m_exact = false;
};

// What stands behind a comparison with a numeric column, in the column's unit: "10", "-2", "0x1f", "1.5k",
// and where the column has such a unit "10ms", "4KiB"; for a dev_t "8:1", for an error "ENOENT", for an
// enumeration or a boolean its names. The error is a sentence for people.
std::expected<FilterNumber, QString> parseFilterNumber(QStringView text, const Column &column);

// Whether a column is compared as a number: by its value, not by how it is written.
bool comparesAsNumber(const Column &column);

} // namespace radiosonde
