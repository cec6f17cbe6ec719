// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb_address.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QUrl>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView scheme = "adb://"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("Adb", text);
}

std::unexpected<Error> badVariable(const char *name, const QString &value, const QString &hint)
{
    return fail(ErrorKind::Unreachable,
                tr("%1 is set to '%2', which is no address of an adb server here")
                    .arg(QLatin1StringView(name), escapeControl(value)),
                hint);
}

Result<AdbServerAddress> addressOfSocket(const QString &value)
{
    const QString place = value.startsWith("tcp:"_L1) ? value.sliced(4) : QString();
    const qsizetype colon = place.lastIndexOf(u':');
    AdbServerAddress address;
    if (colon >= 0)
        address.host = place.first(colon);
    if (address.host == "[::1]"_L1)
        address.host = u"::1"_s;
    bool isNumber = false;
    address.port = place.sliced(colon + 1).toUShort(&isNumber);
    if (!isNumber || address.port == 0)
        return badVariable("ADB_SERVER_SOCKET", value, tr("as in tcp:5037 or tcp:localhost:5037"));
    if (address.host != "localhost"_L1 && address.host != "127.0.0.1"_L1 && address.host != "::1"_L1)
        return badVariable("ADB_SERVER_SOCKET", value,
                           tr("only servers on this machine are used; ssh -L brings another's port here"));
    return address;
}

} // namespace

Result<QString> parseAdbUrl(const QString &url)
{
    const auto wrong = [&](const QString &hint) {
        return fail(ErrorKind::Usage, tr("'%1' is no address of an adb device").arg(escapeControl(url)),
                    hint);
    };
    if (!url.startsWith(scheme))
        return wrong(tr("as in adb://SERIAL, or adb:// for the only one"));
    QString text = url.sliced(scheme.size());
    if (text.endsWith(u'/'))
        text.chop(1);
    if (text.contains(u'/') || text.contains(u'?') || text.contains(u'#'))
        return wrong(tr("nothing may follow the serial"));
    const QString serial = QUrl::fromPercentEncoding(text.toUtf8());
    for (const QChar c : serial) {
        if (c.isSpace() || escapeControl(QStringView(&c, 1)).size() != 1)
            return wrong(tr("a serial has neither blanks nor control characters"));
    }
    constexpr qsizetype longestSerial = 1024;
    if (serial.size() > longestSerial)
        return wrong(tr("the serial is too long"));
    return serial;
}

QString adbUrl(const QString &serial)
{
    return scheme + QString::fromLatin1(QUrl::toPercentEncoding(serial, ":[]", {}));
}

Result<AdbServerAddress> adbServerAddress()
{
    if (const QString socket = qEnvironmentVariable("ADB_SERVER_SOCKET"); !socket.isEmpty())
        return addressOfSocket(socket);
    AdbServerAddress address;
    const QString port = qEnvironmentVariable("ANDROID_ADB_SERVER_PORT");
    if (port.isEmpty())
        return address;
    bool isNumber = false;
    address.port = port.toUShort(&isNumber);
    if (!isNumber || address.port == 0)
        return badVariable("ANDROID_ADB_SERVER_PORT", port, tr("a port is a number from 1 to 65535"));
    return address;
}

} // namespace radiosonde
