// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/probe_library.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

class TestProbeLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheLeadingComment();
    void listsOnlyProbesByName();
    void findsFilesAndNames();
    void namesTheNearest();
    void refusesWhatIsTooLarge();

private:
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QTemporaryDir m_folder;
};

void TestProbeLibrary::readsTheLeadingComment()
{
    const auto probe =
        describeSource("// SPDX\n/** reads - who reads what\n * @category Files\n * Line one.\n *\n"
                       " * Line two.\n */\nint x; /** not this */\n");
    QCOMPARE(probe.title, u"who reads what"_s);
    QCOMPARE(probe.category, u"Files"_s);
    QCOMPARE(probe.description, u"Line one.\n\nLine two."_s);
    QCOMPARE(describeSource("int x;").title, QString());
    QCOMPARE(describeSource("/** never ends").title, QString());
}

void TestProbeLibrary::listsOnlyProbesByName()
{
    write(m_folder.filePath(u"zeta.bpf.c"_s), "/** zeta - last */");
    write(m_folder.filePath(u"alpha.bpf.c"_s), "/** alpha - first */");
    write(m_folder.filePath(u"helper.h"_s), "/** helper - none */");
    const auto probes = listProbes(m_folder.path());
    QVERIFY(probes);
    QCOMPARE(probes->size(), 2);
    QCOMPARE(probes->at(0).name, u"alpha"_s);
    QCOMPARE(probes->at(1).title, u"last"_s);
    QVERIFY(!listProbes(m_folder.filePath(u"nowhere"_s)));
}

void TestProbeLibrary::findsFilesAndNames()
{
    write(m_folder.filePath(u"alpha.bpf.c"_s), "/** alpha - first */");
    const auto byName = findProbe(u"alpha"_s, m_folder.path());
    QVERIFY(byName);
    QCOMPARE(byName->name, u"alpha"_s);
    const auto byFile = findProbe(m_folder.filePath(u"alpha.bpf.c"_s), u"/nowhere"_s);
    QVERIFY(byFile);
    QCOMPARE(byFile->name, u"alpha"_s);
    QCOMPARE(byFile->source, "/** alpha - first */");
}

void TestProbeLibrary::namesTheNearest()
{
    write(m_folder.filePath(u"filetop.bpf.c"_s), "/** filetop - x */");
    const auto found = findProbe(u"filetpo"_s, m_folder.path());
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Usage);
    QVERIFY(found.error().hint.contains(u"filetop"));
    const auto missing = findProbe(u"./no/such/file.c"_s, m_folder.path());
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::Usage);
}

void TestProbeLibrary::refusesWhatIsTooLarge()
{
    write(m_folder.filePath(u"large.bpf.c"_s), QByteArray(maximumSourceBytes + 1, ' '));
    const auto found = findProbe(m_folder.filePath(u"large.bpf.c"_s), m_folder.path());
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Usage);
    QFile::remove(m_folder.filePath(u"large.bpf.c"_s));
}

QTEST_GUILESS_MAIN(TestProbeLibrary)
#include "test_probe_library.moc"
