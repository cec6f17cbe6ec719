// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/config.h"
#include "remote/transport/ssh/config_file.h"
#include "remote/transport/ssh/known_hosts.h"
#include "remote/transport/ssh/patterns.h"
#include "remote/transport/ssh_address.h"
#include "ssh_fixture.h"

#include <QFile>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray firstKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO9fYzkG9Odgdlm/CmQzVf4ZWnyqKVLlTIJ6HYiYp2xH";
const QByteArray secondKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVfYzkG9Odgdlm/CmQzVf4ZWnyqKVLlTIJ6HYiYp2xH";
const QByteArray otherKey = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBA==";

Result<SshConfig> read(const SshHome &home, const QByteArray &text, const QString &host)
{
    home.write(u"config"_s, text);
    SshConfigQuery query;
    query.host = host;
    query.home = home.path({});
    query.account = u"me"_s;
    query.files = {home.path(u"config"_s)};
    query.run = [](const QString &command) { return command == u"true board"; };
    return readSshConfig(query);
}

} // namespace

class TestSshParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urlNamesUserHostAndPort_data();
    void urlNamesUserHostAndPort();
    void badUrlIsExplained_data();
    void badUrlIsExplained();

    void patternsMatch_data();
    void patternsMatch();
    void linesAreSplit_data();
    void linesAreSplit();
    void firstValueCounts();
    void matchLooksAtAll_data();
    void matchLooksAtAll();
    void jumpOrCommand();
    void badConfigurationIsPlaced_data();
    void badConfigurationIsPlaced();

    void hostsAreFound_data();
    void hostsAreFound();
    void keysAreJudged();
    void keysAreRemembered_data();
    void keysAreRemembered();
};

void TestSshParts::urlNamesUserHostAndPort_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<SshAddress>("address");
    QTest::newRow("host") << u"ssh://board-7"_s << SshAddress{.host = u"board-7"_s};
    QTest::newRow("all") << u"ssh://root@board-7:2222?become=sudo"_s
                         << SshAddress{
                                .user = u"root"_s, .host = u"board-7"_s, .port = 2222, .becomeRoot = true};
    QTest::newRow("slash") << u"SSH://board-7/"_s << SshAddress{.host = u"board-7"_s};
    QTest::newRow("IPv6") << u"ssh://[fe80::1%25eth0]:22"_s
                          << SshAddress{.host = u"fe80::1%eth0"_s, .port = 22};
    QTest::newRow("encoded") << u"ssh://me%40home@b%C3%BCro"_s
                             << SshAddress{.user = u"me@home"_s, .host = u"büro"_s};
    QTest::newRow("at") << u"ssh://me@home@board"_s << SshAddress{.user = u"me@home"_s, .host = u"board"_s};
}

void TestSshParts::urlNamesUserHostAndPort()
{
    QFETCH(QString, url);
    QFETCH(SshAddress, address);
    const Result<SshAddress> parsed = parseSshUrl(url);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : describe(parsed.error())));
    QCOMPARE(*parsed, address);
}

void TestSshParts::badUrlIsExplained_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::newRow("no host") << u"ssh://"_s << u"has no host"_s;
    QTest::newRow("no host, a port") << u"ssh://:22"_s << u"has no host"_s;
    QTest::newRow("no user") << u"ssh://@board"_s << u"has no valid user"_s;
    QTest::newRow("option") << u"ssh://-oProxyCommand=x@board"_s
                            << u"has no valid user: '-oProxyCommand=x'"_s;
    QTest::newRow("shell") << u"ssh://a%3Brm@board"_s << u"has no valid user: 'a;rm'"_s;
    QTest::newRow("host option") << u"ssh://-oProxyCommand=x"_s << u"has no valid host"_s;
    QTest::newRow("line end") << u"ssh://board%0A7"_s << u"has no valid host: 'board\\x0a7'"_s;
    QTest::newRow("port 0") << u"ssh://board:0"_s << u"'0' is not 1 to 65535"_s;
    QTest::newRow("port 65536") << u"ssh://board:65536"_s << u"'65536' is not"_s;
    QTest::newRow("port huge") << u"ssh://board:99999999999"_s << u"is not 1 to 65535"_s;
    QTest::newRow("port empty") << u"ssh://board:"_s << u"'' is not"_s;
    QTest::newRow("port sign") << u"ssh://board:+22"_s << u"'+22' is not"_s;
    QTest::newRow("path") << u"ssh://board/tmp"_s << u"has a path"_s;
    QTest::newRow("password") << u"ssh://me:secret@board"_s << u"'ssh://...@board' has a password"_s;
    QTest::newRow("no brackets") << u"ssh://fe80::1"_s << u"needs brackets"_s;
    QTest::newRow("bad IPv6") << u"ssh://[board]"_s << u"no valid IPv6 address"_s;
    QTest::newRow("open bracket") << u"ssh://[::1"_s << u"no valid IPv6 address"_s;
    QTest::newRow("after bracket") << u"ssh://[::1]22"_s << u"has '22' after its address"_s;
    QTest::newRow("setting") << u"ssh://board?become=root"_s << u"unknown setting 'become=root'"_s;
}

