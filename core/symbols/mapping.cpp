// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/mapping.h"

#include <charconv>
#include <optional>

namespace radiosonde
{

namespace
{

constexpr qsizetype mostMappings = 65536;

// The hexadecimal number that `text` begins with and the character behind it, both cut off.
std::optional<quint64> takeHex(QByteArrayView &text, char behind)
{
    quint64 number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number, 16);
    if (error != std::errc() || stop == end || *stop != behind)
        return {};
    text = text.sliced(stop - text.data() + 1);
    return number;
}

void skipWord(QByteArrayView &text)
{
    while (!text.isEmpty() && text[0] != ' ')
        text = text.sliced(1);
    while (!text.isEmpty() && text[0] == ' ')
        text = text.sliced(1);
}

// "55d0c0a00000-55d0c0a21000 r-xp 00002000 fe:01 123   /usr/bin/x"; nothing where it can't be executed.
std::optional<Mapping> readLine(QByteArrayView line)
{
    const auto start = takeHex(line, '-');
    const auto end = start ? takeHex(line, ' ') : std::nullopt;
    if (!end || *end <= *start || line.size() < 5 || line[2] != 'x')
        return {};
    line = line.sliced(5);
    const auto offset = takeHex(line, ' ');
    if (!offset)
        return {};
    skipWord(line); // device
    skipWord(line); // inode
    Mapping mapping{.start = *start, .end = *end, .fileOffset = *offset, .path = {}, .buildId = {}};
    setPath(mapping, line);
    return mapping;
}

} // namespace

void setPath(Mapping &mapping, QByteArrayView path)
{
    constexpr QByteArrayView mark = " (deleted)";
    mapping.deleted = path.endsWith(mark);
    if (mapping.deleted)
        path = path.chopped(mark.size());
    const bool anonymous = path == "//anon" || path.startsWith("[anon") || path.startsWith("/dev/zero") ||
                           path.startsWith("/anon_hugepage");
    mapping.path = anonymous ? QByteArray() : path.toByteArray();
}

QList<Mapping> parseMaps(QByteArrayView maps)
{
    QList<Mapping> mappings;
    while (!maps.isEmpty() && mappings.size() < mostMappings) {
        const qsizetype feed = maps.indexOf('\n');
        if (const auto mapping = readLine(feed < 0 ? maps : maps.first(feed)))
            mappings.append(*mapping);
        maps = feed < 0 ? QByteArrayView() : maps.sliced(feed + 1);
    }
    return mappings;
}

} // namespace radiosonde
