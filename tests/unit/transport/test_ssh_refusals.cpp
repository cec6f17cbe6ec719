// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh_fixture.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// A port that takes connections, says something and waits until the other side has gone, or hangs up.
class Listener
{
public:
    explicit Listener(QByteArray words, bool hangsUp = false)
        : m_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        bind(m_fd, reinterpret_cast<sockaddr *>(&address), size);
        listen(m_fd, 4);
        getsockname(m_fd, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this, words, hangsUp] { serve(words, hangsUp); });
    }
    ~Listener()
    {
        shutdown(m_fd, SHUT_RDWR);
        m_thread.join();
        close(m_fd);
    }
    QString url() const { return u"ssh://root@127.0.0.1:%1"_s.arg(m_port); }

private:
    void serve(const QByteArray &words, bool hangsUp) const
    {
        for (;;) {
            const int fd = accept(m_fd, nullptr, nullptr);
            if (fd < 0)
                return;
            send(fd, words.constData(), size_t(words.size()), MSG_NOSIGNAL);
            char byte = 0;
            while (!hangsUp && recv(fd, &byte, 1, 0) > 0) {
            }
            close(fd);
        }
    }

    int m_fd;
    int m_port = 0;
    std::thread m_thread;
};

// A port whose queue is full: connections to it are neither taken nor refused.
class BlackHole
{
public:
    BlackHole() : m_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof m_address;
        bind(m_fd, reinterpret_cast<sockaddr *>(&m_address), size);
        listen(m_fd, 0);
        getsockname(m_fd, reinterpret_cast<sockaddr *>(&m_address), &size);
        for (int &filler : m_fillers) {
            filler = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            connect(filler, reinterpret_cast<sockaddr *>(&m_address), size);
        }
    }
    ~BlackHole()
    {
        close(m_fd);
        for (const int filler : m_fillers)
            close(filler);
    }
    QString url() const { return u"ssh://root@127.0.0.1:%1"_s.arg(ntohs(m_address.sin_port)); }

private:
    int m_fd;
    int m_fillers[4] = {-1, -1, -1, -1};
    sockaddr_in m_address{};
};

// Interrupts as soon as the observer was told `words`; how opening ended.
QString interruptedAt(const QString &url, const QString &words, const std::function<void()> &before = {})
{
    Interruptor interruptor;
    std::thread later;
    ScriptedObserver observer;
    observer.onProgress = [&](const QString &told) {
        if (!told.contains(words) || later.joinable())
            return;
        if (before)
            before();
        later = std::thread([&interruptor] {
            usleep(100'000); // the step is under way, or will be: either must end
            interruptor.interrupt();
        });
    };
    const auto channel = openSshShell(*parseSshUrl(url), &observer, interruptor);
    if (later.joinable())
        later.join();
    if (channel)
        return u"opened"_s;
    return channel.error().kind == ErrorKind::Cancelled ? u"cancelled"_s : describe(channel.error());
}

const QByteArray kexTimeout = "ConnectTimeout 1\n";

} // namespace

class TestSshRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void firstContactIsAskedAndRemembered();
    void firstContactDeclined();
    void changedKeyIsRefused();
    void otherTypeOfKeyIsRefused();
    void knownTypeIsPreferred();
    void revokedKeyIsRefused();

    void noServerIsExplained_data();
    void noServerIsExplained();
    void noCommonAlgorithm_data();
    void noCommonAlgorithm();
    void sessionsMayBeForbidden();
    void accountWithoutAShell();

    void everyStepIsInterruptible();
    void serverThatStallsIsGivenUp();
    void questionEndsWithTheInterruptor();
    void nothingIsLeaked();
};

void TestSshRefusals::initTestCase()
{
    if (const QString why = SshServer::whyNot(); !why.isEmpty())
        QSKIP(qPrintable(why));
}