void TestSshParts::badUrlIsExplained()
{
    QFETCH(QString, url);
    QFETCH(QString, words);
    const Result<SshAddress> parsed = parseSshUrl(url);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Usage);
    QVERIFY2(parsed.error().text.contains(words), qPrintable(parsed.error().text));
    QVERIFY(!parsed.error().text.contains(u"secret"));
}

void TestSshParts::patternsMatch_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("patterns");
    QTest::addColumn<bool>("matches");
    QTest::newRow("same") << u"board"_s << QStringList{u"board"_s} << true;
    QTest::newRow("case") << u"Board"_s << QStringList{u"bOARD"_s} << true;
    QTest::newRow("star") << u"board-7.lab"_s << QStringList{u"board-*"_s} << true;
    QTest::newRow("stars") << u"aXbXc"_s << QStringList{u"*X*X?"_s} << true;
    QTest::newRow("question") << u"board"_s << QStringList{u"boar??"_s} << false;
    QTest::newRow("negated") << u"board-7"_s << QStringList{u"board-*"_s, u"!board-7"_s} << false;
    QTest::newRow("only negated") << u"board-7"_s << QStringList{u"!other"_s} << false;
    QTest::newRow("none") << u"x"_s << QStringList{} << false;
    QTest::newRow("many stars") << QString(2000, u'a') << QStringList{QString(200, u'*') + u'b'} << false;
}

void TestSshParts::patternsMatch()
{
    QFETCH(QString, text);
    QFETCH(QStringList, patterns);
    QFETCH(bool, matches);
    QCOMPARE(matchesAny(text, patterns), matches);
}

void TestSshParts::linesAreSplit_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("blanks") << u"  Host\ta  b \r"_s << QStringList{u"Host"_s, u"a"_s, u"b"_s};
    QTest::newRow("equals") << u"Port=22"_s << QStringList{u"Port"_s, u"22"_s};
    QTest::newRow("equals apart") << u"Port = 22"_s << QStringList{u"Port"_s, u"22"_s};
    QTest::newRow("equals later") << u"SetEnv A=b"_s << QStringList{u"SetEnv"_s, u"A=b"_s};
    QTest::newRow("quotes") << u"IdentityFile \"my key\""_s << QStringList{u"IdentityFile"_s, u"my key"_s};
    QTest::newRow("empty quotes") << u"a \"\""_s << QStringList{u"a"_s, QString()};
    QTest::newRow("comment") << u"# a b"_s << QStringList{};
    QTest::newRow("comment behind") << u"Port 22 # the usual"_s << QStringList{u"Port"_s, u"22"_s};
}

void TestSshParts::linesAreSplit()
{
    QFETCH(QString, line);
    QFETCH(QStringList, words);
    QCOMPARE(splitConfigLine(line), words);
}

void TestSshParts::firstValueCounts()
{
    const SshHome home;
    const Result<SshConfig> config =
        read(home,
             "Host other\n Port 1\nHost board\n HostName %h.lab\n Port 2\n IdentityFile ~/a\n ConnectTimeout "
             "1m5s\n"
             "Host b*\n Port 3\n IdentityFile %d/%r\nHost *\n User root\n HashKnownHosts yes\n Ciphers x,y\n",
             u"board"_s);
    QVERIFY(config);
    QCOMPARE(config->hostName, u"board.lab"_s);
    QCOMPARE(config->port, 2);
    QCOMPARE(config->user, u"root"_s);
    const QString folder = QDir::cleanPath(home.path({}));
    QCOMPARE(config->identityFiles, QStringList({folder + u"/a"_s, folder + u"/root"_s}));
    QCOMPARE(config->connectTimeout, 65);
    QVERIFY(config->hashKnownHosts && !config->identitiesAreDefault && !config->identitiesOnly);
    QCOMPARE(config->ciphers, QByteArray("x,y"));
    QCOMPARE(config->userKnownHosts.value(0), folder + u"/.ssh/known_hosts"_s);
}

