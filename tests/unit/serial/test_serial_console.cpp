// SPDX-License-Identifier: GPL-3.0-or-later
// Consoles by test: a shell on a pseudo terminal, and the real stub of this machine behind a bad line.
#include "remote/session/session.h"
#include "remote/transport/serial_channel.h"
#include "tests/unit/serial/console_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

class Answers : public ConnectObserver
{
public:
    void progress(const QString &) override {}
    std::optional<QString> answer(const SecretQuestion &question) override
    {
        questions.append(question.what);
        return answers.isEmpty() ? std::nullopt : std::optional(answers.takeFirst());
    }
    QStringList questions, answers;
};

Result<std::unique_ptr<Session>> open(const ConsoleFixture &console, const QString &options = {},
                                      Answers *answers = nullptr)
{
    const Interruptor interruptor;
    Result<std::unique_ptr<Channel>> channel = openChannel(console.url(options), answers, interruptor);
    if (!channel)
        return std::unexpected(channel.error());
    return Session::open(*std::move(channel), console.url(options), {}, interruptor);
}

// A file that does not change, longer than what a window holds.
const QString &something()
{
    static const QString path = QStringLiteral("/proc/kallsyms");
    return path;
}

void compareFile(Session &session, quint64 size)
{
    const Interruptor interruptor;
    const Result<QByteArray> got = session.readFile(something(), size, interruptor);
    QVERIFY2(got, got ? "" : qPrintable(got.error().text));
    QCOMPARE(got->size(), qsizetype(size));
    QFile file(something());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(got->toHex().left(200), file.peek(100).toHex());
    QVERIFY(*got == file.read(qint64(size)));
}

bool givenBack(ConsoleFixture &console, const termios &before)
{
    const bool answers = console.answers("echo back-$((6*7))\r", "back-42");
    const termios after = console.settings();
    return answers && after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag &&
           after.c_oflag == before.c_oflag;
}

} // namespace

class TestSerialConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void parsesUrls();
    void sessionOverAShell();
    void consoleComesBackWhenTheHostDies();
    void logsIn();
    void becomesRoot_data();
    void becomesRoot();
    void comesBackAfterARefusal_data();
    void comesBackAfterARefusal();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void tellsWhoMayNotOpenThePort();
    void recoversFromNoise();
    void deploysThroughNoise();
    void goesToText_data();
    void goesToText();
    void toldWhenThePortGoes();
};

void TestSerialConsole::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("the stub needs root");
}

void TestSerialConsole::parsesUrls()
{
    const auto address = parseSerialUrl(QStringLiteral("serial:///dev/ttyS1?baud=9600&user=root"));
    QVERIFY(address);
    QCOMPARE(*address, (SerialAddress{QStringLiteral("/dev/ttyS1"), 9600, QStringLiteral("root"), false}));
    for (const char *wrong : {"serial://", "serial://host/dev/ttyS0", "serial:///dev/ttyS0?baud=1",
                              "serial:///dev/ttyS0?become=su", "serial:///dev/ttyS0?x=1"})
        QVERIFY2(!parseSerialUrl(QString::fromLatin1(wrong)), wrong);
}

void TestSerialConsole::sessionOverAShell()
{
    ConsoleFixture console;
    QVERIFY(console.answers("echo ready-$((1+1))\r", "ready-2"));
    const termios before = console.settings();
    const auto session = open(console);
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    compareFile(**session, 50000);
    (*session)->close();
    QVERIFY(givenBack(console, before));
}

void TestSerialConsole::consoleComesBackWhenTheHostDies()
{
    ConsoleFixture console;
    QVERIFY(console.answers("echo ready-$((1+1))\r", "ready-2"));
    const termios before = console.settings();
    const auto session = open(console);
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    // As if the host had vanished: nothing comes through any more.
    console.setLine([](const QByteArray &) { return QByteArray(); },
                    [](const QByteArray &) { return QByteArray(); });
    QTest::qWait(11000);
    QVERIFY(givenBack(console, before));
}

void TestSerialConsole::logsIn()
{
    ConsoleFixture console("while :; do printf '\\nboard login: '; read n; [ -n \"$n\" ] || continue; "
                           "stty -echo; printf 'Password: '; read p; stty echo; "
                           "[ \"$n$p\" = rootsecret ] && { echo; echo Welcome; exec sh -i; }; "
                           "echo; echo Login incorrect; done");
    Answers answers;
    answers.answers = {QStringLiteral("wrong"), QStringLiteral("secret")};
    const auto session = open(console, QStringLiteral("?user=root"), &answers);
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    QCOMPARE(answers.questions.size(), 2);
    compareFile(**session, 1000);
}

// A sudo that takes the word "secret", three times in all.
void TestSerialConsole::becomesRoot_data()
{
    QTest::addColumn<QStringList>("answers");
    QTest::addColumn<QString>("error");
    QTest::newRow("a password") << QStringList{u"secret"_s} << QString();
    QTest::newRow("a wrong one first") << QStringList{u"wrong"_s, u"secret"_s} << QString();
    QTest::newRow("wrong ones") << QStringList{u"a"_s, u"b"_s, u"c"_s} << u"did not accept"_s;
    QTest::newRow("none") << QStringList() << u"nobody answered"_s;
}

