// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

#include <array>

namespace radiosonde
{

// "10.0.0.1" of 4 bytes, "fe80::1" of 16 bytes in network order, and of those that hold an IPv4 address
// (::ffff:10.0.0.1) "10.0.0.1"; empty for any other length. The text lives in `buffer`.
using AddressBuffer = std::array<char, 46>; // INET6_ADDRSTRLEN
QLatin1StringView addressText(QByteArrayView bytes, AddressBuffer &buffer);

} // namespace radiosonde
