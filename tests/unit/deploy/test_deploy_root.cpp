// SPDX-License-Identifier: GPL-3.0-or-later
// Becoming root through sudo: a script that speaks as sudo does plays it.
#include "remote/session/session.h"
#include "remote/transport/deploy.h"
#include "target_shell.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// Answers as a person would, and remembers the questions.
class Person : public ConnectObserver
{
public:
    explicit Person(QStringList answers) : m_answers(std::move(answers)) {}
    void progress(const QString &) override {}
    std::optional<QString> answer(const SecretQuestion &question) override
    {
        questions.append(question.what + (question.wasRefused ? u" again"_s : QString()));
        return m_answers.isEmpty() ? std::nullopt : std::optional(m_answers.takeFirst());
    }
    QStringList questions;

private:
    QStringList m_answers;
};

// As sudo 1.9: -n refuses; -S asks three times for "secret" on stderr, reading by bytes.
constexpr char sudoScript[] = R"sh(#!/bin/sh
case $1 in -n) echo 'sudo: a password is required' >&2; exit 1 ;; esac
prompt=$4
shift 5
for i in 1 2 3; do
  printf %s "$prompt" >&2
  read -r password || exit 1
  [ "$password" = secret ] && { echo "$@" >>"$0.log"; exec "$@"; }
  echo 'Sorry, try again.' >&2
done
echo 'sudo: 3 incorrect password attempts' >&2
exit 1
)sh";

} // namespace

class TestDeployRoot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void passwordIsAskedFor_data();
    void passwordIsAskedFor();
    void refusals_data();
    void refusals();
    void rootNeedsNone();

private:
    Result<> deploy(const QByteArray &sudo, ConnectObserver *observer);
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDeployRoot::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

// Through a shell whose user is not root, as far as it can tell, and whose sudo is `sudo`.
Result<> TestDeployRoot::deploy(const QByteArray &sudo, ConnectObserver *observer)
{
    const auto write = [this](const QString &name, const QByteArray &text) {
        QFile file(m_folder->filePath(name));
        if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size())
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    };
    write(u"id"_s, "#!/bin/sh\necho 1000\n");
    if (!sudo.isEmpty())
        write(u"sudo"_s, sudo);
    const QByteArray path = m_folder->path().toUtf8();
    // Bound to a file that no user may execute, itself and not what it hides changed.
    const QByteArray hidden =
        sudo.isEmpty()
            ? "touch " + path + "/none; for p in /usr/bin/sudo /bin/sudo; do [ ! -e $p ] || mount --bind " +
                  path + "/none $p; done; "
            : "";
    TargetShell shell("PATH=" + path + ":$PATH; export PATH; exec unshare -m sh -c '" + hidden + "exec sh'");
    const Interruptor never;
    const Result<> done = deployStub(
        shell.channel(), {.becomeRoot = true, .name = u"board-7"_s, .answerMs = 5000}, observer, never);
    if (!done)
        return done;
    const auto session = Session::open(shell.takeChannel(), u"cmd:x"_s, {}, never);
    return session ? Result<>() : std::unexpected(session.error());
}

void TestDeployRoot::passwordIsAskedFor_data()
{
    QTest::addColumn<QStringList>("answers");
    QTest::newRow("right at once") << QStringList{u"secret"_s};
    QTest::newRow("right at last") << QStringList{u"wrong"_s, QString(), u"secret"_s};
}

void TestDeployRoot::passwordIsAskedFor()
{
    QFETCH(QStringList, answers);
    Person person(answers);
    const Result<> done = deploy(sudoScript, &person);
    QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
    QStringList questions{u"Password for sudo on board-7"_s};
    while (questions.size() < answers.size())
        questions.append(u"Password for sudo on board-7 again"_s);
    QCOMPARE(person.questions, questions);
    QFile log(m_folder->filePath(u"sudo.log"_s)); // what sudo was told to run: short, and no secret
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray line = log.readAll();
    QVERIFY2(!line.contains("secret") && line.size() < 100, line.constData());
}

void TestDeployRoot::refusals_data()
{
    QTest::addColumn<QByteArray>("sudo");
    QTest::addColumn<QStringList>("answers");
    QTest::addColumn<QString>("words");
    const QStringList right{u"secret"_s};
    QTest::newRow("wrong") << QByteArray(sudoScript) << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}
                           << u"did not accept the password"_s;
    QTest::newRow("nobody answers") << QByteArray(sudoScript) << QStringList() << u"none was given"_s;
    QTest::newRow("requiretty")
        << QByteArray("#!/bin/sh\necho 'sudo: sorry, you must have a tty to run sudo' >&2\nexit 1\n") << right
        << u"requiretty"_s;
    QTest::newRow("not in sudoers")
        << QByteArray(sudoScript).replace("exec \"$@\"", "echo 'me is not in the sudoers file.' >&2; exit 1")
        << right << u"does not let this user become root"_s;
    QTest::newRow("something else") << QByteArray(
                                           "#!/bin/sh\necho 'sudo: no space left on device' >&2\nexit 1\n")
                                    << right << u"no space left"_s;
    QTest::newRow("none") << QByteArray() << right << u"has no sudo"_s;
}

void TestDeployRoot::refusals()
{
    QFETCH(QByteArray, sudo);
    QFETCH(QStringList, answers);
    QFETCH(QString, words);
    Person person(answers);
    const Result<> done = deploy(sudo, &person);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Unreachable);
    QVERIFY2(done.error().text.contains(words), qPrintable(describe(done.error())));
    QVERIFY(!describe(done.error()).contains(u"secret"_s));
}

void TestDeployRoot::rootNeedsNone()
{
    if (geteuid() != 0)
        QSKIP("this user is not root");
    TargetShell shell("exec sh");
    const Interruptor never;
    Person person({});
    const Result<> done = deployStub(shell.channel(), {.becomeRoot = true, .name = u"x"_s}, &person, never);
    QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
    QVERIFY(person.questions.isEmpty());
}

QTEST_GUILESS_MAIN(TestDeployRoot)
#include "test_deploy_root.moc"
