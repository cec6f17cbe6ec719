// SPDX-License-Identifier: GPL-3.0-or-later
// What is said when a device cannot be reached over adb, and that no silence holds anybody up.
#include "fake_adb_server.h"

#include "remote/transport/channel.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

using Behaviour = FakeAdbServer::Behaviour;
using Client = FakeAdbServer::Client;

const Interruptor never;

Behaviour answering(const QByteArray &start, std::function<void(Client &)> answer)
{
    Behaviour behaviour;
    behaviour.instead = [start, answer = std::move(answer)](const QByteArray &service, Client &client) {
        if (!service.startsWith(start))
            return false;
        answer(client);
        return true;
    };
    return behaviour;
}

Behaviour listing(const QByteArray &devices)
{
    Behaviour behaviour;
    behaviour.devices = devices;
    return behaviour;
}

} // namespace

Q_DECLARE_METATYPE(Behaviour)

class TestAdbRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("ANDROID_SERIAL"); }
    void refusals_data();
    void refusals();
    void noServer_data();
    void noServer();
    void silenceIsInterruptible_data();
    void silenceIsInterruptible();
    void silenceEnds();
};

void TestAdbRefusals::refusals_data()
{
    QTest::addColumn<Behaviour>("behaviour");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *name, const Behaviour &behaviour, const QString &text,
                        const QString &hint = {}) { QTest::newRow(name) << behaviour << text << hint; };
    row("port taken by a web server",
        answering("host:version", [](Client &client) { client.send("HTTP/1.1 400 Bad Request\r\n\r\n"); }),
        u"is no adb server"_s, u"ANDROID_ADB_SERVER_PORT"_s);
    row("hangs up at once", answering("host:version", [](Client &) {}), u"closed the connection"_s,
        u"adb kill-server"_s);
    row("ends within an answer", answering("host:version", [](Client &client) { client.send("OKAY00"); }),
        u"closed the connection"_s);
    row("a length that is none", answering("host:version", [](Client &client) { client.send("OKAYzzzz"); }),
        u"is no adb server"_s);
    row("a version that is none",
        answering("host:version", [](Client &client) { client.okay() && client.block("forty"); }),
        u"does not tell its version: forty"_s, u"adb kill-server"_s);
    Behaviour old;
    old.version = 26;
    row("an old server", old, u"has version 26, which is too old"_s, u"adb kill-server"_s);
    row("no device", listing(""), u"No device is attached"_s, u"USB debugging"_s);
    row("several", listing("a\tdevice\nb\tdevice\n"), u"adb://a, adb://b"_s, u"ANDROID_SERIAL"_s);
    row("unauthorised", listing("a\tunauthorized\n"), u"has not authorised"_s, u"allow USB debugging"_s);
    row("offline", listing("a\toffline\n"), u"is offline"_s, u"adb reconnect"_s);
    row("list refused", answering("host:devices", [](Client &client) { client.fail("busy\x1b[2J"); }),
        u"refused: busy\\x1b"_s);
    row("unplugged meanwhile",
        answering("host:transport", [](Client &client) { client.fail("device 'board-7' not found"); }),
        u"has been unplugged"_s, u"plug it in"_s);
    row("not authorised any more",
        answering("host:transport",
                  [](Client &client) {
                      client.fail("device unauthorized.\nThis adb server's "
                                  "$ADB_VENDOR_KEYS is not set");
                  }),
        u"has not authorised"_s, u"allow USB debugging"_s);
    row("offline meanwhile",
        answering("host:transport", [](Client &client) { client.fail("device offline"); }), u"is offline"_s);
    row("server ends before the device", answering("host:transport", [](Client &) {}),
        u"closed the connection"_s);
    row("no programs", answering("shell,v2", [](Client &client) { client.fail("closed"); }),
        u"starts no shell without a terminal: closed"_s);
    row("the shell hangs up", answering("shell,v2", [](Client &client) { client.okay(); }),
        u"No shell answered: the adb server closed the stream"_s);
    row("no shell on the device",
        answering("shell,v2",
                  [](Client &client) {
                      if (client.okay() && client.packet(2, "sh: not found\n") &&
                          client.packet(3, QByteArray(1, 127)))
                          client.waitForEnd(); // unread bytes at a close may overtake what was sent
                  }),
        u"ended with status 127: sh: not found"_s);
}

void TestAdbRefusals::refusals()
{
    QFETCH(Behaviour, behaviour);
    QFETCH(QString, text);
    QFETCH(QString, hint);
    const FakeAdbServer server(behaviour);
    const auto channel = openChannel(u"adb://"_s, nullptr, never);
    QVERIFY(!channel);
    QCOMPARE(channel.error().kind, ErrorKind::Unreachable);
    QVERIFY2(channel.error().text.contains(text), qPrintable(channel.error().text));
    QVERIFY2(channel.error().hint.contains(hint), qPrintable(channel.error().hint));
}

void TestAdbRefusals::noServer_data()
{
    QTest::addColumn<QByteArray>("adb"); // a script of that name; empty: there is none
    QTest::addColumn<QString>("text");
    QTest::newRow("no adb program") << ""_ba << u"there is no adb program"_s;
    QTest::newRow("fails") << "echo 'cannot bind' >&2; exit 1\n"_ba << u"could not be started"_s;
    QTest::newRow("does nothing") << "exit 0\n"_ba << u"it ended at once"_s;
}

void TestAdbRefusals::noServer()
{
    QFETCH(QByteArray, adb);
    QFETCH(QString, text);
    const QTemporaryDir folder;
    if (!adb.isEmpty()) {
        QFile file(folder.filePath(u"adb"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\n" + adb) > 0);
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    }
    const QByteArray before = qgetenv("PATH");
    FakeAdbServer server;
    server.stopListening();
    qputenv("PATH", folder.path().toUtf8());
    const auto channel = openChannel(u"adb://"_s, nullptr, never);
    qputenv("PATH", before);
    QVERIFY(!channel);
    QCOMPARE(channel.error().kind, ErrorKind::Unreachable);
    QVERIFY2(channel.error().text.contains(text), qPrintable(describe(channel.error())));
    QVERIFY(adb.isEmpty() || channel.error().hint.contains(u"start-server"));
}

void TestAdbRefusals::silenceIsInterruptible_data()
{
    QTest::addColumn<QByteArray>("service");
    for (const char *service :
         {"host:version", "host:devices-l", "host-serial:", "host:transport:", "shell,v2"})
        QTest::newRow(service) << QByteArray(service);
}

void TestAdbRefusals::silenceIsInterruptible()
{
    QFETCH(QByteArray, service);
    Interruptor interruptor;
    const FakeAdbServer server(answering(service, [&interruptor](Client &client) {
        interruptor.interrupt();
        client.waitForEnd();
    }));
    const auto channel = openChannel(u"adb://"_s, nullptr, interruptor);
    QVERIFY(!channel);
    QCOMPARE(channel.error().kind, ErrorKind::Cancelled);
}

// Without anybody who interrupts.
void TestAdbRefusals::silenceEnds()
{
    const FakeAdbServer server(answering("host:version", [](Client &client) { client.waitForEnd(); }));
    const auto channel = openChannel(u"adb://"_s, nullptr, never);
    QVERIFY(!channel);
    QCOMPARE(channel.error().kind, ErrorKind::Unreachable);
    QVERIFY2(channel.error().text.contains(u"nothing within 5 s"), qPrintable(channel.error().text));
}

QTEST_GUILESS_MAIN(TestAdbRefusals)
#include "test_adb_refusals.moc"
