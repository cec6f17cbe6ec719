// SPDX-License-Identifier: GPL-3.0-or-later
// Stubs and bytes over adb: a fake server whose devices are shells of this machine, and the real one.
#include "fake_adb_server.h"

#include "remote/session/session.h"
#include "remote/transport/adb/link.h"
#include "remote/transport/adb/server.h"
#include "remote/transport/adb/tracker.h"
#include "remote/transport/adb_channel.h"

#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <poll.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

const Interruptor never;

AdbDevice board()
{
    return {.serial = u"board-7"_s, .state = u"device"_s, .model = u"Board_7"_s};
}

Result<std::unique_ptr<AdbLink>> openLink()
{
    return AdbLink::open(*adbServerAddress(), board(), never);
}

// Writes all of it while it reads `expected` bytes, or up to the end of the stream.
QByteArray exchange(Channel &channel, QByteArrayView words, qsizetype expected)
{
    QByteArray heard;
    char bytes[70000];
    while (heard.size() < expected) {
        pollfd fd{channel.readFd(), short(POLLIN | (words.isEmpty() ? 0 : POLLOUT)), 0};
        if (poll(&fd, 1, 20000) == 0)
            break;
        const qint64 got = channel.read(bytes, sizeof bytes);
        if (got == 0 || (got < 0 && errno != EAGAIN))
            break;
        heard.append(bytes, std::max<qint64>(got, 0));
        const qint64 put =
            words.isEmpty() ? 0 : channel.write(words.data(), std::min<qsizetype>(words.size(), 50000));
        words = words.sliced(std::max<qint64>(put, 0));
    }
    return heard;
}

FakeAdbServer::Behaviour without(const QByteArray &feature)
{
    FakeAdbServer::Behaviour behaviour;
    behaviour.features.replace(feature, "other");
    return behaviour;
}

} // namespace

class TestAdbLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("ANDROID_SERIAL"); }
    void reachesAStub_data();
    void reachesAStub();
    void takesTheDeviceOfTheEnvironment();
    void carriesAllBytes_data();
    void carriesAllBytes();
    void pollingTellsAll();
    void tellsHowTheShellEnded_data();
    void tellsHowTheShellEnded();
    void tellsOfABrokenStream();
    void becomesRootBySu_data();
    void becomesRootBySu();
    void lostInASession_data();
    void lostInASession();
    void followsDevices();
    void realServer();
};

void TestAdbLink::reachesAStub_data()
{
    QTest::addColumn<QByteArray>("missing");
    QTest::addColumn<QString>("url");
    QTest::newRow("shell v2, by serial") << "nothing"_ba << u"adb://board-7"_s;
    QTest::newRow("shell v2, the only one") << "nothing"_ba << u"adb://"_s;
    QTest::newRow("exec") << "shell_v2"_ba << u"adb://board-7"_s;
}

void TestAdbLink::reachesAStub()
{
    QFETCH(QByteArray, missing);
    QFETCH(QString, url);
    const FakeAdbServer server(without(missing));
    auto channel = openChannel(url, nullptr, never);
    QVERIFY2(channel, channel ? "" : qPrintable(describe(channel.error())));
    auto session = Session::open(*std::move(channel), url, {}, never);
    QVERIFY2(session, session ? "" : qPrintable(describe(session.error())));
    QVERIFY((*session)->target().cpus > 0);
    (*session)->close();
}

void TestAdbLink::takesTheDeviceOfTheEnvironment()
{
    FakeAdbServer::Behaviour behaviour;
    behaviour.devices = "phone\tdevice\nboard-7\tdevice\n";
    const FakeAdbServer server(behaviour);
    QVERIFY(!openChannel(u"adb://"_s, nullptr, never));
    qputenv("ANDROID_SERIAL", "board-7");
    QVERIFY(openChannel(u"adb://"_s, nullptr, never));
    QVERIFY(server.requests().contains("host:transport:board-7"));
    QVERIFY(openChannel(u"adb://phone"_s, nullptr, never));
    QVERIFY(server.requests().contains("host:transport:phone"));
}

void TestAdbLink::carriesAllBytes_data()
{
    QTest::addColumn<QByteArray>("missing");
    QTest::newRow("shell v2") << "nothing"_ba;
    QTest::newRow("exec") << "shell_v2"_ba;
}

