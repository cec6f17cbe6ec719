// SPDX-License-Identifier: GPL-3.0-or-later
// What is said to and by an adb server, without one.
#include "remote/transport/adb/devices.h"
#include "remote/transport/adb/protocol.h"
#include "remote/transport/adb/shell_packets.h"
#include "remote/transport/adb_address.h"

#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

using Kind = AdbPiece::Kind;
using Part = AdbShellReader::Part;

QByteArray packet(quint8 id, const QByteArray &bytes)
{
    const auto header = makeAdbShellHeader(AdbShellId(id), quint32(bytes.size()));
    return QByteArray(header.data(), header.size()) + bytes;
}

// A stream of packets in pieces of `step` bytes, as a link reads it.
struct Heard
{
    QByteArray output, errors;
    int status = -1;
    bool broken = false;
};

Heard hear(const QByteArray &stream, qsizetype step)
{
    AdbShellReader reader;
    Heard heard;
    for (qsizetype at = 0; at < stream.size() && reader.part() != Part::Broken;) {
        const QByteArray piece = stream.mid(at, std::min(step, reader.left()));
        at += piece.size();
        if (reader.part() == Part::Header) {
            reader.takeHeader(piece);
            continue;
        }
        if (reader.part() == Part::Status) {
            reader.takeStatus(quint8(piece[0]));
            continue;
        }
        if (reader.part() == Part::Output)
            heard.output += piece;
        else if (reader.part() == Part::Errors)
            heard.errors += piece;
        reader.take(piece.size());
    }
    heard.status = reader.status();
    heard.broken = reader.part() == Part::Broken;
    return heard;
}

} // namespace

class TestAdbParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void requests();
    void statuses();
    void blocks();
    void versions();
    void shellStreams_data();
    void shellStreams();
    void brokenShellStreams();
    void deviceLists();
    void hostileDeviceLists();
    void choosesADevice();
    void tellsWhatIsWrongWithADevice_data();
    void tellsWhatIsWrongWithADevice();
    void urls();
    void badUrls();
    void addresses_data();
    void addresses();
};

void TestAdbParts::cleanup()
{
    qunsetenv("ADB_SERVER_SOCKET");
    qunsetenv("ANDROID_ADB_SERVER_PORT");
}

void TestAdbParts::requests()
{
    QCOMPARE(adbRequest("host:version"), "000chost:version"_ba);
    QCOMPARE(adbRequest(QByteArray(0x1234, 'x')).first(4), "1234"_ba);
}

void TestAdbParts::statuses()
{
    QCOMPARE(adbStatus("").kind, Kind::Part);
    QCOMPARE(adbStatus("OK").kind, Kind::Part);
    QCOMPARE(adbStatus("OK").size, 4);
    QCOMPARE(adbStatus("OKAYmore").kind, Kind::Okay);
    QCOMPARE(adbStatus("OKAYmore").size, 4);
    QCOMPARE(adbStatus("FAIL").size, 8);
    QCOMPARE(adbStatus("FAIL0003").size, 11);
    QCOMPARE(adbStatus("FAIL0003whyX").kind, Kind::Failed);
    QCOMPARE(adbStatus("FAIL0003whyX").text, QByteArrayView("why"));
    QCOMPARE(adbStatus("FAIL0003whyX").size, 11);
    for (const char *other : {"HTTP", "S", "OKEY", "FAILx", "FAIL000x", "SSH-2.0-dropbear"})
        QCOMPARE(adbStatus(QByteArrayView(other)).kind,
                 QByteArrayView(other) == "FAILx" ? Kind::Part : Kind::Nonsense);
}

void TestAdbParts::blocks()
{
    QCOMPARE(adbBlock("00").size, 4);
    QCOMPARE(adbBlock("0000").kind, Kind::Block);
    QCOMPARE(adbBlock("000Aabc").kind, Kind::Part);
    QCOMPARE(adbBlock("000Aabc").size, 14);
    QCOMPARE(adbBlock("0003abcd").text, QByteArrayView("abc"));
    for (const char *wrong : {"-001", "+003abc", "0x10", "    ", "12 4"})
        QCOMPARE(adbBlock(QByteArrayView(wrong)).kind, Kind::Nonsense);
}

void TestAdbParts::versions()
{
    QCOMPARE(adbVersion("0029"), 41);
    QVERIFY(!adbVersion("29"));
    QVERIFY(!adbVersion("00zz"));
    QVERIFY(!adbVersion("00029"));
}

void TestAdbParts::shellStreams_data()
{
    QTest::addColumn<int>("step");
    for (const int step : {1, 2, 3, 5, 6, 7, 1000})
        QTest::addRow("%d bytes at a time", step) << step;
}

