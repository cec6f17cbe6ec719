// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/gzip.h"

#include <algorithm>

#include <zlib.h>

namespace radiosonde
{

QByteArray gunzip(QByteArrayView packed, quint64 maximum)
{
    constexpr int gzipOnly = 16 + MAX_WBITS;
    z_stream stream{};
    if (inflateInit2(&stream, gzipOnly) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = uInt(std::min<qsizetype>(packed.size(), 1 << 30));
    QByteArray text;
    int result = Z_OK;
    while (result == Z_OK && quint64(text.size()) < maximum) {
        char block[16 << 10];
        stream.next_out = reinterpret_cast<Bytef *>(block);
        stream.avail_out = sizeof block;
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(block, qsizetype(sizeof block - stream.avail_out));
    }
    inflateEnd(&stream);
    text.truncate(qsizetype(std::min<quint64>(quint64(text.size()), maximum)));
    return text;
}

} // namespace radiosonde
