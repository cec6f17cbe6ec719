// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line says to wrong requests and to questions about itself. Nothing here touches a kernel.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace
{

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;
};

Outcome radiosonde(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationDirPath() + u"/../bin/radiosonde"_s, arguments);
    process.waitForFinished(20'000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word"); // in the one line on stderr
        const auto row = [](const char *line, int status, const char *word) {
            QTest::newRow(line) << QString::fromLatin1(line) << status << QByteArray(word);
        };
        row("rnu filetop", 64, "run");
        row("run", 64, "usage");
        row("run filetop extra", 64, "extra");
        row("run filetpo", 64, "filetop");
        row("run filetop --formt json", 64, "--format");
        row("run filetop --format jsn", 64, "json");
        row("run filetop --duration x", 64, "--duration");
        row("run filetop --duration -1", 64, "--duration");
        row("run filetop --duration nan", 64, "--duration");
        row("run filetop --interval 0", 64, "--interval");
        row("run filetop --set novalue", 64, "NAME=VALUE");
        row("run filetop --ring-size 5000", 64, "power of two");
        row("run filetop --target locl", 64, "local");
        row("run filetop --target file:/no/such/recording", 64, "/no/such/recording");
        row("check", 64, "usage");
        row("check /no/such/probe.bpf.c", 64, "/no/such/probe.bpf.c");
        row("check filetop --arch arm65", 64, "arm64");
        row("stub --output -", 64, "--arch");
        row("stub --arch arm64", 64, "--output");
        row("stub --arch amd64 --output -", 64, "x86_64");
        row("export", 64, "usage");
        row("export /no/such/recording --format json --output -", 64, "/no/such/recording");
        row("--nonsense", 64, "--nonsense");
    }
    void refuses()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        QFETCH(QByteArray, word);
        const Outcome outcome = radiosonde(line.split(u' '));
        QCOMPARE(outcome.status, status);
        QVERIFY2(outcome.err.contains(word), outcome.err.constData());
        QCOMPARE(outcome.err.count('\n'), 1);
        QCOMPARE(outcome.out, QByteArray());
    }

    void explainsItself()
    {
        const QStringList commands{u"run"_s,     u"check"_s,  u"info"_s, u"probes"_s,
                                   u"targets"_s, u"export"_s, u"stub"_s};
        const Outcome overview = radiosonde({u"--help"_s});
        QCOMPARE(overview.status, 0);
        for (const QString &command : commands) {
            QVERIFY(overview.out.contains(command.toUtf8()));
            const Outcome help = radiosonde({command, u"--help"_s});
            QCOMPARE(help.status, 0);
            QVERIFY(help.out.startsWith("Usage: radiosonde " + command.toUtf8()));
            const Outcome version = radiosonde({command, u"--version"_s});
            QCOMPARE(version.status, 0);
            QCOMPARE(version.out, radiosonde({u"--version"_s}).out);
        }
    }

    void listsTheLibrary()
    {
        const Outcome outcome = radiosonde({u"probes"_s, u"--json"_s});
        QCOMPARE(outcome.status, 0);
        QStringList names;
        for (const QJsonValue &probe : QJsonDocument::fromJson(outcome.out).array()) {
            names.append(probe[u"name"].toString());
            QVERIFY2(!probe[u"title"].toString().isEmpty(), qPrintable(names.constLast()));
            QVERIFY2(!probe[u"category"].toString().isEmpty(), qPrintable(names.constLast()));
        }
        for (const QString &name : {u"biolatency"_s, u"execsnoop"_s, u"filetop"_s, u"opensnoop"_s})
            QVERIFY2(names.contains(name), qPrintable(name));
    }

    void listsTargets()
    {
        const Outcome outcome = radiosonde({u"targets"_s, u"--json"_s});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(QJsonDocument::fromJson(outcome.out).array().at(0)[u"url"].toString(), u"local"_s);
    }

    void writesStubs()
    {
        const QTemporaryDir folder;
        for (const QString &architecture : {u"x86_64"_s, u"arm64"_s, u"arm"_s, u"riscv64"_s}) {
            const QString path = folder.filePath(architecture);
            QCOMPARE(radiosonde({u"stub"_s, u"--arch"_s, architecture, u"--output"_s, path}).status, 0);
            const QFileInfo file(path);
            QVERIFY(file.isExecutable());
            QVERIFY(file.size() > 1000 && file.size() <= 16 * 1024);
        }
    }

    void saysThatThereIsNoDisplay()
    {
        const Outcome outcome = radiosonde({});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.err.contains("display"));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "test_command_line.moc"
