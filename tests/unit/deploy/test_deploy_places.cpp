// SPDX-License-Identifier: GPL-3.0-or-later
// Targets that have no good place for a stub, made of mount namespaces of this machine.
#include "remote/session/session.h"
#include "remote/transport/deploy.h"
#include "target_shell.h"

#include <QTest>

#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr char everywhere[] = "for p in \"$TMPDIR\" /tmp /dev/shm /var/tmp /run /root; do mount -t tmpfs -o "
                              "%1 none \"$p\"; done; HOME=/root; ";

// Commands of a shell with mounts of its own.
QByteArray inNamespace(const QByteArray &commands)
{
    return "exec unshare -m sh -c '" + commands + " exec sh'";
}

QByteArray mounted(const char *options)
{
    return QByteArray(everywhere).replace("%1", options);
}

constexpr char noPython[] = "mount --bind /bin/false $(readlink -f $(command -v python3)); ";
constexpr char noPerl[] = "mount --bind /bin/false $(readlink -f $(command -v perl)); ";

Result<> deployThere(const QByteArray &commands)
{
    TargetShell shell(inNamespace(commands));
    const Interruptor never;
    if (const Result<> done = deployStub(shell.channel(), {}, nullptr, never); !done)
        return done;
    const auto session = Session::open(shell.takeChannel(), u"cmd:x"_s, {}, never);
    return session ? Result<>() : std::unexpected(session.error());
}

} // namespace

class TestDeployPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsAWay_data();
    void findsAWay();
    void tellsWhyThereIsNone_data();
    void tellsWhyThereIsNone();
};

void TestDeployPlaces::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("mounting takes root");
}

void TestDeployPlaces::findsAWay_data()
{
    QTest::addColumn<QByteArray>("commands");
    QTest::newRow("noexec but one") << mounted("noexec") + "umount /var/tmp;";
    QTest::newRow("TMPDIR full") << QByteArray("mount -t tmpfs -o size=4k none \"$TMPDIR\";");
    QTest::newRow("TMPDIR read-only") << QByteArray("mount -t tmpfs -o ro none \"$TMPDIR\";");
    QTest::newRow("TMPDIR gone") << QByteArray("TMPDIR=/nowhere/at/all;");
    QTest::newRow("noexec, python") << mounted("noexec");
    QTest::newRow("read-only, python") << mounted("ro");
    QTest::newRow("noexec, perl") << mounted("noexec") + noPython;
    QTest::newRow("no head") << QByteArray("mount --bind /bin/false $(command -v head);");
    QTest::newRow("md5sum alone") << QByteArray("mount --bind /bin/false $(command -v sha256sum);");
    QTest::newRow("cksum alone") << QByteArray(
        "mount --bind /bin/false $(command -v sha256sum); mount --bind /bin/false $(command -v md5sum);");
    QTest::newRow("no kallsyms") << QByteArray("mount --bind /dev/null /proc/kallsyms;");
}

void TestDeployPlaces::findsAWay()
{
    QFETCH(QByteArray, commands);
    const Result<> done = deployThere(commands);
    QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
}

void TestDeployPlaces::tellsWhyThereIsNone_data()
{
    QTest::addColumn<QByteArray>("commands");
    QTest::addColumn<QString>("words");
    const QByteArray nothing = QByteArray(noPython) + noPerl;
    QTest::newRow("noexec") << mounted("noexec") + nothing
                            << u"/tmp: mounted noexec, or executing is barred; /dev/shm: mounted noexec"_s;
    QTest::newRow("read-only") << mounted("ro") + nothing
                               << u"/tmp: Read-only file system; /dev/shm: Read-only file system"_s;
    QTest::newRow("full")
        << mounted("size=4k") + nothing
        << u"/tmp: the disk is full (No space left on device); /dev/shm: the disk is full"_s;
    QTest::newRow("neither head nor dd")
        << QByteArray("mount --bind /bin/false $(command -v head); mount --bind /bin/false $(command -v dd);")
        << u"neither head nor dd"_s;
}

void TestDeployPlaces::tellsWhyThereIsNone()
{
    QFETCH(QByteArray, commands);
    QFETCH(QString, words);
    const Result<> done = deployThere(commands);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Unreachable);
    QVERIFY2(done.error().text.contains(words), qPrintable(describe(done.error())));
}

QTEST_GUILESS_MAIN(TestDeployPlaces)
#include "test_deploy_places.moc"
