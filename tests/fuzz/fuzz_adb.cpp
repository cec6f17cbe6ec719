// SPDX-License-Identifier: GPL-3.0-or-later
// What an adb server and a device say: answers, lists of devices, a shell's packets; and URLs.
#include "remote/transport/adb/devices.h"
#include "remote/transport/adb/protocol.h"
#include "remote/transport/adb/shell_packets.h"
#include "remote/transport/adb_address.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace radiosonde;

namespace
{

void check(bool fine)
{
    if (!fine)
        std::abort();
}

void checkPiece(const AdbPiece &piece, QByteArrayView heard)
{
    if (piece.kind == AdbPiece::Kind::Nonsense)
        return;
    check(piece.size > 0);
    check((piece.kind == AdbPiece::Kind::Part) == (piece.size > heard.size()));
    check(piece.text.isEmpty() || piece.text.end() <= heard.end());
}

// In pieces whose sizes the bytes themselves give; every byte belongs somewhere and none twice.
void readShell(QByteArrayView stream)
{
    AdbShellReader reader;
    qsizetype step = 1;
    while (!stream.isEmpty() && reader.part() != AdbShellReader::Part::Broken) {
        check(reader.left() > 0);
        const QByteArrayView piece = stream.first(std::min({step, reader.left(), stream.size()}));
        step = 1 + (quint8(piece[0]) & 7);
        stream = stream.sliced(piece.size());
        if (reader.part() == AdbShellReader::Part::Header)
            reader.takeHeader(piece);
        else if (reader.part() == AdbShellReader::Part::Status)
            reader.takeStatus(quint8(piece[0]));
        else
            reader.take(piece.size());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    checkPiece(adbStatus(bytes), bytes);
    checkPiece(adbBlock(bytes), bytes);
    (void)adbVersion(bytes);
    const QList<AdbDevice> devices = parseAdbDevices(bytes);
    for (const AdbDevice &device : devices) {
        (void)adbDeviceName(device);
        (void)adbDeviceTrouble(device);
        check(bool(chooseAdbDevice({device}, device.serial)) == device.usable());
    }
    if (const Result<QString> serial = parseAdbUrl(QString::fromUtf8(bytes)))
        check(parseAdbUrl(adbUrl(*serial)).value_or(QString()) == *serial);
    readShell(bytes);
    return 0;
}