void TestSshRefusals::firstContactIsAskedAndRemembered()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    for (const bool hashed : {true, false}) {
        home.write(u".ssh/config"_s, hashed ? "HashKnownHosts yes\n" : "HashKnownHosts no\n");
        QFile::remove(home.path(u".ssh/known_hosts"_s));
        ScriptedObserver observer;
        observer.trusts = true;
        QVERIFY(runBy(server.url(), "echo in", &observer).startsWith(u"in\n|"));
        QCOMPARE(observer.met.size(), 1);
        QCOMPARE(observer.met[0].host, u"[127.0.0.1]:%1"_s.arg(server.port()));
        QCOMPARE(observer.met[0].keyType, u"ssh-ed25519"_s);
        QCOMPARE(observer.met[0].fingerprint, server.fingerprint());
        QCOMPARE(home.read(u".ssh/known_hosts"_s).startsWith("|1|"), hashed);
        QVERIFY(runBy(server.url(), "echo in").startsWith(u"in\n|")); // nobody is asked
    }
    QCOMPARE(home.read(u".ssh/known_hosts"_s), server.knownHostsLine());
}

void TestSshRefusals::firstContactDeclined()
{
    const SshHome home;
    SshServer server({});
    QVERIFY2(server.start(), qPrintable(server.log()));
    ScriptedObserver observer;
    const QString command = u"`ssh -p %1 root@127.0.0.1`"_s.arg(server.port());
    for (ConnectObserver *asked :
         {static_cast<ConnectObserver *>(&observer), static_cast<ConnectObserver *>(nullptr)}) {
        const QString words = runBy(server.url(), "echo in", asked);
        QVERIFY2(words.contains(server.fingerprint()) && words.contains(command), qPrintable(words));
    }
    QCOMPARE(observer.met.size(), 1);
    QVERIFY(!QFile::exists(home.path(u".ssh/known_hosts"_s)));
}

void TestSshRefusals::changedKeyIsRefused()
{
    const SshHome home;
    SshServer server({});
    SshServer before({});
    QVERIFY(server.start() && before.start());
    const QByteArray line = server.knownHostsLine().replace(server.hostKey(), before.hostKey());
    home.write(u".ssh/known_hosts"_s, "# two\n\n" + line);
    ScriptedObserver observer;
    observer.trusts = true;
    observer.answers = {u"geheim"_s};
    const QString words = runBy(server.url(), "echo in", &observer);
    for (const QString &part : {u"has changed"_s, server.fingerprint(), before.fingerprint(),
                                home.path(u".ssh/known_hosts"_s) + u" line 3"_s, u"ssh-keygen -R"_s})
        QVERIFY2(words.contains(part), qPrintable(words));
    QVERIFY(observer.met.isEmpty() && observer.asked.isEmpty()); // no override, and no password for it
}

void TestSshRefusals::otherTypeOfKeyIsRefused()
{
    const SshHome home;
    SshServer server({.hostKeys = {u"ed25519"_s}});
    SshServer before({.hostKeys = {u"rsa"_s}});
    QVERIFY(server.start() && before.start());
    home.write(u".ssh/known_hosts"_s,
               server.knownHostsLine().replace(server.hostKey(), before.hostKey(u"rsa"_s)));
    ScriptedObserver observer;
    observer.trusts = true;
    const QString words = runBy(server.url(), "echo in", &observer);
    for (const QString &part : {u"of another type"_s, server.fingerprint(), before.fingerprint(u"rsa"_s),
                                home.path(u".ssh/known_hosts"_s) + u" line 1"_s})
        QVERIFY2(words.contains(part), qPrintable(words));
    QVERIFY(observer.met.isEmpty());
}

