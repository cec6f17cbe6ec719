// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/utf8.h"

namespace radiosonde
{

Utf8Character decodeUtf8(QByteArrayView text)
{
    const auto first = static_cast<uchar>(text[0]);
    if (first < 0x80)
        return {first, 1};
    const int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length)
        return {};
    char32_t codePoint = first & (0x7f >> length);
    for (int i = 1; i < length; ++i) {
        const auto next = static_cast<uchar>(text[i]);
        if ((next & 0xc0) != 0x80)
            return {};
        codePoint = codePoint << 6 | (next & 0x3f);
    }
    static constexpr char32_t smallest[] = {0, 0, 0x80, 0x800,
                                            0x10000}; // by length: longer forms are not UTF-8
    const bool surrogate = codePoint >= 0xd800 && codePoint < 0xe000;
    if (codePoint < smallest[length] || codePoint > 0x10ffff || surrogate)
        return {};
    return {codePoint, length};
}

} // namespace radiosonde
