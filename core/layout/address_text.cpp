// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/address_text.h"

#include <arpa/inet.h>

namespace radiosonde
{

QLatin1StringView addressText(QByteArrayView bytes, AddressBuffer &buffer)
{
    if (bytes.size() != 4 && bytes.size() != 16)
        return {};
    const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
    const char *text = inet_ntop(family, bytes.data(), buffer.data(), buffer.size());
    return QLatin1StringView(text ? text : "");
}

} // namespace radiosonde