void TestSerialConsole::becomesRoot()
{
    QFETCH(QStringList, answers);
    QFETCH(QString, error);
    const QTemporaryDir folder;
    QFile sudo(folder.filePath(u"sudo"_s));
    QVERIFY(sudo.open(QIODevice::WriteOnly));
    sudo.write("#!/bin/sh\n"
               "s=$(stty -g); stty -echo; n=0\n"
               "trap 'stty $s; exit 1' INT\n"
               "while [ $n -lt 3 ]; do\n"
               "printf '[sudo] password for me: '; read p; echo; n=$((n+1))\n"
               "[ \"$p\" != secret ] || { stty $s; exec \"$@\"; }\n"
               "[ $n = 3 ] || echo 'Sorry, try again.'\n"
               "done\n"
               "stty $s; echo 'sudo: 3 incorrect password attempts'; exit 1\n");
    sudo.close();
    sudo.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    ConsoleFixture console("PATH=" + folder.path().toUtf8() + ":$PATH exec sh -i");
    QVERIFY(console.answers("echo ready-$((1+1))\r", "ready-2"));
    const termios before = console.settings();
    Answers person;
    person.answers = answers;
    {
        const auto session = open(console, u"?become=sudo"_s, &person);
        QCOMPARE(bool(session), error.isEmpty());
        if (session)
            compareFile(**session, 1000);
        else
            QVERIFY2(session.error().text.contains(error), qPrintable(session.error().text));
    }
    QVERIFY(givenBack(console, before));
}

void TestSerialConsole::comesBackAfterARefusal_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("words");
    const QByteArray nobody = "exec setpriv --reuid 65534 --regid 65534 --clear-groups sh -i";
    QTest::newRow("somebody else's") << nobody << QString() << "who may not trace";
    QTest::newRow("no sudo") << QByteArray("PATH=/nowhere; PS1='board# ' exec /bin/sh -i")
                             << QStringLiteral("?become=sudo") << "sudo";
}

void TestSerialConsole::comesBackAfterARefusal()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, options);
    QFETCH(QString, words);
    ConsoleFixture console(script);
    QVERIFY(console.answers("echo ready-$((1+1))\r", "ready-2"));
    const termios before = console.settings();
    const auto session = open(console, options);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Unreachable);
    QVERIFY2(session.error().text.contains(words), qPrintable(session.error().text));
    QVERIFY(givenBack(console, before));
}

void TestSerialConsole::tellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("words");
    QTest::newRow("silence") << QByteArray("stty -echo; exec sleep 100") << "is silent";
    QTest::newRow("another speed")
        << QByteArray(
               "stty -echo; while :; do printf '\\200\\370\\003\\376\\200\\340\\001x\\377\\200'; sleep 1; "
               "done")
        << "is no text";
    QTest::newRow("a busy program") << QByteArray("while :; do echo measuring 1234; sleep 1; done")
                                    << "No prompt";
    QTest::newRow("nobody to ask") << QByteArray("while :; do printf 'board login: '; read n; done")
                                   << "nobody answered";
    QTest::newRow("no shell") << QByteArray("while read l; do printf 'cli> '; done") << "No POSIX shell";
}

void TestSerialConsole::tellsWhatIsWrong()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, words);
    ConsoleFixture console(script);
    const auto session = open(console);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Unreachable);
    QVERIFY2(session.error().text.contains(words), qPrintable(session.error().text));
}

void TestSerialConsole::tellsWhoMayNotOpenThePort()
{
    constexpr uid_t nobody = 65534;
    ConsoleFixture console;
    QCOMPARE(chmod(console.device().toLatin1().constData(), 0600), 0);
    QCOMPARE(seteuid(nobody), 0);
    const auto session = open(console);
    QCOMPARE(seteuid(0), 0);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Unreachable);
    QVERIFY2(session.error().text.contains(u"You may not open"), qPrintable(session.error().text));
    QVERIFY2(session.error().hint.contains(u"dialout"), qPrintable(session.error().hint));
}

void TestSerialConsole::recoversFromNoise()
{
    ConsoleFixture console;
    const termios before = console.settings();
    const auto session = open(console, QStringLiteral("?baud=4000000"));
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    std::atomic<int> toHost = 0, toTarget = 0;
    console.setLine(damage(1709, &toHost), damage(1303, &toTarget));
    while (toHost + toTarget < 1000)
        compareFile(**session, 400000);
    QVERIFY((*session)->alive());
    console.setLine({}, {});
    (*session)->close();
    QVERIFY(givenBack(console, before));
}

void TestSerialConsole::deploysThroughNoise()
{
    ConsoleFixture console;
    QVERIFY(console.answers("echo ready-$((1+1))\r", "ready-2"));
    std::atomic<int> toHost = 0, toTarget = 0;
    console.setLine(damage(2011, &toHost), damage(1999, &toTarget));
    const auto session = open(console);
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    compareFile(**session, 20000);
    QVERIFY(toHost + toTarget > 10);
}

void TestSerialConsole::goesToText_data()
{
    QTest::addColumn<bool>("sevenBits");
    QTest::newRow("seven bits") << true;
    QTest::newRow("control bytes are eaten") << false;
}

void TestSerialConsole::goesToText()
{
    QFETCH(bool, sevenBits);
    ConsoleFixture console;
    const ConsoleFixture::Line line = [sevenBits](const QByteArray &bytes) {
        QByteArray out;
        for (const char byte : bytes)
            if (sevenBits)
                out += char(byte & 0x7f);
            else if (byte != 0x11 && byte != 0x13 && byte != 0 && byte != char(0xff))
                out += byte;
        return out;
    };
    console.setLine(line, line);
    const auto session = open(console);
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    compareFile(**session, 30000);
}

void TestSerialConsole::toldWhenThePortGoes()
{
    ConsoleFixture console;
    const auto session = open(console);
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    console.unplug();
    QTRY_VERIFY_WITH_TIMEOUT(!(*session)->alive(), 12000);
}

QTEST_GUILESS_MAIN(TestSerialConsole)
#include "test_serial_console.moc"