void TestAdbLink::carriesAllBytes()
{
    QFETCH(QByteArray, missing);
    const FakeAdbServer server(without(missing));
    auto link = openLink();
    QVERIFY(link);
    QByteArray bytes(3'000'017, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : bytes)
        byte = char(random.generate());
    for (int i = 0; i < 256; ++i)
        bytes[i] = char(i);
    QCOMPARE(exchange(**link, "echo ready; exec cat\n", 6), "ready\n"_ba);
    const QByteArray echo = exchange(**link, bytes, bytes.size());
    QCOMPARE(echo.size(), bytes.size());
    QVERIFY(echo == bytes);
}

// A reader that waits for its descriptor and takes little at a time misses nothing.
void TestAdbLink::pollingTellsAll()
{
    const FakeAdbServer server;
    auto link = openLink();
    QVERIFY(link);
    const QByteArray words = "for i in 1 2 3 4; do echo $i; echo no >&2; done; printf end; exit 5\n";
    QCOMPARE((*link)->write(words.constData(), words.size()), words.size());
    QByteArray heard;
    for (;;) {
        pollfd fd{(*link)->readFd(), POLLIN, 0};
        QCOMPARE(poll(&fd, 1, 20000), 1);
        char byte = 0;
        const qint64 got = (*link)->read(&byte, 1);
        if (got == 0)
            break;
        if (got < 0) {
            QCOMPARE(errno, EAGAIN);
            continue;
        }
        heard += byte;
    }
    QCOMPARE(heard, "1\n2\n3\n4\nend"_ba);
    char byte = 0;
    QCOMPARE((*link)->read(&byte, 1), 0);
    QVERIFY2((*link)->farewell().endsWith(u"ended with status 5: no\nno\nno\nno"),
             qPrintable((*link)->farewell()));
}

void TestAdbLink::tellsHowTheShellEnded_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("farewell");
    QTest::newRow("status") << "exit 3\n"_ba << u"the shell on Board 7 (board-7) ended with status 3"_s;
    QTest::newRow("words") << "echo no such thing >&2; exit 0\n"_ba
                           << u"the shell on Board 7 (board-7) ended with status 0: no such thing"_s;
    QTest::newRow("signal") << "kill -9 $$\n"_ba
                            << u"the shell on Board 7 (board-7) was killed by signal 9"_s;
}

void TestAdbLink::tellsHowTheShellEnded()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, farewell);
    const FakeAdbServer server;
    auto link = openLink();
    QVERIFY(link);
    QCOMPARE(exchange(**link, command, 100), ""_ba);
    QCOMPARE((*link)->farewell(), farewell);
}

void TestAdbLink::tellsOfABrokenStream()
{
    FakeAdbServer::Behaviour behaviour;
    behaviour.instead = [](const QByteArray &service, FakeAdbServer::Client &client) {
        if (!service.startsWith("shell,"))
            return false;
        client.okay() && client.packet(1, "fine") && client.send("HTTP/1.1 400 Bad Request\r\n");
        client.waitForEnd();
        return true;
    };
    const FakeAdbServer server(behaviour);
    auto link = openLink();
    QVERIFY(link);
    QCOMPARE(exchange(**link, {}, 100), "fine"_ba);
    char byte = 0;
    QCOMPARE((*link)->read(&byte, 1), -1);
    QCOMPARE(errno, EPROTO);
    QVERIFY((*link)->farewell().contains(u"no shell protocol"));
}

void TestAdbLink::becomesRootBySu_data()
{
    QTest::addColumn<QByteArray>("su"); // a script; no root by any other form than its own
    QTest::addColumn<bool>("works");
    const QByteArray no = "*) echo 'su: no' >&2; exit 1 ;; esac\n";
    QTest::newRow("Android's") << "case $1 in 0) shift; ROOT=1 exec \"$@\" ;; " + no << true;
    QTest::newRow("su -c") << "case $1 in -c) ROOT=1 exec sh -c \"$2\" ;; " + no << true;
    QTest::newRow("su root") << "case $1 in root) shift; ROOT=1 exec \"$@\" ;; " + no << true;
    QTest::newRow("refused") << "case $1 in " + no << false;
    QTest::newRow("asks") << "read answer || exit 1; ROOT=1 exec sh -c \"$2\"\n"_ba << false;
}