void TestSshRefusals::knownTypeIsPreferred()
{
    const SshHome home;
    SshServer server(
        {.hostKeys = {u"ed25519"_s, u"ecdsa"_s, u"rsa"_s}, .authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    for (const QString &type : {u"rsa"_s, u"ecdsa"_s, u"ed25519"_s}) {
        home.write(u".ssh/known_hosts"_s, server.knownHostsLine(type));
        const QString done = runBy(server.url(), "echo in");
        QVERIFY2(done.startsWith(u"in\n|"), qPrintable(done));
    }
}

void TestSshRefusals::revokedKeyIsRefused()
{
    const SshHome home;
    SshServer server({});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine() + "@revoked * " + server.hostKey() + '\n');
    const QString words = runBy(server.url(), "echo in");
    QVERIFY2(words.contains(u"was revoked") && words.contains(server.fingerprint()), qPrintable(words));
}

void TestSshRefusals::noServerIsExplained_data()
{
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<bool>("hangsUp");
    QTest::addColumn<QString>("words");
    QTest::newRow("mail") << QByteArray("220 mail\x1b[2J ESMTP\r\n") << true
                          << u"is no ssh server: it says '220 mail\\x1b[2J ESMTP'"_s;
    QTest::newRow("mail that waits") << QByteArray("220 mail ESMTP\r\n") << false
                                     << u"it says '220 mail ESMTP'"_s;
    QTest::newRow("rubbish") << QByteArray(5000, 'x') << false << u"is no ssh server: it says 'xxx"_s;
    QTest::newRow("nothing") << QByteArray() << true << u"closed the connection before it greeted"_s;
    QTest::newRow("silence") << QByteArray() << false << u"takes connections but says nothing within 1 s"_s;
    QTest::newRow("old version")
        << QByteArray("SSH-1.5-old\r\n") << false
        << u"does not speak version 2 of the ssh protocol: it greets by 'SSH-1.5-old'"_s;
    QTest::newRow("only a greeting") << QByteArray("SSH-2.0-x\r\n") << false
                                     << u"stopped answering while keys were exchanged"_s;
    QTest::newRow("greets and goes") << QByteArray("SSH-2.0-x\r\n") << true
                                     << u"closed the connection while keys were exchanged"_s;
    QTest::newRow("greets and raves")
        << QByteArray("SSH-2.0-x\r\n") + QByteArray(5000, '\x7f') << false << u"while keys were exchanged"_s;
}

void TestSshRefusals::noServerIsExplained()
{
    QFETCH(QByteArray, says);
    QFETCH(bool, hangsUp);
    QFETCH(QString, words);
    const SshHome home;
    home.write(u".ssh/config"_s, kexTimeout);
    const Listener listener(says, hangsUp);
    const QString error = runBy(listener.url(), "echo in");
    QVERIFY2(error.contains(words), qPrintable(error));

    const BlackHole nothing;
    if (says.isEmpty())
        QVERIFY(runBy(nothing.url(), "echo in").contains(u"does not answer on port"));
    QVERIFY(runBy(u"ssh://root@127.0.0.1:1"_s, "echo in").contains(u"Connection refused"));
    QVERIFY(runBy(u"ssh://root@no-such-board.invalid"_s, "echo in")
                .contains(u"'no-such-board.invalid' can't be resolved"));
}

void TestSshRefusals::noCommonAlgorithm_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("words");
    QTest::newRow("key exchange") << QByteArray("KexAlgorithms sntrup761x25519-sha512@openssh.com")
                                  << u"sntrup761x25519-sha512@openssh.com"_s;
    QTest::newRow("cipher") << QByteArray("Ciphers aes128-cbc") << u"aes128-cbc"_s;
}

void TestSshRefusals::noCommonAlgorithm()
{
    QFETCH(QByteArray, config);
    QFETCH(QString, words);
    const SshHome home;
    home.write(u".ssh/config"_s, "Ciphers aes256-ctr\n");
    SshServer server({.config = config + '\n'});
    QVERIFY2(server.start(), qPrintable(server.log()));
    const QString error = runBy(server.url(), "echo in");
    QVERIFY2(error.contains(u"no algorithm in common") && error.contains(words), qPrintable(error));
}

