// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb/protocol.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr qsizetype wordSize = 4; // of OKAY, FAIL and a length

// Four hexadecimal digits, as they are read from a length or a version.
std::optional<int> hexWord(QByteArrayView word)
{
    const auto isDigit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (word.size() != wordSize || !std::ranges::all_of(word, isDigit))
        return {};
    return word.toInt(nullptr, 16);
}

} // namespace

QByteArray adbRequest(QByteArrayView service)
{
    return QByteArray::number(service.size(), 16).rightJustified(wordSize, '0') + service.toByteArray();
}

AdbPiece adbStatus(QByteArrayView heard)
{
    using Kind = AdbPiece::Kind;
    const QByteArrayView word = heard.first(std::min(heard.size(), wordSize));
    if (!QByteArrayView("OKAY").startsWith(word) && !QByteArrayView("FAIL").startsWith(word))
        return {Kind::Nonsense, 0, {}};
    if (word.size() < wordSize)
        return {Kind::Part, wordSize, {}};
    if (word == "OKAY")
        return {Kind::Okay, wordSize, {}};
    AdbPiece why = adbBlock(heard.sliced(wordSize));
    if (why.kind == Kind::Block)
        why.kind = Kind::Failed;
    why.size += wordSize;
    return why;
}

AdbPiece adbBlock(QByteArrayView heard)
{
    using Kind = AdbPiece::Kind;
    if (heard.size() < wordSize)
        return {Kind::Part, wordSize, {}};
    const std::optional<int> length = hexWord(heard.first(wordSize));
    if (!length)
        return {Kind::Nonsense, 0, {}};
    const qsizetype size = wordSize + *length;
    if (heard.size() < size)
        return {Kind::Part, size, {}};
    return {Kind::Block, size, heard.sliced(wordSize, *length)};
}

std::optional<int> adbVersion(QByteArrayView block)
{
    return hexWord(block);
}

} // namespace radiosonde