void TestAdbParts::shellStreams()
{
    QFETCH(int, step);
    const QByteArray stream = packet(1, "one ") + packet(2, "bad ") + packet(1, {}) + packet(5, "80x24") +
                              packet(1, QByteArray(300, 'x')) + packet(2, "worse") +
                              packet(3, QByteArray(1, 7)) + packet(1, "late");
    const Heard heard = hear(stream, step);
    QCOMPARE(heard.output, "one "_ba + QByteArray(300, 'x'));
    QCOMPARE(heard.errors, "bad worse"_ba);
    QCOMPARE(heard.status, 7);
    QVERIFY(!heard.broken);
}

void TestAdbParts::brokenShellStreams()
{
    QVERIFY(hear(packet(1, "fine") + packet(77, "x"), 3).broken);
    QCOMPARE(hear(packet(1, "fine") + packet(77, "x"), 3).output, "fine"_ba);
    QVERIFY(hear("\x01\xff\xff\xff\xff"_ba, 5).broken);
    QVERIFY(hear("HTTP/1.1 400"_ba, 4).broken);
}

void TestAdbParts::deviceLists()
{
    const QList<AdbDevice> devices = parseAdbDevices(
        "0A1B2C                 device usb:1-1 product:panther model:Pixel_7 device:panther transport_id:3\n"
        "emulator-5554          offline transport_id:1\n"
        "127.0.0.1:25555        unauthorized transport_id:4\n"
        "04d228eb               no permissions (missing udev rules? user is in the plugdev group); see "
        "[http://developer.android.com/tools/device.html] usb:1-4 transport_id:5\n");
    QCOMPARE(devices.size(), 4);
    QCOMPARE(devices[0], (AdbDevice{u"0A1B2C"_s, u"device"_s, u"Pixel_7"_s, u"panther"_s}));
    QCOMPARE(adbDeviceName(devices[0]), u"Pixel 7 (0A1B2C)"_s);
    QVERIFY(devices[0].usable());
    QCOMPARE(devices[1], (AdbDevice{u"emulator-5554"_s, u"offline"_s, {}, {}}));
    QCOMPARE(devices[2].serial, u"127.0.0.1:25555"_s);
    QCOMPARE(devices[3].state, u"no permissions"_s);
    QCOMPARE(parseAdbDevices("board-7\tdevice\n").size(), 1);
}

void TestAdbParts::hostileDeviceLists()
{
    QCOMPARE(parseAdbDevices("").size(), 0);
    QCOMPARE(parseAdbDevices("\n\n \t\nword\n").size(), 0);
    QByteArray many;
    for (int i = 0; i < 5000; ++i)
        many += "d" + QByteArray::number(i) + "\tdevice\n";
    QCOMPARE(parseAdbDevices(many).size(), 256);
    const QList<AdbDevice> bad = parseAdbDevices("\x1b[2Jx\tunauthorized\xff model:<b>\x07\n");
    QCOMPARE(bad.size(), 1);
    QVERIFY(!adbDeviceName(bad[0]).contains(u'\x1b'));
    QVERIFY(!describe(adbDeviceTrouble(bad[0])).contains(u'\x07'));
}

void TestAdbParts::choosesADevice()
{
    const AdbDevice phone{.serial = u"A"_s, .state = u"device"_s};
    const AdbDevice board{.serial = u"127.0.0.1:25555"_s, .state = u"device"_s};
    QCOMPARE(chooseAdbDevice({phone}, {})->serial, u"A"_s);
    QCOMPARE(chooseAdbDevice({phone, board}, board.serial)->serial, board.serial);
    const Result<AdbDevice> several = chooseAdbDevice({phone, board}, {});
    QVERIFY(!several);
    QCOMPARE(several.error().kind, ErrorKind::Unreachable);
    QVERIFY(several.error().text.contains(u"adb://A, adb://127.0.0.1:25555"));
    QVERIFY(several.error().hint.contains(u"ANDROID_SERIAL"));
    const Result<AdbDevice> none = chooseAdbDevice({}, {});
    QVERIFY(none.error().text.contains(u"No device"));
    const Result<AdbDevice> other = chooseAdbDevice({phone}, u"B"_s);
    QVERIFY(other.error().text.contains(u"'B'"));
    QVERIFY(other.error().hint.contains(u"adb://A"));
}

