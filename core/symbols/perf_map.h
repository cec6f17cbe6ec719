// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace radiosonde
{

// The functions that a just-in-time compiler names in /tmp/perf-PID.map: lines "START SIZE NAME", the numbers
// hexadecimal, the name up to the line's end (tools/perf/Documentation/jit-interface.txt). Of functions that
// overlap the one that was written last counts, as memory is used anew.
class PerfMap
{
public:
    static PerfMap parse(QByteArrayView text); // lines that read otherwise are skipped

    struct Found
    {
        QByteArrayView name; // valid as long as the PerfMap
        quint64 offset = 0;
    };
    std::optional<Found> find(quint64 address) const;
    qsizetype size() const { return qsizetype(m_functions.size()); }

private:
    struct Function
    {
        quint64 start = 0, size = 0;
        QByteArray name;
        quint32 line = 0;
    };
    std::vector<Function> m_functions; // by start
    quint64 m_largest = 0;             // of their sizes
};

} // namespace radiosonde
