// SPDX-License-Identifier: GPL-3.0-or-later
#include "question_server.h"
#include "ssh_fixture.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// ssh-agent with a socket of its own; SSH_AUTH_SOCK points there while it lives.
class Agent
{
public:
    explicit Agent(const SshHome &home) : m_socket(home.path(u"agent.sock"_s))
    {
        m_process.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, m_socket});
        while (!QFile::exists(m_socket) && !m_process.waitForFinished(20)) {
        }
        qputenv("SSH_AUTH_SOCK", QFile::encodeName(m_socket));
    }
    ~Agent() { stop(); }
    void stop()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void add(const QString &key) const { outputOf(u"ssh-add"_s, {u"-q"_s, key}); }

private:
    QString m_socket;
    QProcess m_process;
};

} // namespace

class TestSshLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void keyLogsIn_data();
    void keyLogsIn();
    void passphraseIsAsked();
    void passphraseIsNotAskedInVain();
    void passwordIsAskedUpToThreeTimes_data();
    void passwordIsAskedUpToThreeTimes();
    void bothMayBeWanted();
    void severalQuestionsAtOnce();
    void agentSigns();
    void namedKeyOfTheAgentComesFirst();
    void agentThatIsGoneIsTold();
    void fileHelpsWhereTheAgentDoesNotSign();
    void whatWasTriedIsTold();
    void openKeyFileIsRefused();
    void keyFileThatIsNoneIsTold();

    void configurationNamesAll();
    void jumpHostsAreUsed_data();
    void jumpHostsAreUsed();
    void proxyCommandIsUsed();
    void boardNeedsNoConfiguration();
};

void TestSshLogin::initTestCase()
{
    if (const QString why = SshServer::whyNot(); !why.isEmpty())
        QSKIP(qPrintable(why));
}

void TestSshLogin::keyLogsIn_data()
{
    QTest::addColumn<bool>("dropbear");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("address");
    for (const bool dropbear : {false, true}) {
        for (const char *type : {"ed25519", "ecdsa", "rsa"})
            QTest::addRow("%s %s", dropbear ? "dropbear" : "sshd", type)
                << dropbear << QString::fromLatin1(type) << u"127.0.0.1"_s;
    }
    QTest::newRow("IPv6") << false << u"ed25519"_s << u"::1"_s;
}

void TestSshLogin::keyLogsIn()
{
    QFETCH(bool, dropbear);
    QFETCH(QString, type);
    QFETCH(QString, address);
    const SshHome home;
    SshServer server({.hostKeys = {type},
                      .authorized = home.makeKey(u".ssh/id_"_s + type, {}, type),
                      .dropbear = dropbear,
                      .address = address});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine(type));
    const QString host = address.contains(u':') ? u"[%1]:%2"_s.arg(address).arg(server.port())
                                                : u"%1:%2"_s.arg(address).arg(server.port());
    QCOMPARE(runBy(server.url(), "echo hello; exit 7"),
             u"hello\n|the shell on %1 ended with status 7"_s.arg(host));
}

void TestSshLogin::passphraseIsAsked()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s, u"secret words"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    for (const bool publicHalf : {true, false}) {
        ScriptedObserver observer;
        observer.answers = {u"wrong"_s, u"secret words"_s};
        QVERIFY(runBy(server.url(), "echo in", &observer).startsWith(u"in\n|"));
        QCOMPARE(observer.asked.size(), 2);
        QVERIFY(observer.asked[0].what.contains(home.path(u".ssh/id_ed25519"_s)));
        QVERIFY(!observer.asked[0].wasRefused && observer.asked[1].wasRefused);
        QVERIFY(!observer.asked[0].visible);
        if (publicHalf)
            QVERIFY(QFile::remove(home.path(u".ssh/id_ed25519.pub"_s)));
    }
    ScriptedObserver stubborn;
    stubborn.answers = {u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QVERIFY(runBy(server.url(), "echo in", &stubborn).contains(u"the passphrase is wrong"));
    QVERIFY(stubborn.asked[3].what.startsWith(u"Password")); // three tries, then the next way
}

