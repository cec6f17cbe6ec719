// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace radiosonde
{

// The character that `text` (not empty) begins with; length 0 where its first byte begins none.
struct Utf8Character
{
    char32_t codePoint = 0;
    qsizetype length = 0; // bytes
};
Utf8Character decodeUtf8(QByteArrayView text);

} // namespace radiosonde
