// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh_fixture.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>
#include <thread>

#include <poll.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 megabyte = 1 << 20;

QByteArray noise(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator generator(1);
    generator.fillRange(reinterpret_cast<quint32 *>(bytes.data()), size / 4);
    return bytes;
}

// kB of this process's memory that is resident.
qint64 residentKb()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly)
               ? file.readAll().split(' ').value(1).toLongLong() * (getpagesize() / 1024)
               : 0;
}

bool waitReadable(Channel &channel)
{
    pollfd ready{channel.readFd(), POLLIN, 0};
    return poll(&ready, 1, 20000) == 1;
}

} // namespace

class TestSshLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void hundredMegabytesBothWays_data();
    void hundredMegabytesBothWays();
    void restingReaderStopsTheServer();
    void restingServerStopsTheWriter();
    void lastBytesArriveAfterTheEnd();
    void endOfFileWhenTheServerDies();
    void signalAndComplaintAreTold();
    void deadLinkIsAnError();
    void endOfTheChannelEndsTheShell();
    void stalledServerDoesNotHoldTheEnd();
    void tunnelsCarryMuch();

private:
    bool startServer(const QByteArray &config, bool dropbear = false);

    std::unique_ptr<SshHome> m_home;
    std::unique_ptr<SshServer> m_server;
};

void TestSshLink::initTestCase()
{
    if (const QString why = SshServer::whyNot(); !why.isEmpty())
        QSKIP(qPrintable(why));
}

void TestSshLink::init()
{
    m_home = std::make_unique<SshHome>();
}

void TestSshLink::cleanup()
{
    m_server.reset();
    m_home.reset();
}

bool TestSshLink::startServer(const QByteArray &config, bool dropbear)
{
    m_server = std::make_unique<SshServer>(SshServer::Settings{
        .config = config, .authorized = m_home->makeKey(u".ssh/id_ed25519"_s), .dropbear = dropbear});
    if (!m_server->start())
        return false;
    m_home->write(u".ssh/known_hosts"_s, m_server->knownHostsLine());
    return true;
}

void TestSshLink::hundredMegabytesBothWays_data()
{
    QTest::addColumn<bool>("dropbear");
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("encryption"); // a part of what is told of it
    QTest::newRow("sshd") << false << QByteArray() << u"25519"_s;
    QTest::newRow("sshd, new keys every 8 MB") << false << QByteArray("RekeyLimit 8M\n") << u"25519"_s;
    QTest::newRow("sshd, AES") << false << QByteArray("Ciphers aes128-gcm@openssh.com\n")
                               << u"aes128-gcm@openssh.com"_s;
    QTest::newRow("dropbear") << true << QByteArray() << u"25519"_s;
}

// Through `cat`, with a reader that rests now and then.
void TestSshLink::hundredMegabytesBothWays()
{
    QFETCH(bool, dropbear);
    QFETCH(QByteArray, config);
    QFETCH(QString, encryption);
    QVERIFY2(startServer(config, dropbear), qPrintable(m_server->log()));
    const auto channel = openShell(m_server->url());
    QVERIFY2(channel, qPrintable(channel ? QString() : describe(channel.error())));
    QVERIFY2((*channel)->encryption().contains(encryption), qPrintable((*channel)->encryption()));
    QVERIFY(writeAll(**channel, "echo; exec cat\n")); // what follows too soon, the shell may read itself
    char newline = 0;
    QVERIFY(waitReadable(**channel) && (*channel)->read(&newline, 1) == 1 && newline == '\n');
    const QByteArray sent = noise(100 * megabyte);
    qint64 put = 0;
    qint64 got = 0;
    QByteArray received(sent.size(), Qt::Uninitialized);
    while (got < sent.size()) {
        const bool rests = (got >> 20) % 10 == 9 && put < sent.size(); // reads nothing until all is blocked
        pollfd fd{(*channel)->readFd(), short((rests ? 0 : POLLIN) | (put < sent.size() ? POLLOUT : 0)), 0};
        const int ready = poll(&fd, 1, rests ? 100 : 20000);
        if (ready == 0 && !rests)
            break;
        if (fd.revents & POLLOUT)
            put += qMax<qint64>((*channel)->write(sent.constData() + put, sent.size() - put), 0);
        if ((fd.revents & (POLLIN | POLLHUP)) || ready == 0) {
            const qint64 more = (*channel)->read(received.data() + got, sent.size() - got);
            if (more == 0 || (more < 0 && errno != EAGAIN))
                break;
            got += qMax<qint64>(more, 0);
        }
    }
    QCOMPARE(got, sent.size());
    QVERIFY(received == sent);
}