void TestSshLogin::passphraseIsNotAskedInVain()
{
    const SshHome home;
    home.makeKey(u".ssh/id_ed25519"_s, u"secret"_s);
    SshServer server({.config = "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    ScriptedObserver observer;
    observer.answers = {u"secret"_s};
    QVERIFY(runBy(server.url(), "echo in", &observer).contains(u"id_ed25519 (refused)"));
    QCOMPARE(observer.asked.size(), 0);
}

void TestSshLogin::passwordIsAskedUpToThreeTimes_data()
{
    QTest::addColumn<bool>("dropbear");
    QTest::addColumn<QByteArray>("config");
    QTest::newRow("dropbear") << true << QByteArray();
    QTest::newRow("sshd") << false << QByteArray("KbdInteractiveAuthentication no");
    QTest::newRow("sshd, keyboard-interactive")
        << false << QByteArray("UsePAM yes\nKbdInteractiveAuthentication yes\nPasswordAuthentication yes");
}

void TestSshLogin::passwordIsAskedUpToThreeTimes()
{
    QFETCH(bool, dropbear);
    QFETCH(QByteArray, config);
    const SshHome home;
    SshServer server({.config = config, .dropbear = dropbear});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());

    ScriptedObserver observer;
    observer.answers = {u"wrong"_s, u"geheim"_s};
    const QString done = runBy(server.url(), "echo in", &observer);
    QVERIFY2(done.startsWith(u"in\n|"), qPrintable(done + server.log()));
    QCOMPARE(observer.asked.size(), 2);
    QCOMPARE(observer.asked[0].what, u"Password of root@127.0.0.1:%1"_s.arg(server.port()));
    QVERIFY(!observer.asked[0].wasRefused && observer.asked[1].wasRefused);
    QVERIFY(!observer.asked[0].visible);

    ScriptedObserver stubborn;
    stubborn.answers = {u"a"_s, u"b"_s, u"c"_s, u"geheim"_s};
    const QString refused = runBy(server.url(), "echo in", &stubborn);
    QVERIFY2(refused.contains(u"wrong"), qPrintable(refused));
    QCOMPARE(stubborn.asked.size(), 3);

    ScriptedObserver absent;
    const QString none = runBy(server.url(), "echo in", &absent);
    QVERIFY2(none.startsWith(u"No way to log in to 127.0.0.1:"), qPrintable(none));
    QCOMPARE(absent.asked.size(), 1);
    QVERIFY(runBy(server.url(), "echo in").contains(u"nobody to ask"));
}

void TestSshLogin::bothMayBeWanted()
{
    const SshHome home;
    SshServer server({.config = "AuthenticationMethods publickey,password\nKbdInteractiveAuthentication no\n",
                      .authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    ScriptedObserver observer;
    observer.answers = {u"geheim"_s};
    const QString done = runBy(server.url(), "echo in", &observer);
    QVERIFY2(done.startsWith(u"in\n|"), qPrintable(done + server.log()));
}

void TestSshLogin::severalQuestionsAtOnce()
{
    const SshHome home;
    const QByteArray hostKey = home.makeKey(u"host"_s);
    const QuestionServer server(home.path(u"host"_s));
    home.write(u".ssh/known_hosts"_s, "[127.0.0.1]:" + QByteArray::number(server.port()) + ' ' + hostKey);
    ScriptedObserver observer;
    observer.answers = {u"ada"_s, u"wrong"_s, u"ada"_s, u"1815"_s};
    const QString done = runBy(server.url(), "echo in", &observer);
    QVERIFY2(done.contains(u"while a shell was asked for"), qPrintable(done)); // it knows no shells
    QCOMPARE(observer.asked.size(), 4);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(observer.asked[i].visible, i % 2 == 0);
        QCOMPARE(observer.asked[i].wasRefused, i >= 2);
        QVERIFY2(observer.asked[i].words.endsWith(i % 2 == 0 ? u"Your name:" : u"Your code:"),
                 qPrintable(observer.asked[i].words));
        QVERIFY(observer.asked[i].words.startsWith(u"Two things"));
    }
    ScriptedObserver half;
    half.answers = {u"ada"_s};
    QVERIFY(runBy(server.url(), "echo in", &half).contains(u"keyboard-interactive (no answer given)"));
}

void TestSshLogin::agentSigns()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u"elsewhere/key"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const Agent agent(home);
    for (const char *other : {"a", "b", "c"}) {
        home.makeKey(QString::fromLatin1(other));
        agent.add(home.path(QString::fromLatin1(other)));
    }
    agent.add(home.path(u"elsewhere/key"_s));
    QVERIFY(runBy(server.url(), "echo in").startsWith(u"in\n|"));

    home.write(u".ssh/config"_s, "IdentitiesOnly yes\n");
    QVERIFY(runBy(server.url(), "echo in").startsWith(u"No way"));
    home.write(u".ssh/config"_s, "IdentityAgent none\n");
    QVERIFY(runBy(server.url(), "echo in").startsWith(u"No way"));
}

// A server that takes one key at most would close before the seventh.
void TestSshLogin::namedKeyOfTheAgentComesFirst()
{
    const SshHome home;
    const QByteArray authorized = home.makeKey(u"named"_s, u"secret"_s);
    SshServer server({.config = "MaxAuthTries 2\n", .authorized = authorized});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const Agent agent(home);
    for (const char *other : {"a", "b", "c"}) {
        home.makeKey(QString::fromLatin1(other));
        agent.add(home.path(QString::fromLatin1(other)));
    }
    const QString tooMany = runBy(server.url(), "echo in");
    QVERIFY2(tooMany.contains(u"Too many authentication failures") && tooMany.contains(u"IdentitiesOnly"),
             qPrintable(tooMany));

    outputOf(u"ssh-keygen"_s,
             {u"-q"_s, u"-p"_s, u"-P"_s, u"secret"_s, u"-N"_s, QString(), u"-f"_s, home.path(u"named"_s)});
    agent.add(home.path(u"named"_s));
    outputOf(u"ssh-keygen"_s, {u"-q"_s, u"-p"_s, u"-N"_s, u"secret"_s, u"-f"_s, home.path(u"named"_s)});
    home.write(u".ssh/config"_s, "IdentityFile ~/named\n");
    ScriptedObserver observer;
    QVERIFY(runBy(server.url(), "echo in", &observer).startsWith(u"in\n|"));
    QCOMPARE(observer.asked.size(), 0); // the agent has it open
}

void TestSshLogin::agentThatIsGoneIsTold()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u"key"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    Agent agent(home);
    agent.add(home.path(u"key"_s));
    agent.stop();
    const QString words = runBy(server.url(), "echo in");
    QVERIFY2(words.contains(u"The ssh agent at %1 can't be used"_s.arg(home.path(u"agent.sock"_s))),
             qPrintable(words));
}