void TestSshParts::matchLooksAtAll_data()
{
    QTest::addColumn<QByteArray>("match");
    QTest::addColumn<bool>("matches");
    QTest::newRow("all") << QByteArray("all") << true;
    QTest::newRow("host") << QByteArray("host *.lab") << true;
    QTest::newRow("original") << QByteArray("originalhost board user root") << true;
    QTest::newRow("one of two") << QByteArray("originalhost board user me") << false;
    QTest::newRow("negated") << QByteArray("!user me localuser me") << true;
    QTest::newRow("list") << QByteArray("user a,root") << true;
    QTest::newRow("exec") << QByteArray("exec \"true %n\"") << false;
    QTest::newRow("canonical") << QByteArray("canonical") << false;
    QTest::newRow("final") << QByteArray("final") << true;
}

void TestSshParts::matchLooksAtAll()
{
    QFETCH(QByteArray, match);
    QFETCH(bool, matches);
    const SshHome home;
    const Result<SshConfig> config =
        read(home, "HostName %h.lab\nUser root\nMatch " + match + "\n Port 99\n", u"board"_s);
    QVERIFY2(config, qPrintable(config ? QString() : config.error().text));
    QCOMPARE(config->port, matches ? 99 : 22);
}

void TestSshParts::jumpOrCommand()
{
    const SshHome home;
    QCOMPARE(read(home, "ProxyJump a,b\nProxyCommand c\n", u"board"_s)->proxyJump, u"a,b"_s);
    QCOMPARE(read(home, "ProxyJump a,b\nProxyCommand c\n", u"board"_s)->proxyCommand, QString());
    QCOMPARE(read(home, "ProxyCommand nc \"%h\" %p\nProxyJump a\n", u"board"_s)->proxyCommand,
             u"nc \"board\" 22"_s);
    QCOMPARE(read(home, "ProxyCommand nc \"%h\" %p\nProxyJump a\n", u"board"_s)->proxyJump, QString());
    QCOMPARE(read(home, "Host board\n ProxyJump none\nHost *\n ProxyJump a\n", u"board"_s)->proxyJump,
             QString());
}

void TestSshParts::badConfigurationIsPlaced_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("quote") << QByteArray("\nUser \"root\n") << u"config line 2: a quote is not closed"_s;
    QTest::newRow("value") << QByteArray("Port") << u"config line 1: 'Port' needs a value"_s;
    QTest::newRow("port") << QByteArray("Port many") << u"no valid port for board: many"_s;
    QTest::newRow("match") << QByteArray("Match weather fine")
                           << u"config line 1: Match knows no 'weather'"_s;
    QTest::newRow("match value") << QByteArray("Match host") << u"Match host needs a value"_s;
    QTest::newRow("circle") << QByteArray("Include ~/config") << u"files include each other too deeply"_s;
}

void TestSshParts::badConfigurationIsPlaced()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const SshHome home;
    const Result<SshConfig> config = read(home, text, u"board"_s);
    QVERIFY(!config);
    QCOMPARE(config.error().kind, ErrorKind::Usage);
    QVERIFY2(config.error().text.contains(words), qPrintable(config.error().text));
}

void TestSshParts::hostsAreFound_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("found");
    QTest::newRow("plain") << QByteArray("board") << u"board"_s << 22 << true;
    QTest::newRow("case") << QByteArray("board") << u"Board"_s << 22 << true;
    QTest::newRow("list") << QByteArray("a,board,10.0.0.7") << u"10.0.0.7"_s << 22 << true;
    QTest::newRow("port") << QByteArray("[board]:2222") << u"board"_s << 2222 << true;
    QTest::newRow("port 22 in brackets") << QByteArray("[board]:22") << u"board"_s << 22 << true;
    QTest::newRow("other port") << QByteArray("[board]:2222") << u"board"_s << 2223 << false;
    QTest::newRow("no port") << QByteArray("board") << u"board"_s << 2222 << false;
    QTest::newRow("pattern") << QByteArray("*.lab,!b.lab") << u"a.lab"_s << 22 << true;
    QTest::newRow("negated") << QByteArray("*.lab,!b.lab") << u"b.lab"_s << 22 << false;
    QTest::newRow("authority") << QByteArray("@cert-authority *") << u"board"_s << 22 << false;
    QTest::newRow("comment") << QByteArray("#board") << u"board"_s << 22 << false;
    QTest::newRow("bad hash") << QByteArray("|1|x") << u"board"_s << 22 << false;
}