void TestSshLink::restingReaderStopsTheServer()
{
    QVERIFY2(startServer({}), qPrintable(m_server->log()));
    const auto channel = openShell(m_server->url());
    QVERIFY(channel);
    const qint64 before = residentKb();
    // How far dd has come is what it could get rid of.
    QVERIFY(writeAll(**channel,
                     "head -c 400000000 /dev/zero | tee /dev/null | { head -c 1; echo; cat; }; exit 9\n"));
    QVERIFY(waitReadable(**channel));
    QTest::qWait(1500); // long enough for all of it, were nobody to stop it
    QVERIFY2(residentKb() - before < 20'000, qPrintable(QString::number(residentKb() - before)));
    qint64 total = 0;
    std::vector<char> buffer(megabyte);
    for (;;) {
        if (!waitReadable(**channel))
            break;
        const qint64 got = (*channel)->read(buffer.data(), qint64(buffer.size()));
        if (got == 0 || (got < 0 && errno != EAGAIN))
            break;
        total += qMax<qint64>(got, 0);
    }
    QCOMPARE(total, 400'000'001);
    QVERIFY2((*channel)->farewell().endsWith(u"status 9"), qPrintable((*channel)->farewell()));
}

void TestSshLink::restingServerStopsTheWriter()
{
    QVERIFY2(startServer({}), qPrintable(m_server->log()));
    const auto channel = openShell(m_server->url());
    QVERIFY(channel);
    QVERIFY(writeAll(**channel, "read x < /dev/null; while [ ! -e go ]; do sleep 0.05; done; exec wc -c\n"));
    const QByteArray piece(megabyte, 'x');
    qint64 total = 0;
    for (;;) {
        pollfd ready{(*channel)->writeFd(), POLLOUT, 0};
        if (poll(&ready, 1, 500) == 0)
            break;
        total += qMax<qint64>((*channel)->write(piece.constData(), piece.size()), 0);
        QVERIFY(total < 64 * megabyte); // somewhere it must stop
    }
    const auto second = openShell(m_server->url());
    QVERIFY(second);
    QVERIFY(writeAll(**second, "touch go; exit\n"));
    QCOMPARE(readToEnd(**second), QByteArray());
    // No end of file can be sent; the shell's count is not asked for, that it reads on is enough.
    QVERIFY(writeAll(**channel, piece));
}

void TestSshLink::lastBytesArriveAfterTheEnd()
{
    for (const bool dropbear : {false, true}) {
        QVERIFY2(startServer({}, dropbear), qPrintable(m_server->log()));
        const auto channel = openShell(m_server->url());
        QVERIFY(channel);
        QVERIFY(writeAll(**channel, "head -c 3000000 /dev/zero; exit 4\n"));
        QVERIFY(waitReadable(**channel));
        QTest::qWait(500); // the shell has ended, or waits for the reader
        QCOMPARE(readToEnd(**channel).size(), 3'000'000);
        QVERIFY2((*channel)->farewell().endsWith(u"ended with status 4"), qPrintable((*channel)->farewell()));
    }
}

void TestSshLink::endOfFileWhenTheServerDies()
{
    QVERIFY2(startServer({}), qPrintable(m_server->log()));
    const auto channel = openShell(m_server->url());
    QVERIFY(channel);
    QVERIFY(writeAll(**channel, "echo there; echo trouble >&2; sleep 1000\n"));
    QVERIFY(waitReadable(**channel));
    QTRY_VERIFY_WITH_TIMEOUT((*channel)->farewell().endsWith(u"goes on: trouble"), 20000);
    m_server->signalAll(SIGKILL);
    QCOMPARE(readToEnd(**channel), QByteArray("there\n"));
    QCOMPARE((*channel)->farewell(),
             u"the connection to 127.0.0.1:%1 was closed: trouble"_s.arg(m_server->port()));
}

void TestSshLink::signalAndComplaintAreTold()
{
    for (const bool dropbear : {false, true}) {
        QVERIFY2(startServer({}, dropbear), qPrintable(m_server->log()));
        const auto channel = openShell(m_server->url());
        QVERIFY(channel);
        QVERIFY(
            writeAll(**channel, "head -c 9000 /dev/zero | tr '\\0' x >&2; echo the end >&2; kill -9 $$\n"));
        QCOMPARE(readToEnd(**channel), QByteArray());
        const QString words = (*channel)->farewell();
        QVERIFY2(words.startsWith(
                     u"the shell on 127.0.0.1:%1 was killed by signal KILL: xxx"_s.arg(m_server->port())),
                 qPrintable(words));
        QVERIFY2(words.endsWith(u"x\nthe end") || words.endsWith(u"xthe end"), qPrintable(words.right(40)));
        QVERIFY(words.size() < 4200);
    }
}

void TestSshLink::deadLinkIsAnError()
{
    QVERIFY2(startServer({}), qPrintable(m_server->log()));
    const auto channel = openShell(m_server->url());
    QVERIFY(channel);
    QVERIFY(writeAll(**channel, "exit\n"));
    QCOMPARE(readToEnd(**channel), QByteArray());
    char byte = 0;
    QCOMPARE((*channel)->read(&byte, 1), 0);
    QCOMPARE((*channel)->write("x", 1), -1);
    QCOMPARE(errno, EPIPE);
}

void TestSshLink::endOfTheChannelEndsTheShell()
{
    QVERIFY2(startServer({}), qPrintable(m_server->log()));
    auto channel = openShell(m_server->url());
    QVERIFY(channel);
    const QByteArray file = QFile::encodeName(m_home->path(u"ended"_s));
    QVERIFY(writeAll(**channel, "echo ready; cat >/dev/null; echo yes > " + file + '\n'));
    QVERIFY(waitReadable(**channel));
    channel->reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_home->read(u"ended"_s), QByteArray("yes\n"), 20000);
}