// A locked agent shows no keys; one that asks before each use, and is told no, refuses to sign.
void TestSshLogin::fileHelpsWhereTheAgentDoesNotSign()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    qputenv("SSH_ASKPASS", "/bin/false");
    qputenv("SSH_ASKPASS_REQUIRE", "force");
    const Agent agent(home);
    outputOf(u"ssh-add"_s, {u"-q"_s, u"-c"_s, home.path(u".ssh/id_ed25519"_s)});
    QVERIFY(runBy(server.url(), "echo in").startsWith(u"in\n|"));
    QVERIFY(QFile::rename(home.path(u".ssh/id_ed25519"_s), home.path(u"hidden"_s)));
    const QString words = runBy(server.url(), "echo in");
    QVERIFY2(words.contains(u"agent's key '.ssh/id_ed25519' (the agent did not sign)"), qPrintable(words));
    qunsetenv("SSH_ASKPASS");
    qunsetenv("SSH_ASKPASS_REQUIRE");
}

void TestSshLogin::whatWasTriedIsTold()
{
    const SshHome home;
    home.makeKey(u".ssh/id_ed25519"_s);
    home.makeKey(u".ssh/id_rsa"_s, {}, u"rsa"_s);
    SshServer server({});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const QString words = runBy(server.url(), "echo in");
    QVERIFY2(words.contains(u"tried: key %1 (refused), key %2 (refused)"_s.arg(
                 home.path(u".ssh/id_ed25519"_s), home.path(u".ssh/id_rsa"_s))),
             qPrintable(words));
    QVERIFY2(words.contains(u"the server takes: publickey, keyboard-interactive, password") ||
                 words.contains(u"the server takes: publickey, password"),
             qPrintable(words));
}

void TestSshLogin::openKeyFileIsRefused()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const QString key = home.path(u".ssh/id_ed25519"_s);
    QFile::setPermissions(key, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
    const QString words = runBy(server.url(), "echo in");
    QVERIFY2(words.contains(u"other users can read it") && words.contains(u"chmod 600 "_s + key),
             qPrintable(words));
}

void TestSshLogin::keyFileThatIsNoneIsTold()
{
    const SshHome home;
    home.write(u".ssh/config"_s, "IdentityFile ~/.ssh/missing\nIdentityFile ~/.ssh/rubbish\n");
    home.write(u".ssh/rubbish"_s,
               "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
    SshServer server({});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, server.knownHostsLine());
    const QString words = runBy(server.url(), "echo in");
    QVERIFY2(words.contains(u".ssh/missing can't be used: No such file or directory"), qPrintable(words));
    QVERIFY2(words.contains(u".ssh/rubbish can't be used: it is damaged"), qPrintable(words));
}

void TestSshLogin::configurationNamesAll()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u"keys/board"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u"known/hosts"_s, "board-7 " + server.hostKey() + '\n');
    home.write(u".ssh/config"_s, "Include boards/*\n");
    home.write(u".ssh/boards/seven"_s,
               "Host board-*\n  HostName 127.0.0.1\n  Port " + QByteArray::number(server.port()) +
                   "\n  User=root\n  IdentityFile \"~/keys/board\"\n  HostKeyAlias board-7\n"
                   "  UserKnownHostsFile ~/known/hosts\n");
    QVERIFY(runBy(u"ssh://board-7"_s, "echo in").startsWith(u"in\n|"));
}

