// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/kernel_symbols.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <limits>
#include <tuple>

namespace radiosonde
{

namespace
{

// No function is larger; what lies further behind a symbol is something that is not listed.
constexpr quint64 farthest = 1 << 20;
constexpr qsizetype longestName = 1023; // the kernel's KSYM_NAME_LEN is 512

struct Line
{
    quint64 address = 0;
    char type = 0;
    QByteArrayView name;
    QByteArrayView module;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Symbols", text);
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The number that `text` begins with, which is cut off; nothing without a digit or with more than 16.
std::optional<quint64> takeHex(QByteArrayView &text)
{
    quint64 number = 0;
    qsizetype length = 0;
    while (length < text.size() && length < 17 && hexDigit(text[length]) >= 0)
        number = number << 4 | quint64(hexDigit(text[length++]));
    if (length == 0 || length > 16)
        return {};
    text = text.sliced(length);
    return number;
}

// Positions in ARM code that tell code from data ("$a", "$t.3") and labels of the assembler name no function.
bool isMapping(QByteArrayView name)
{
    return name.startsWith(".L") ||
           (name.size() >= 2 && name[0] == '$' && (name.size() == 2 || name[2] == '.'));
}

std::optional<Line> readLine(QByteArrayView text)
{
    Line line;
    const std::optional<quint64> address = takeHex(text);
    if (!address || text.size() < 4 || text[0] != ' ' || text[2] != ' ')
        return {};
    line.address = *address;
    line.type = text[1];
    text = text.sliced(3);
    const qsizetype tab = text.indexOf('\t');
    line.name = tab < 0 ? text : text.first(tab);
    if (tab >= 0 && text.size() > tab + 3 && text[tab + 1] == '[' && text.endsWith(']'))
        line.module = text.sliced(tab + 2).chopped(1);
    if (line.name.isEmpty() || line.name.size() > longestName || isMapping(line.name))
        return {};
    return line;
}

// Which of several symbols at one address names it best; the smallest wins. As perf does: strong before weak,
// global before local, fewer leading underscores first.
std::tuple<bool, bool, qsizetype> rank(const Line &line)
{
    const bool weak = line.type == 'w' || line.type == 'W';
    const bool local = line.type >= 'a' && line.type <= 'z';
    qsizetype underscores = 0;
    while (underscores < line.name.size() && line.name[underscores] == '_')
        ++underscores;
    return {weak, local, underscores};
}

std::vector<Line> readLines(QByteArrayView text, bool &hidden)
{
    std::vector<Line> lines;
    lines.reserve(size_t(text.size()) / 40);
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const std::optional<Line> line = readLine(end < 0 ? text : text.first(end));
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (!line)
            continue;
        hidden = hidden || line->address == 0;
        // Offsets into the area of each CPU are small numbers, which no code and no data stands at.
        if (line->address >= farthest && line->type != 'a' && line->type != 'A')
            lines.push_back(*line);
    }
    return lines;
}

} // namespace

Result<KernelSymbols> KernelSymbols::parse(QByteArrayView kallsyms)
{
    bool hidden = false;
    std::vector<Line> lines = readLines(kallsyms, hidden);
    if (lines.empty() && hidden)
        return fail(ErrorKind::Refused, tr("the target hides the addresses of its kernel"),
                    tr("Allow it with `sysctl kernel.kptr_restrict=0`, or give the user CAP_SYSLOG"));
    if (lines.empty() || lines.size() > std::numeric_limits<quint32>::max() / 1024)
        return fail(ErrorKind::Internal, tr("the target's /proc/kallsyms lists no symbols"));
    std::ranges::stable_sort(lines, {}, [](const Line &line) { return std::pair(line.address, rank(line)); });
    const auto twice = std::ranges::unique(lines, {}, &Line::address);
    lines.erase(twice.begin(), twice.end());

    KernelSymbols symbols;
    symbols.m_moduleNames.emplace_back();
    QHash<QByteArray, quint16> modules{{QByteArray(), 0}};
    symbols.m_addresses.reserve(lines.size());
    symbols.m_names.reserve(lines.size() + 1);
    symbols.m_modules.reserve(lines.size());
    qsizetype bytes = 0;
    for (const Line &line : lines)
        bytes += line.name.size();
    symbols.m_text.reserve(bytes);
    for (const Line &line : lines) {
        const QByteArray module = line.module.toByteArray();
        auto known = modules.find(module);
        if (known == modules.end() && symbols.m_moduleNames.size() < std::numeric_limits<quint16>::max()) {
            known = modules.insert(module, quint16(symbols.m_moduleNames.size()));
            symbols.m_moduleNames.push_back(module);
        }
        symbols.m_addresses.push_back(line.address);
        symbols.m_names.push_back(quint32(symbols.m_text.size()));
        symbols.m_modules.push_back(known == modules.end() ? 0 : *known);
        symbols.m_text.append(line.name);
    }
    symbols.m_names.push_back(quint32(symbols.m_text.size()));
    return symbols;
}

QByteArrayView KernelSymbols::nameAt(size_t index) const
{
    return QByteArrayView(m_text).sliced(m_names[index], m_names[index + 1] - m_names[index]);
}

std::optional<KernelSymbols::Found> KernelSymbols::find(quint64 address) const
{
    const auto next = std::ranges::upper_bound(m_addresses, address);
    if (next == m_addresses.begin() || address - *std::prev(next) >= farthest)
        return {};
    const size_t index = size_t(std::distance(m_addresses.begin(), next)) - 1;
    return Found{nameAt(index), m_moduleNames[m_modules[index]], address - m_addresses[index]};
}

std::optional<quint64> KernelSymbols::addressOf(QByteArrayView name) const
{
    for (size_t i = 0; i < m_addresses.size(); ++i) {
        if (nameAt(i) == name)
            return m_addresses[i];
    }
    return {};
}

} // namespace radiosonde
