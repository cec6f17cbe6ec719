// SPDX-License-Identifier: GPL-3.0-or-later
// What the host makes of a shell's answers, and of what is none.
#include "remote/session/session.h"
#include "remote/transport/deploy.h"
#include "remote/transport/deploy_answers.h"
#include "remote/wire/wire.h"
#include "target_shell.h"

#include <QElapsedTimer>
#include <QTemporaryFile>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// A shell's side of the dialogue with the mark that it was told: `says` is echoed with $m for the mark.
QByteArray pretend(const QByteArray &says)
{
    return "read -r watchdog; m=; while read -r line; do case $line in m=\\$*) m=$m${line#*\\}}; break;; "
           "m=*) "
           "m=${line#m=};; esac; done; " +
           says;
}

Error refusal(const QByteArray &command, int answerMs = 300)
{
    TargetShell shell(command);
    const Interruptor never;
    const Result<> done = deployStub(shell.channel(), {.name = {}, .answerMs = answerMs}, nullptr, never);
    return done ? Error{} : done.error();
}

QByteArray hello(quint32 version)
{
    wire_hello greeting{};
    greeting.magic = WIRE_MAGIC;
    greeting.version = version;
    const wire_frame head{sizeof greeting, WIRE_HELLO, 0, 0, 0};
    return QByteArray(reinterpret_cast<const char *>(&head), sizeof head) +
           QByteArray(reinterpret_cast<const char *>(&greeting), sizeof greeting);
}

} // namespace

class TestDeployAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kernelDecides_data();
    void kernelDecides();
    void digests();
    void nonsense_data();
    void nonsense();
    void endlessNoise();
    void answerInPieces();
    void stubOfAnotherVersion();
    void stubOfAnotherVersionIsReplaced();
    void slowStubTakesNoHarm();
};

void TestDeployAnswers::kernelDecides_data()
{
    QTest::addColumn<QByteArray>("facts");
    QTest::addColumn<QString>("stub"); // empty: none
    QTest::newRow("amd64") << QByteArray("x86_64 - 16 head sha256sum file") << u"x86_64"_s;
    QTest::newRow("i686 on a 64-bit kernel") << QByteArray("i686 - 16 head - file") << u"x86_64"_s;
    QTest::newRow("i686 lies") << QByteArray("i686 x86_64 0 head - file") << u"x86_64"_s;
    QTest::newRow("really i686") << QByteArray("i686 - 8 head - file") << QString();
    QTest::newRow("arm64") << QByteArray("aarch64 - 16 dd cksum file") << u"arm64"_s;
    QTest::newRow("armv8l on a 64-bit kernel") << QByteArray("armv8l - 16 dd cksum file") << u"arm64"_s;
    QTest::newRow("armv8l") << QByteArray("armv8l - 8 dd cksum file") << u"arm"_s;
    QTest::newRow("armv7l") << QByteArray("armv7l arm 8 dd cksum file") << u"arm"_s;
    QTest::newRow("riscv") << QByteArray("riscv64 - 16 dd cksum file") << u"riscv64"_s;
    QTest::newRow("mips") << QByteArray("mips - 8 dd cksum file") << QString();
    QTest::newRow("unknown") << QByteArray("- - 0 dd cksum file") << QString();
}

void TestDeployAnswers::kernelDecides()
{
    QFETCH(QByteArray, facts);
    QFETCH(QString, stub);
    const auto parsed = parseFacts(facts);
    QVERIFY(parsed);
    const Result<Architecture> architecture = kernelArchitecture(*parsed);
    QCOMPARE(architecture ? architectureName(*architecture) : QString(), stub);
    if (!architecture)
        QCOMPARE(architecture.error().kind, ErrorKind::Unreachable);
}

void TestDeployAnswers::digests()
{
    QCOMPARE(digestAs(DigestTool::Cksum, "abc"), QByteArray("1219131554")); // printf abc | cksum
    QCOMPARE(digestAs(DigestTool::Cksum, ""), QByteArray("4294967295"));
    QCOMPARE(digestAs(DigestTool::Md5, "abc"), QByteArray("900150983cd24fb0d6963f7d28e17f72"));
}