void TestSshLogin::jumpHostsAreUsed_data()
{
    QTest::addColumn<QByteArray>("way");
    QTest::newRow("each names the next")
        << QByteArray("Host far\n ProxyJump middle\nHost middle\n ProxyJump near\n");
    QTest::newRow("a list") << QByteArray("Host far\n ProxyJump near,middle\n");
    QTest::newRow("a list with users and ports")
        << QByteArray("Host far\n ProxyJump root@127.0.0.1:NEAR,ssh://root@127.0.0.1:MIDDLE\n");
}

void TestSshLogin::jumpHostsAreUsed()
{
    QFETCH(QByteArray, way);
    const SshHome home;
    const QByteArray authorized = home.makeKey(u".ssh/id_ed25519"_s);
    SshServer near({.authorized = authorized});
    SshServer middle({.authorized = authorized});
    SshServer far({.authorized = authorized, .dropbear = true});
    QVERIFY(near.start() && middle.start() && far.start());
    home.write(u".ssh/known_hosts"_s, near.knownHostsLine() + middle.knownHostsLine() + far.knownHostsLine());
    const auto host = [](const char *name, const SshServer &server) {
        return QByteArray("Host ") + name + "\n HostName 127.0.0.1\n User root\n Port " +
               QByteArray::number(server.port()) + '\n';
    };
    way.replace("NEAR", QByteArray::number(near.port())).replace("MIDDLE", QByteArray::number(middle.port()));
    home.write(u".ssh/config"_s, way + host("near", near) + host("middle", middle) + host("far", far));
    const QString done = runBy(u"ssh://far"_s, "echo $SSH_CONNECTION");
    // What the far server sees are connections of the middle one's, on this machine.
    QVERIFY2(done.section(u'|', 0, 0).trimmed().endsWith(QString::number(far.port())), qPrintable(done));
    QVERIFY2(near.log().contains(u"Accepted publickey") && middle.log().contains(u"Accepted publickey"),
             qPrintable(near.log() + middle.log()));

    middle.signalAll(SIGKILL);
    const QString broken = runBy(u"ssh://far"_s, "echo in");
    QVERIFY2(broken.contains(u"does not connect to 127.0.0.1 port %1"_s.arg(middle.port())),
             qPrintable(broken));
}

void TestSshLogin::proxyCommandIsUsed()
{
    const SshHome home;
    SshServer server({.authorized = home.makeKey(u".ssh/id_ed25519"_s)});
    QVERIFY2(server.start(), qPrintable(server.log()));
    home.write(u".ssh/known_hosts"_s, "far.example " + server.hostKey() + '\n');
    home.write(u".ssh/config"_s, "Host far.example\n User root\n ProxyCommand sh -c 'echo %h %p %r >" +
                                     QFile::encodeName(home.path(u"called"_s)) +
                                     "; exec socat - TCP:127.0.0.1:" + QByteArray::number(server.port()) +
                                     "'\n");
    const QString done = runBy(u"ssh://far.example"_s, "echo in");
    QVERIFY2(done.startsWith(u"in\n|"), qPrintable(done));
    QCOMPARE(home.read(u"called"_s), QByteArray("far.example 22 root\n"));

    home.write(u".ssh/config"_s,
               "Host far.example\n User root\n ProxyCommand sh -c \"echo 'no such door' >&2; exit 5\"\n");
    const QString failed = runBy(u"ssh://far.example"_s, "echo in");
    QVERIFY2(failed.contains(u"the proxy command ended with status 5: no such door"), qPrintable(failed));
}

void TestSshLogin::boardNeedsNoConfiguration()
{
    const SshHome home;
    const QByteArray authorized = home.makeKey(u"board/key"_s);
    SshServer server({.authorized = authorized, .dropbear = true});
    SshServer other({.authorized = authorized, .dropbear = true});
    QVERIFY(server.start() && other.start());
    home.write(u".ssh/config"_s, "ProxyCommand false\n");
    SshAddress address;
    address.host = u"127.0.0.1"_s;
    address.port = server.port();
    address.identityFile = home.path(u"board/key"_s);
    address.hostKey = server.hostKey();
    const Interruptor never;
    const auto channel = openSshShell(address, nullptr, never);
    QVERIFY2(channel, qPrintable(channel ? QString() : describe(channel.error())));
    QVERIFY(!QFile::exists(home.path(u".ssh/known_hosts"_s)));

    address.port = other.port();
    const auto wrong = openSshShell(address, nullptr, never);
    QVERIFY(!wrong);
    QVERIFY2(describe(wrong.error()).contains(u"not the expected board") &&
                 describe(wrong.error()).contains(other.fingerprint()),
             qPrintable(describe(wrong.error())));
}

QTEST_GUILESS_MAIN(TestSshLogin)
#include "test_ssh_login.moc"