void TestSshParts::hostsAreFound()
{
    QFETCH(QByteArray, names);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, found);
    const SshHome home;
    home.write(u"known"_s, "\n# x\nnonsense\n" + names + ' ' + firstKey + " me@here\n");
    const QList<KnownKey> keys =
        knownKeys({home.path(u"missing"_s), home.path(u"known"_s)}, knownHostName(host, port));
    QCOMPARE(keys.size(), found ? 1 : 0);
    if (!found)
        return;
    QCOMPARE(keys[0].file, home.path(u"known"_s));
    QCOMPARE(keys[0].line, 4);
    QCOMPARE(keys[0].key, *parseHostKey(firstKey));
}

void TestSshParts::keysAreJudged()
{
    const HostKey first = *parseHostKey(firstKey);
    const KnownKey same{first, u"f"_s, 1};
    const KnownKey other{*parseHostKey(secondKey), u"f"_s, 2};
    const KnownKey otherType{*parseHostKey(otherKey), u"f"_s, 3};
    const KnownKey bad{first, u"f"_s, 4, true};
    QCOMPARE(judge(first, {}).trust, HostTrust::Unknown);
    QCOMPARE(judge(first, {same}).trust, HostTrust::Known);
    QCOMPARE(judge(first, {other}).trust, HostTrust::Changed);
    QCOMPARE(judge(first, {otherType}).trust, HostTrust::OtherType);
    QCOMPARE(judge(first, {otherType, other}).trust, HostTrust::Changed);
    QCOMPARE(judge(first, {other, otherType, same}).trust, HostTrust::Known);
    QCOMPARE(judge(first, {same, bad}).trust, HostTrust::Revoked);
    QCOMPARE(judge(first, {otherType, other}).known.line, 2);
    QVERIFY(!parseHostKey("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIO9f")); // says another type inside
    QVERIFY(!parseHostKey("ssh-ed25519"));
    QVERIFY(!parseHostKey("ssh-ed25519 ????"));
}

void TestSshParts::keysAreRemembered_data()
{
    QTest::addColumn<bool>("hashed");
    QTest::newRow("plain") << false;
    QTest::newRow("hashed") << true;
}

// ssh-keygen finds what was written, and the other way round.
void TestSshParts::keysAreRemembered()
{
    QFETCH(bool, hashed);
    const SshHome home;
    const QString file = home.path(u".ssh/new/known_hosts"_s);
    QVERIFY(remember(*parseHostKey(firstKey), u"[board]:2222"_s, file, hashed));
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(outputOf(u"ssh-keygen"_s, {u"-F"_s, u"[board]:2222"_s, u"-f"_s, file}).contains(firstKey));
    QCOMPARE(QFile(file).size() > 0 && home.read(u".ssh/new/known_hosts"_s).contains("board"), !hashed);

    home.write(u".ssh/new/known_hosts"_s, home.read(u".ssh/new/known_hosts"_s).trimmed()); // no end of line
    QVERIFY(remember(*parseHostKey(otherKey), u"other"_s, file, hashed));
    QCOMPARE(knownKeys({file}, u"[board]:2222"_s).size(), 1);
    QCOMPARE(knownKeys({file}, u"other"_s).value(0).line, 2);

    outputOf(u"ssh-keygen"_s, {u"-H"_s, u"-f"_s, file});
    QCOMPARE(knownKeys({file}, u"[board]:2222"_s).size(), 1);
    const Result<> unwritable =
        remember(*parseHostKey(firstKey), u"x"_s, u"/proc/none/known_hosts"_s, hashed);
    QVERIFY(!unwritable && unwritable.error().text.contains(u"/proc/none/known_hosts"));
}

QTEST_GUILESS_MAIN(TestSshParts)
#include "test_ssh_parts.moc"