void TestDeployAnswers::nonsense_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("words");
    QTest::newRow("silence") << QByteArray("exec sleep 9") << u"No shell answered within 0.3 s"_s;
    QTest::newRow("an end") << QByteArray("echo No such account; exit 1")
                            << u"No shell answered: the link was cut; instead came: No such account"_s;
    QTest::newRow("a shell that says no")
        << QByteArray("cat >/dev/null & echo restricted; sleep 9") << u"instead came: restricted"_s;
    QTest::newRow("an echo") << QByteArray("exec cat") << u"within 0.3 s"_s;
    QTest::newRow("facts that are none") << pretend("echo; echo \"$m facts a b\"; sleep 9") << u"nonsense"_s;
    QTest::newRow("another word") << pretend("echo; echo \"$m fact\"; sleep 9") << u"nonsense"_s;
    QTest::newRow("half an answer") << pretend("echo; printf %s \"$m facts x86_64\"; sleep 9")
                                    << u"within 0.3 s"_s;
    QTest::newRow("mips") << pretend("echo; echo \"$m facts mips - 8 head - file\"; sleep 9")
                          << u"The target's architecture, mips, is not supported"_s;
    QTest::newRow("damage") << pretend(
                                   "echo; echo \"$m facts x86_64 - 16 head - file\"; echo; echo \"$m failed "
                                   "damaged\"; sleep 9")
                            << u"arrived damaged"_s;
    QTest::newRow("silence after the stub")
        << pretend("echo; echo \"$m facts x86_64 - 16 head - file\"; sleep 9") << u"within 0.3 s"_s;
}

void TestDeployAnswers::nonsense()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, words);
    const Error error = refusal(command);
    QCOMPARE(error.kind, ErrorKind::Unreachable);
    QVERIFY2(error.text.contains(words), qPrintable(describe(error)));
}

void TestDeployAnswers::endlessNoise()
{
    const Error error = refusal("exec tr '\\0' x </dev/zero", 20000); // without a newline
    QVERIFY2(error.text.startsWith(u"The target talks, but no shell answers there"_s),
             qPrintable(error.text));
    QVERIFY(error.text.size() < 5000);
}

void TestDeployAnswers::answerInPieces()
{
    const QByteArray heard = "banner\n\nmark facts a\r\n\nmark next b c\n";
    for (qsizetype size = 0; size <= heard.size(); ++size) {
        const auto answer = findAnswer(heard.first(size), "mark", 0);
        QCOMPARE(bool(answer), size >= 22);
        if (answer)
            QCOMPARE(answer->rest, QByteArray("a"));
    }
    QCOMPARE(findAnswer(heard, "mark", 21)->word, QByteArray("next"));
}

// Greets as a stub of version 7 and reads until it is ended; then `after`.
static QString foreignStub(const QString &file, const QString &after)
{
    return u"cmd:cat %1; python3 -c 'import os\nwhile os.read(0, 1) != b\"\\0\": pass\nos.read(0, 31)\n"
           "os.write(1, b\"\\x08\\0\\0\\0\\x46\" + bytes(11) + bytes(8))'; %2"_s.arg(file, after);
}

void TestDeployAnswers::stubOfAnotherVersion()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(hello(7)) > 0 && file.flush());
    const Interruptor never;
    const auto channel = openChannel(foreignStub(file.fileName(), u"exit 1"_s), nullptr, never);
    QVERIFY(!channel);
    QCOMPARE(channel.error().kind, ErrorKind::Unreachable);
    QVERIFY2(channel.error().text.contains(u'7'), qPrintable(describe(channel.error())));
    QVERIFY(channel.error().hint.contains(u"sends its own stub"_s));
}

void TestDeployAnswers::stubOfAnotherVersionIsReplaced()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(hello(7)) > 0 && file.flush());
    const Interruptor never;
    auto channel = openChannel(foreignStub(file.fileName(), u"exec sh"_s), nullptr, never);
    QVERIFY2(channel, channel ? "" : qPrintable(describe(channel.error())));
    QVERIFY(Session::open(*std::move(channel), u"cmd:x"_s, {}, never));
}

void TestDeployAnswers::slowStubTakesNoHarm()
{
    const Interruptor never;
    auto channel =
        openChannel(u"cmd:sleep 0.5; exec %1"_s.arg(QStringLiteral(RADIOSONDE_STUB)), nullptr, never);
    QVERIFY2(channel, channel ? "" : qPrintable(describe(channel.error())));
    const auto session = Session::open(*std::move(channel), u"cmd:x"_s, {}, never);
    QVERIFY2(session, session ? "" : qPrintable(describe(session.error())));
    QVERIFY((*session)->readFile(u"/proc/version"_s, 0, never));
}

QTEST_GUILESS_MAIN(TestDeployAnswers)
#include "test_deploy_answers.moc"
