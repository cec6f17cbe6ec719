// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/utf8.h"
#include "core/layout/value.h"

namespace radiosonde
{

namespace
{

constexpr char hexDigits[] = "0123456789abcdef";

void appendEscape(QByteArray &out, char32_t c)
{
    const char escape[] = {'\\',
                           'u',
                           hexDigits[c >> 12 & 15],
                           hexDigits[c >> 8 & 15],
                           hexDigits[c >> 4 & 15],
                           hexDigits[c & 15]};
    out.append(escape, sizeof escape);
}

void appendAscii(QByteArray &out, char c)
{
    switch (c) {
    case '"':
    case '\\':
        out.append('\\').append(c);
        break;
    case '\n':
        out.append("\\n");
        break;
    case '\t':
        out.append("\\t");
        break;
    case '\r':
        out.append("\\r");
        break;
    default:
        appendEscape(out, static_cast<uchar>(c));
    }
}

bool isPlain(char c)
{
    const auto u = static_cast<uchar>(c);
    return u >= 0x20 && u < 0x7f && c != '"' && c != '\\';
}

// One character at the start of `text` that is no plain ASCII; how many bytes it took.
qsizetype appendSpecial(QByteArray &out, QByteArrayView text)
{
    if (static_cast<uchar>(text[0]) < 0x80) {
        appendAscii(out, text[0]);
        return 1;
    }
    const Utf8Character character = decodeUtf8(text);
    if (character.length == 0) {
        out.append("\\ufffd");
        return 1;
    }
    if (character.codePoint < 0xa0) // C1 controls: a terminal would obey them
        appendEscape(out, character.codePoint);
    else
        out.append(text.first(character.length));
    return character.length;
}

} // namespace

void appendJsonText(QByteArray &out, QByteArrayView text)
{
    out.append('"');
    qsizetype plain = 0; // start of the run of plain characters not yet appended
    qsizetype at = 0;
    while (at < text.size()) {
        if (isPlain(text[at])) {
            ++at;
            continue;
        }
        out.append(text.sliced(plain, at - plain));
        at += appendSpecial(out, text.sliced(at));
        plain = at;
    }
    out.append(text.sliced(plain));
    out.append('"');
}

} // namespace radiosonde
