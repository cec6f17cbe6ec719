// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/address_text.h"

#include <arpa/inet.h>

namespace radiosonde
{

namespace
{

// What an IPv4 address begins with where it is written as one of IPv6 (RFC 4291, 2.5.5.2).
constexpr QByteArrayView mapped("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);

} // namespace

QLatin1StringView addressText(QByteArrayView bytes, AddressBuffer &buffer)
{
    if (bytes.size() != 4 && bytes.size() != 16)
        return {};
    if (bytes.size() == 16 && bytes.startsWith(mapped))
        bytes = bytes.sliced(mapped.size());
    const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
    const char *text = inet_ntop(family, bytes.data(), buffer.data(), buffer.size());
    return QLatin1StringView(text ? text : "");
}

} // namespace radiosonde
