// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/case_file.h"
#include "tests/e2e/support/tool.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int timeoutMs = 60'000;

// A copy of the program and its parts where everybody may read: the build may stand in somebody's home.
QString copiedProgram(const QString &folder)
{
    const QString copy = folder + u"/for-all"_s;
    if (!QFileInfo::exists(copy)) {
        const QString build = QFileInfo(programPath()).absolutePath() + u"/.."_s;
        QDir().mkpath(copy);
        for (const QString &part : {u"bin"_s, u"libexec"_s, u"share"_s})
            QProcess::execute(u"cp"_s, {u"-r"_s, build + u'/' + part, copy});
    }
    return copy + u"/bin/radiosonde"_s;
}

Outcome runAsNobody(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    const QStringList drop{u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s, program};
    process.start(u"setpriv"_s, drop + arguments);
    if (!process.waitForFinished(timeoutMs))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
}

// The first expression that `text` does not match as wanted; empty when all do.
QString unmet(const QStringList &expressions, const QString &text, bool wanted)
{
    for (const QString &each : expressions) {
        if (QRegularExpression(each, QRegularExpression::MultilineOption).match(text).hasMatch() != wanted)
            return each;
    }
    return {};
}

} // namespace

// What stands in cases/*.txt: a command line, and what it must say.
class TestCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();

private:
    QString filled(QString word) const;

    QTemporaryDir m_folder;
};

QString TestCases::filled(QString word) const
{
    return word.replace(u"{source}"_s, sourcePath({}).chopped(1))
        .replace(u"{tmp}"_s, m_folder.path())
        .replace(u"{workloads}"_s, workloadPath({}).chopped(1));
}

void TestCases::says_data()
{
    QFile(m_folder.path()).setPermissions(QFile::Permissions(0x7755)); // for cases that run as nobody
    QTest::addColumn<int>("file");
    QTest::addColumn<int>("index");
    const QStringList files = QDir(sourcePath(u"cases"_s)).entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    for (int file = 0; file < files.size(); file++) {
        QString why;
        const QList<Case> cases = readCases(sourcePath(u"cases/"_s + files.at(file)), why);
        QVERIFY2(why.isEmpty() && !cases.isEmpty(), qPrintable(why));
        for (int index = 0; index < cases.size(); index++)
            QTest::addRow("%s: %s", qPrintable(files.at(file)), qPrintable(cases.at(index).name))
                << file << index;
    }
}

void TestCases::says()
{
    QFETCH(int, file);
    QFETCH(int, index);
    const QStringList files = QDir(sourcePath(u"cases"_s)).entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    QString why;
    const Case each = readCases(sourcePath(u"cases/"_s + files.at(file)), why).at(index);
    if ((each.needsRoot || each.asNobody) && geteuid() != 0)
        QSKIP("this case needs root");
    for (const auto &[name, text] : each.files) {
        QFile out(m_folder.filePath(name));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text.toUtf8()) >= 0);
    }
    QStringList words;
    for (const QString &word : each.words)
        words.append(filled(word));
    const Outcome outcome =
        each.asNobody ? runAsNobody(copiedProgram(m_folder.path()), words) : runTool(words);
    const QString all = u"\nstatus: %1\nstdout: %2\nstderr: %3"_s.arg(outcome.status)
                            .arg(QString::fromUtf8(outcome.output), outcome.errors);
    QVERIFY2(outcome.status == each.status, qPrintable(u"expected %1"_s.arg(each.status) + all));
    const QString output = QString::fromUtf8(outcome.output);
    for (const auto &[expressions, text, wanted] :
         {std::tuple{each.errors, outcome.errors, true}, std::tuple{each.output, output, true},
          std::tuple{each.notErrors, outcome.errors, false}, std::tuple{each.notOutput, output, false}}) {
        const QString miss = unmet(expressions, text, wanted);
        QVERIFY2(miss.isEmpty(), qPrintable((wanted ? u"not found: "_s : u"found: "_s) + miss + all));
    }
}

QTEST_GUILESS_MAIN(TestCases)
#include "test_cases.moc"
