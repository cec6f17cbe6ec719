// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial_channel.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr uint slowest = 300, fastest = 4'000'000;

std::unexpected<Error> wrong(const QString &text)
{
    return fail(ErrorKind::Usage, text,
                QCoreApplication::translate("Serial", "as in serial:///dev/ttyUSB0?baud=115200&user=root"));
}

} // namespace

Result<SerialAddress> parseSerialUrl(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid() || parsed.scheme() != "serial"_L1 || !parsed.host().isEmpty() ||
        parsed.path().size() < 2)
        return wrong(QCoreApplication::translate("Serial", "'%1' names no serial port").arg(url));
    SerialAddress address;
    address.device = parsed.path(QUrl::FullyDecoded);
    const QUrlQuery query(parsed);
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (name == "baud"_L1) {
            address.baud = value.toUInt();
            if (address.baud < slowest || address.baud > fastest)
                return wrong(
                    QCoreApplication::translate("Serial", "'%1' is no speed of a serial line").arg(value));
        } else if (name == "user"_L1 && !value.isEmpty()) {
            address.user = value;
        } else if (name == "become"_L1 && value == "sudo"_L1) {
            address.becomeRoot = true;
        } else {
            return wrong(QCoreApplication::translate("Serial", "A serial port has no option '%1=%2'")
                             .arg(name, value));
        }
    }
    return address;
}

} // namespace radiosonde