void TestSshRefusals::sessionsMayBeForbidden()
{
    const SshHome home;
    SshServer server({.config = "MaxSessions 0\n", .authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const QString error = runBy(server.url(), "echo in");
    QVERIFY2(error.contains(u"does not allow to run a command") && error.contains(u"MaxSessions"),
             qPrintable(error));
}

void TestSshRefusals::accountWithoutAShell()
{
    const SshHome home;
    SshServer server({.config = "ForceCommand echo 'for files only' >&2; exit 1\n",
                      .authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const auto channel = openShell(server.url());
    QVERIFY(channel);
    QCOMPARE(readToEnd(**channel), QByteArray());
    QCOMPARE((*channel)->farewell(),
             u"the shell on 127.0.0.1:%1 ended with status 1: for files only"_s.arg(server.port()));
}

void TestSshRefusals::everyStepIsInterruptible()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const BlackHole hole;
    const Listener silent({});
    const Listener greeting("SSH-2.0-x\r\n");
    QCOMPARE(interruptedAt(hole.url(), u"Connecting"_s), u"cancelled"_s);
    QCOMPARE(interruptedAt(silent.url(), u"Connecting"_s), u"cancelled"_s);
    QCOMPARE(interruptedAt(greeting.url(), u"Connecting"_s), u"cancelled"_s);
    QCOMPARE(interruptedAt(server.url(), u"Logging in"_s, [&server] { server.signalAll(SIGSTOP); }),
             u"cancelled"_s);
    server.signalAll(SIGCONT);
    home.write(u".ssh/config"_s, "ProxyCommand sleep 1000\n");
    QCOMPARE(interruptedAt(server.url(), u"Connecting"_s), u"cancelled"_s);
}

// An agent that accepts and says nothing is cut off as well.
void TestSshRefusals::serverThatStallsIsGivenUp()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    QProcess agent;
    agent.start(u"socat"_s, {u"UNIX-LISTEN:"_s + home.path(u"deaf"_s) + u",fork"_s, u"SYSTEM:sleep 1000"_s});
    while (!QFile::exists(home.path(u"deaf"_s)) && !agent.waitForFinished(20)) {
    }
    home.write(u".ssh/config"_s, "IdentityAgent ~/deaf\n");
    QCOMPARE(interruptedAt(server.url(), u"Logging in"_s), u"cancelled"_s);
    agent.kill();
    agent.waitForFinished();
}

void TestSshRefusals::questionEndsWithTheInterruptor()
{
    const SshHome home;
    SshServer server({});
    QVERIFY2(server.start(), qPrintable(server.log()));
    for (const bool known : {false, true}) {
        if (known)
            home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
        Interruptor interruptor;
        ScriptedObserver observer;
        observer.trusts = true;
        observer.onTrust = [&interruptor] { interruptor.interrupt(); };
        observer.onAnswer = observer.onTrust;
        const auto channel = openSshShell(*parseSshUrl(server.url()), &observer, interruptor);
        QVERIFY(!channel);
        QCOMPARE(channel.error().kind, ErrorKind::Cancelled);
    }
    QVERIFY(!home.read(u".ssh/known_hosts"_s).isEmpty());
}

void TestSshRefusals::nothingIsLeaked()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const auto descriptors = [] {
        return QDir(u"/proc/self/fd"_s)
            .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
            .size();
    };
    const Listener hangsUp("SSH-2.0-x\r\n", true);
    qsizetype before = 0;
    for (int turn = 0; turn < 3; ++turn) {
        QVERIFY(runBy(server.url(), "echo in").startsWith(u"in\n|"));
        runBy(hangsUp.url(), {});
        runBy(u"ssh://nobody@127.0.0.1:%1"_s.arg(server.port()), {});
        if (turn == 0)
            before = descriptors();
    }
    QTRY_COMPARE(descriptors(), before);
}

QTEST_GUILESS_MAIN(TestSshRefusals)
#include "test_ssh_refusals.moc"