void TestSshLink::stalledServerDoesNotHoldTheEnd()
{
    QVERIFY2(startServer({}), qPrintable(m_server->log()));
    auto channel = openShell(m_server->url());
    QVERIFY(channel);
    m_server->signalAll(SIGSTOP);
    const QByteArray piece(megabyte, 'x');
    for (pollfd ready{(*channel)->writeFd(), POLLOUT, 0}; poll(&ready, 1, 300) == 1;)
        (*channel)->write(piece.constData(), piece.size());
    channel->reset(); // hangs here, or not
    m_server->signalAll(SIGCONT);
}

void TestSshLink::tunnelsCarryMuch()
{
    QVERIFY2(startServer({}), qPrintable(m_server->log()));
    m_home->write(u".ssh/config"_s, "Host far\n HostName 127.0.0.1\n ProxyJump root@127.0.0.1:" +
                                        QByteArray::number(m_server->port()) + "\n User root\n Port " +
                                        QByteArray::number(m_server->port()) + '\n');
    const auto channel = openShell(u"ssh://far"_s);
    QVERIFY2(channel, qPrintable(channel ? QString() : describe(channel.error())));
    QVERIFY(writeAll(**channel, "head -c 30000000 /dev/zero; exit 3\n"));
    QCOMPARE(readToEnd(**channel).size(), 30'000'000);
    QVERIFY((*channel)->farewell().endsWith(u"status 3"));
}

QTEST_GUILESS_MAIN(TestSshLink)
#include "test_ssh_link.moc"