void TestAdbParts::tellsWhatIsWrongWithADevice_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("hint");
    const auto row = [](const QString &state, const QString &what, const QString &hint) {
        QTest::newRow(qPrintable(state)) << state << what << hint;
    };
    row(u"unauthorized"_s, u"has not authorised this computer"_s, u"allow USB debugging"_s);
    row(u"authorizing"_s, u"still being connected"_s, u"in a moment"_s);
    row(u"offline"_s, u"is offline"_s, u"plug it in again"_s);
    row(u"no permissions"_s, u"may not use the USB device"_s, u"udev"_s);
    row(u"bootloader"_s, u"has not booted"_s, u"reboot"_s);
    row(u"strange"_s, u"says 'strange'"_s, {});
}

void TestAdbParts::tellsWhatIsWrongWithADevice()
{
    QFETCH(QString, state);
    QFETCH(QString, what);
    QFETCH(QString, hint);
    const Result<AdbDevice> chosen = chooseAdbDevice({{.serial = u"A"_s, .state = state}}, {});
    QVERIFY(!chosen);
    QCOMPARE(chosen.error().kind, ErrorKind::Unreachable);
    QVERIFY2(chosen.error().text.contains(what), qPrintable(chosen.error().text));
    QVERIFY2(chosen.error().hint.contains(hint), qPrintable(chosen.error().hint));
}

void TestAdbParts::urls()
{
    QCOMPARE(parseAdbUrl(u"adb://"_s).value(), QString());
    QCOMPARE(parseAdbUrl(u"adb://0A1B2C"_s).value(), u"0A1B2C"_s);
    QCOMPARE(parseAdbUrl(u"adb://0A1B2C/"_s).value(), u"0A1B2C"_s);
    for (const QString &serial : {u"127.0.0.1:25555"_s, u"[::1]:5555"_s, u"adb-X._adb-tls-connect._tcp"_s,
                                  u"a/b?c#d%e"_s, u"gerät"_s})
        QCOMPARE(parseAdbUrl(adbUrl(serial)).value(), serial);
    QCOMPARE(adbUrl(u"127.0.0.1:25555"_s), u"adb://127.0.0.1:25555"_s);
}

void TestAdbParts::badUrls()
{
    for (const QString &url :
         {u"adb:"_s, u"adb:/x"_s, u"adb://x/y"_s, u"adb://x?become=su"_s, u"adb://x#y"_s, u"adb://a b"_s,
          u"adb://a%0Ab"_s, u"adb://%1b"_s, u"adb://"_s + QString(2000, u'x')}) {
        const Result<QString> serial = parseAdbUrl(url);
        QVERIFY2(!serial, qPrintable(url));
        QCOMPARE(serial.error().kind, ErrorKind::Usage);
    }
}

void TestAdbParts::addresses_data()
{
    QTest::addColumn<QByteArray>("socket");
    QTest::addColumn<QByteArray>("port");
    QTest::addColumn<QString>("address"); // or a word of the refusal
    QTest::newRow("nothing") << ""_ba << ""_ba << u"localhost:5037"_s;
    QTest::newRow("port") << ""_ba << "15037"_ba << u"localhost:15037"_s;
    QTest::newRow("socket wins") << "tcp:6000"_ba << "15037"_ba << u"localhost:6000"_s;
    QTest::newRow("socket with host") << "tcp:127.0.0.1:6000"_ba << ""_ba << u"127.0.0.1:6000"_s;
    QTest::newRow("socket with IPv6") << "tcp:[::1]:6000"_ba << ""_ba << u"::1:6000"_s;
    QTest::newRow("another machine") << "tcp:board-7:6000"_ba << ""_ba << u"on this machine"_s;
    QTest::newRow("another kind") << "localfilesystem:/x"_ba << ""_ba << u"tcp:5037"_s;
    QTest::newRow("no port") << "tcp:"_ba << ""_ba << u"tcp:5037"_s;
    QTest::newRow("bad port") << ""_ba << "70000"_ba << u"65535"_s;
    QTest::newRow("words") << ""_ba << "adb"_ba << u"65535"_s;
}

void TestAdbParts::addresses()
{
    QFETCH(QByteArray, socket);
    QFETCH(QByteArray, port);
    QFETCH(QString, address);
    qputenv("ADB_SERVER_SOCKET", socket);
    qputenv("ANDROID_ADB_SERVER_PORT", port);
    const Result<AdbServerAddress> found = adbServerAddress();
    if (found) {
        QCOMPARE(found->text(), address);
        return;
    }
    QCOMPARE(found.error().kind, ErrorKind::Unreachable);
    QVERIFY2(found.error().hint.contains(address), qPrintable(found.error().hint));
}

QTEST_GUILESS_MAIN(TestAdbParts)
#include "test_adb_parts.moc"