void TestAdbLink::becomesRootBySu()
{
    QFETCH(QByteArray, su);
    QFETCH(bool, works);
    const QTemporaryDir folder;
    const auto script = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\n" + text) > 0 &&
               file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    };
    QVERIFY(script(u"su"_s, su) && script(u"sudo"_s, "exit 1\n"));
    QVERIFY(script(u"id"_s, "[ -n \"$ROOT\" ] && echo 0 || echo 2000\n"));
    FakeAdbServer::Behaviour behaviour;
    behaviour.environment = "export PATH=" + folder.path().toUtf8() + ":$PATH;";
    const FakeAdbServer server(behaviour);
    auto channel = openChannel(u"adb://"_s, nullptr, never);
    QCOMPARE(bool(channel), works);
    if (works) {
        QVERIFY(Session::open(*std::move(channel), u"adb://"_s, {}, never));
        return;
    }
    QCOMPARE(channel.error().kind, ErrorKind::Unreachable);
    QVERIFY2(channel.error().text.contains(u"user id 2000"), qPrintable(channel.error().text));
    QVERIFY2(channel.error().hint.contains(u"adb root"), qPrintable(channel.error().hint));
}

void TestAdbLink::lostInASession_data()
{
    QTest::addColumn<bool>("serverEnds");
    QTest::addColumn<QByteArray>("devices");
    QTest::addColumn<QString>("words");
    QTest::newRow("server killed") << true << ""_ba << u"the adb server at localhost:"_s;
    QTest::newRow("unplugged") << false << ""_ba << u"the device Board 7 (board-7) was unplugged"_s;
    QTest::newRow("offline") << false << "board-7\toffline\n"_ba << u"went offline"_s;
    QTest::newRow("the stream alone") << false << "board-7\tdevice\n"_ba << u"closed the stream"_s;
}

void TestAdbLink::lostInASession()
{
    QFETCH(bool, serverEnds);
    QFETCH(QByteArray, devices);
    QFETCH(QString, words);
    FakeAdbServer server;
    auto channel = openChannel(u"adb://"_s, nullptr, never);
    QVERIFY(channel);
    auto session = Session::open(*std::move(channel), u"adb://"_s, {}, never);
    QVERIFY(session);
    server.setDevices(devices);
    if (serverEnds)
        server.stopListening();
    server.dropConnections();
    QTRY_VERIFY(!(*session)->alive());
    const Result<QByteArray> file = (*session)->readFile(u"/proc/version"_s, 100, never);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Lost);
    QVERIFY2(file.error().text.contains(words), qPrintable(file.error().text));
}

void TestAdbLink::followsDevices()
{
    FakeAdbServer server;
    Interruptor stop;
    std::mutex mutex;
    QList<AdbDevices> seen;
    std::thread follower([&] {
        followAdbDevices(
            false,
            [&](const AdbDevices &now) {
                const std::scoped_lock lock(mutex);
                seen.append(now);
            },
            stop);
    });
    const auto last = [&] {
        const std::scoped_lock lock(mutex);
        return seen.isEmpty() ? AdbDevices() : seen.constLast();
    };
    QTRY_COMPARE(last().devices.size(), 1);
    QCOMPARE(last().devices[0].model, u"Board_7"_s);
    server.setDevices("board-7\tdevice\nphone\tunauthorized\n");
    QTRY_COMPARE(last().devices.size(), 2);
    server.setDevices("");
    QTRY_COMPARE(last().devices.size(), 0);
    QVERIFY(last().serverRuns);
    server.stopListening();
    server.dropConnections();
    QTRY_VERIFY(!last().serverRuns);
    stop.interrupt();
    follower.join();
    QVERIFY(last().trouble.isEmpty());
}

// `adb start-server` when none runs. On a port and with keys of its own, and away from this machine's
// devices.
void TestAdbLink::realServer()
{
    if (QStandardPaths::findExecutable(u"adb"_s).isEmpty())
        QSKIP("adb is not installed");
    const QTemporaryDir home;
    const QByteArray before = qgetenv("HOME");
    quint16 port = 0;
    {
        const FakeAdbServer nobody; // a port that was free
        port = nobody.port();
    }
    qputenv("HOME", home.path().toUtf8());
    qputenv("ADB_USB", "0");
    qputenv("ADB_EMU", "0");
    qputenv("ANDROID_ADB_SERVER_PORT", QByteArray::number(port));
    QVERIFY(!adbDevicesNow(false, never).serverRuns);
    const auto channel = openChannel(u"adb://nothing"_s, nullptr, never);
    const bool runs = adbDevicesNow(false, never).serverRuns;
    (void)askAdbServer(*adbServerAddress(), "host:kill", never);
    qputenv("HOME", before);
    qunsetenv("ANDROID_ADB_SERVER_PORT");
    QVERIFY(!channel);
    QVERIFY2(channel.error().text.contains(u"no device 'nothing'"), qPrintable(describe(channel.error())));
    QVERIFY(runs);
}

QTEST_GUILESS_MAIN(TestAdbLink)
#include "test_adb_link.moc"
