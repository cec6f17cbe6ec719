// SPDX-License-Identifier: GPL-3.0-or-later
// Stubs deployed through the shells that targets have.
#include "remote/session/session.h"
#include "remote/transport/deploy.h"
#include "remote/transport/process_channel.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// Its commands under their names, which are found before this machine's.
bool linkToybox(const QTemporaryDir &folder)
{
    const QString toybox = QStandardPaths::findExecutable(u"toybox"_s);
    QProcess list;
    list.start(toybox, {});
    if (!list.waitForFinished() || !QFile::exists(u"/bin/mksh"_s))
        return false;
    for (const QByteArray &name : list.readAllStandardOutput().simplified().split(' '))
        QFile::link(toybox, folder.filePath(QString::fromLatin1(name)));
    return QFile::exists(folder.filePath(u"head"_s));
}

} // namespace

class TestDeployShells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deploys_data();
    void deploys();
};

void TestDeployShells::deploys_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("command");
    QTest::newRow("sh") << u"sh"_s << u"exec sh"_s;
    QTest::newRow("dash") << u"dash"_s << u"exec dash"_s;
    QTest::newRow("bash") << u"bash"_s << u"exec bash"_s;
    QTest::newRow("bash as sh") << u"bash"_s << u"exec bash --posix"_s;
    QTest::newRow("busybox") << u"busybox"_s << u"exec busybox sh"_s;
    QTest::newRow("mksh") << u"mksh"_s << u"exec mksh"_s;
    QTest::newRow("mksh and toybox, as on Android") << u"toybox"_s << u"PATH={tools} exec /bin/mksh"_s;
    QTest::newRow("nothing in the environment") << u"sh"_s << u"exec env -i sh"_s;
    QTest::newRow("after a banner") << u"sh"_s << u"echo Welcome; printf 'no newline'; exec sh"_s;
    QTest::newRow("32-bit personality") << u"setarch"_s << u"exec setarch linux32 sh"_s;
}

void TestDeployShells::deploys()
{
    QFETCH(QString, program);
    QFETCH(QString, command);
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP("the shell is not installed");
    const QTemporaryDir folder;
    const QTemporaryDir tools;
    if (command.contains(u"{tools}") && !linkToybox(tools))
        QSKIP("mksh or toybox is missing");
    command.replace(u"{tools}"_s, tools.path());
    const Interruptor never;
    QElapsedTimer timer;
    timer.start();
    auto channel = openChannel(u"cmd:export TMPDIR=%1; %2"_s.arg(folder.path(), command), nullptr, never);
    QVERIFY2(channel, channel ? "" : qPrintable(describe(channel.error())));
    auto session = Session::open(*std::move(channel), u"cmd:x"_s, {}, never);
    QVERIFY2(session, session ? "" : qPrintable(describe(session.error())));
    qInfo("%lld ms", timer.elapsed());
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QCOMPARE((*session)->target().machine, u"x86_64"_s);
}

QTEST_GUILESS_MAIN(TestDeployShells)
#include "test_deploy_shells.moc"
